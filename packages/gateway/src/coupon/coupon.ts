/** What other nouns may use of coupons, inside their own transactions. */
export { showFace } from './campaign.js';
export { readCoupons, stateOf } from './coupon-row.js';
export type { FullCoupon } from './coupon-row.js';
export { stepsTaken } from './audience.js';
export { bestSaving, isMoneyOff, savingOf, thresholdOf } from './face.js';
export type { StoredFace } from './face.js';
export { lockCoupon } from './lock.js';
export type { CouponContext, LockedCoupon } from './lock.js';
export { CouponNotHeld, redeemCoupon } from './redeem.js';
export type { CouponOfPayment } from './redeem.js';
export { refuseUnusableCoupon } from './refuse-unusable.js';
export { releaseCoupon } from './release.js';
export { returnCoupon, unuseCoupon } from './return.js';
export { useAtCounter } from './use-at-counter.js';
export { usableCoupons } from './usable.js';
export type { CouponRefusal, Purchase, UsableCoupon } from './usable.js';
