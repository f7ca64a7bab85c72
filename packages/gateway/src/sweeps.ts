import { sweepBundleOrders, sweepSubscriptions } from './bundle/sweep.js';
import type { Services } from './context.js';
import { drawLotteries } from './coupon/draw.js';
import { recallCoupons } from './coupon/recall.js';
import { remindCoupons } from './coupon/remind.js';
import { reopenCampaigns } from './coupon/reopen.js';
import { sweepRedemptionCodes } from './coupon/sweep-redemption-codes.js';
import { sweepIdempotency } from './idempotency.js';
import { expireHolds } from './ledger/ledger.js';
import { sweepMerchantOrders } from './merchant-code/sweep.js';
import { sweepOfflineBatches, sweepPayCodes } from './pay-code/sweep.js';
import { sweepChargeKeys } from './payment/charge-key.js';
import { reconcilePayments } from './payment/reconcile.js';
import { expirePoints } from './right/expire-points.js';
import { fulfilBenefits } from './right/fulfil.js';
import { remindBenefits } from './right/remind.js';
import { sweepChallenges } from './verification/challenge.js';

/** Work that comes back while the gateway runs. */
export interface Sweep {
  readonly name: string;
  /** Pause between two runs, in milliseconds. */
  readonly every: number;
  run(services: Services): Promise<unknown>;
}

/** Every noun's sweeps; each noun adds its lines. */
export const sweeps: readonly Sweep[] = [
  { name: 'sweep idempotency keys', every: 600_000, run: sweepIdempotency },
  { name: 'reconcile payments', every: 1000, run: reconcilePayments },
  { name: 'reopen campaigns', every: 1000, run: (services) => reopenCampaigns(services) },
  { name: 'recall coupons', every: 5000, run: recallCoupons },
  { name: 'draw lotteries', every: 1000, run: (services) => drawLotteries(services) },
  { name: 'remind of coupons', every: 60_000, run: (services) => remindCoupons(services) },
  { name: 'sweep redemption codes', every: 600_000, run: sweepRedemptionCodes },
  { name: 'fulfil benefits', every: 1000, run: (services) => fulfilBenefits(services, { patienceMs: 200 }) },
  { name: 'follow subscriptions', every: 1000, run: sweepSubscriptions },
  { name: 'sweep bundle orders', every: 600_000, run: sweepBundleOrders },
  { name: 'remind of benefits', every: 60_000, run: (services) => remindBenefits(services) },
  { name: 'expire points', every: 60_000, run: (services) => expirePoints(services) },
  { name: 'expire ledger holds', every: 5000, run: (services) => expireHolds(services) },
  { name: 'sweep charge keys', every: 600_000, run: sweepChargeKeys },
  { name: 'sweep pay codes', every: 600_000, run: sweepPayCodes },
  { name: 'sweep offline batches', every: 600_000, run: sweepOfflineBatches },
  { name: 'sweep merchant orders', every: 600_000, run: sweepMerchantOrders },
  { name: 'sweep passkey challenges', every: 600_000, run: sweepChallenges },
];
