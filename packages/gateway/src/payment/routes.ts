import { paymentRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { cancelPayment } from './cancel.js';
import { chargePayment } from './charge.js';
import { confirmPayment } from './confirm.js';
import { getPayment } from './get.js';
import { listSettlementEntries } from './list-settlement-entries.js';
import { listPayments } from './list.js';
import { getPaymentOptions } from './options.js';
import { orderFundingSources } from './order-sources.js';
import { payMerchant } from './pay-merchant.js';
import { getQuote } from './quote.js';
import { refundPayment } from './refund.js';
import { requestConfirmation } from './request-confirmation.js';
import { reverseCharge } from './reverse.js';
import { getSettlement } from './settlement.js';
import { acceptSourceTerms, getSourceTerms } from './terms.js';
import { voidPayment } from './void.js';

export const paymentHandlers = [
  pair(paymentRoutes.options, getPaymentOptions),
  pair(paymentRoutes.orderSources, orderFundingSources, { steps: true }),
  pair(paymentRoutes.terms, getSourceTerms),
  pair(paymentRoutes.acceptTerms, acceptSourceTerms, { steps: true }),
  pair(paymentRoutes.quote, getQuote),
  pair(paymentRoutes.charge, chargePayment, { steps: true }),
  pair(paymentRoutes.payMerchant, payMerchant, { steps: true }),
  pair(paymentRoutes.requestConfirmation, requestConfirmation),
  pair(paymentRoutes.confirm, confirmPayment, { steps: true }),
  pair(paymentRoutes.cancel, cancelPayment),
  pair(paymentRoutes.get, getPayment),
  pair(paymentRoutes.list, listPayments),
  pair(paymentRoutes.void, voidPayment, { steps: true }),
  pair(paymentRoutes.reverse, reverseCharge, { steps: true }),
  pair(paymentRoutes.refund, refundPayment, { steps: true }),
  pair(paymentRoutes.settlement, getSettlement),
  pair(paymentRoutes.listSettlementEntries, listSettlementEntries),
];
