import type { Payment } from '@tessera/contract';

const bubbling = { bubbles: true, composed: true };

/** Another code is shown, or none any more. The number is a secret and never leaves the widget. */
export class PayCodeChangeEvent extends Event {
  constructor(readonly payCodeId: string | null) {
    super('tessera-code-change', bubbling);
  }
}

/** A payment with a code of this widget came to a status: `processing`, `paid`, `declined` or `in_doubt`. */
export class PaymentEvent extends Event {
  constructor(readonly payment: Payment) {
    super('tessera-payment', bubbling);
  }
}

/** A page cannot set the screen's brightness; a native shell around it can: full while `bright`, the user's own after. */
export class BrightnessEvent extends Event {
  constructor(readonly bright: boolean) {
    super('tessera-brightness', bubbling);
  }
}

declare global {
  interface HTMLElementEventMap {
    'tessera-code-change': PayCodeChangeEvent;
    'tessera-payment': PaymentEvent;
    'tessera-brightness': BrightnessEvent;
  }
}
