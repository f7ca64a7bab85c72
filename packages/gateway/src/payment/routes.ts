import { paymentRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { chargePayment } from './charge.js';
import { getPayment } from './get.js';
import { listPayments } from './list.js';
import { getPaymentOptions } from './options.js';
import { orderFundingSources } from './order-sources.js';
import { getQuote } from './quote.js';
import { refundPayment } from './refund.js';
import { acceptSourceTerms, getSourceTerms } from './terms.js';

export const paymentHandlers = [
  pair(paymentRoutes.options, getPaymentOptions),
  pair(paymentRoutes.orderSources, orderFundingSources, { steps: true }),
  pair(paymentRoutes.terms, getSourceTerms),
  pair(paymentRoutes.acceptTerms, acceptSourceTerms, { steps: true }),
  pair(paymentRoutes.quote, getQuote),
  pair(paymentRoutes.charge, chargePayment, { steps: true }),
  pair(paymentRoutes.get, getPayment),
  pair(paymentRoutes.list, listPayments),
  pair(paymentRoutes.refund, refundPayment, { steps: true }),
];
