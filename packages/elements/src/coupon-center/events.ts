import type { Campaign, Coupon, Standing } from '@tessera/contract';

const bubbling = { bubbles: true, composed: true };

/** A coupon was claimed. */
export class CouponClaimEvent extends Event {
  constructor(readonly coupon: Coupon) {
    super('tessera-coupon-claim', bubbling);
  }
}

/**
 * The user wants to use a claimed coupon. A page that goes on from here (to its pay code, to a store) calls
 * `preventDefault()`; otherwise the widget says how to use it.
 */
export class CouponUseEvent extends Event {
  constructor(readonly couponId: string, readonly campaign: Campaign) {
    super('tessera-coupon-use', { ...bubbling, cancelable: true });
  }
}

/** The step that opens a locked campaign. */
export type UnlockStep = Extract<Standing, { state: 'locked' }>['step'];

/**
 * The user wants to take the step that opens a campaign. A page that leads there calls `preventDefault()`; otherwise the
 * widget says where the step is taken.
 */
export class CouponUnlockEvent extends Event {
  constructor(readonly step: UnlockStep, readonly campaignId: string) {
    super('tessera-coupon-unlock', { ...bubbling, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'tessera-coupon-claim': CouponClaimEvent;
    'tessera-coupon-use': CouponUseEvent;
    'tessera-coupon-unlock': CouponUnlockEvent;
  }
}
