import type { DocsOf } from '../endpoint.js';
import type { Routes } from '../routes.js';
import { bundleDocs } from './bundle.js';
import { couponDocs } from './coupon.js';
import { energyDocs } from './energy.js';
import { engagementDocs } from './engagement.js';
import { eventDocs } from './event.js';
import { merchantCodeDocs } from './merchant-code.js';
import { payCodeDocs } from './pay-code.js';
import { paymentDocs } from './payment.js';
import { rightDocs } from './right.js';
import { sessionDocs } from './session.js';
import { storeDocs } from './store.js';
import { verificationDocs } from './verification.js';

/** Summaries, problems and one worked example for every row of the route table, in its shape. */
export const docs: { [Noun in keyof Routes]: DocsOf<Routes[Noun]> } = {
  session: sessionDocs, payCodes: payCodeDocs, payments: paymentDocs, merchantCodes: merchantCodeDocs, verification: verificationDocs, coupons: couponDocs,
  rights: rightDocs, bundles: bundleDocs, energy: energyDocs, engagement: engagementDocs, stores: storeDocs, events: eventDocs,
};
