import { paymentRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { chargePayment } from './charge.js';
import { getPayment } from './get.js';
import { listPayments } from './list.js';
import { getPaymentOptions } from './options.js';
import { orderFundingSources } from './order-sources.js';
import { refundPayment } from './refund.js';

export const paymentHandlers = [
  pair(paymentRoutes.options, getPaymentOptions),
  pair(paymentRoutes.orderSources, orderFundingSources, { steps: true }),
  pair(paymentRoutes.charge, chargePayment, { steps: true }),
  pair(paymentRoutes.get, getPayment),
  pair(paymentRoutes.list, listPayments),
  pair(paymentRoutes.refund, refundPayment, { steps: true }),
];
