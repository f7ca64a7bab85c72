import { bundleHandlers } from './bundle/routes.js';
import { couponHandlers } from './coupon/routes.js';
import { energyHandlers } from './energy/routes.js';
import { engagementHandlers } from './engagement/routes.js';
import { eventHandlers } from './event/routes.js';
import type { Handler, StreamHandler } from './handler.js';
import { merchantCodeHandlers } from './merchant-code/routes.js';
import { payCodeHandlers } from './pay-code/routes.js';
import { paymentHandlers } from './payment/routes.js';
import { rightHandlers } from './right/routes.js';
import { sessionHandlers } from './session/routes.js';
import { storeHandlers } from './store/routes.js';
import { verificationHandlers } from './verification/routes.js';

/** Every noun's rows with their verbs; each noun adds its line. */
export const handlers: readonly (Handler | StreamHandler)[] = [
  ...sessionHandlers,
  ...payCodeHandlers,
  ...paymentHandlers,
  ...merchantCodeHandlers,
  ...verificationHandlers,
  ...couponHandlers,
  ...rightHandlers,
  ...bundleHandlers,
  ...energyHandlers,
  ...engagementHandlers,
  ...storeHandlers,
  ...eventHandlers,
];
