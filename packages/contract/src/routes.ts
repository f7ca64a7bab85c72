import { bundleRoutes } from './bundle.js';
import { couponRoutes } from './coupon.js';
import type { Endpoint } from './endpoint.js';
import { energyRoutes } from './energy.js';
import { engagementRoutes } from './engagement.js';
import { eventRoutes } from './event.js';
import { merchantCodeRoutes } from './merchant-code.js';
import { payCodeRoutes } from './pay-code.js';
import { paymentRoutes } from './payment.js';
import { rightRoutes } from './right.js';
import { sessionRoutes } from './session.js';
import { storeRoutes } from './store.js';
import { verificationRoutes } from './verification.js';

/** The route table: noun, verb, row. The client has the same shape. */
export const routes = {
  session: sessionRoutes,
  payCodes: payCodeRoutes,
  payments: paymentRoutes,
  merchantCodes: merchantCodeRoutes,
  verification: verificationRoutes,
  coupons: couponRoutes,
  rights: rightRoutes,
  bundles: bundleRoutes,
  energy: energyRoutes,
  engagement: engagementRoutes,
  stores: storeRoutes,
  events: eventRoutes,
} as const satisfies Record<string, Record<string, Endpoint>>;

export type Routes = typeof routes;
type Rows = { [N in keyof Routes]: Routes[N][keyof Routes[N]] }[keyof Routes];

/** Every endpoint's id, and the row an id names. */
export type EndpointId = Rows['id'];
export type Row<Id extends EndpointId> = Extract<Rows, { id: Id }>;

/** All rows in table order. */
export const rows: readonly Endpoint[] = Object.values<Record<string, Endpoint>>(routes).flatMap((noun) => Object.values(noun));
