import type { Right } from '@tessera/contract';

const bubbling = { bubbles: true, composed: true };

/** A right is opened. A page with a place of its own for it calls `preventDefault()`; otherwise the wallet shows it. */
export class RightOpenEvent extends Event {
  constructor(readonly right: Right) {
    super('tessera-right-open', { ...bubbling, cancelable: true });
  }
}

/**
 * A right is put to use. For a coupon (`right.kind`) the user wants to pay with it: a page that shows its pay code with
 * `right.id` calls `preventDefault()`, otherwise the wallet says how to pay. A coupon for a thing is handed over for a code that the wallet shows, without this event. For a benefit the gateway has used it already.
 */
export class RightUseEvent extends Event {
  constructor(readonly right: Right) {
    super('tessera-right-use', { ...bubbling, cancelable: right.kind === 'coupon' });
  }
}

/** The user wants to take the step to the next tier. A page that leads there calls `preventDefault()`; otherwise the wallet says where it is. */
export class RightUnlockEvent extends Event {
  constructor(readonly step: 'open_wallet' | 'add_card') {
    super('tessera-right-unlock', { ...bubbling, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'tessera-right-open': RightOpenEvent;
    'tessera-right-use': RightUseEvent;
    'tessera-right-unlock': RightUnlockEvent;
  }
}
