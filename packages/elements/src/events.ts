import type { Payment } from '@tessera/contract';

const bubbling = { bubbles: true, composed: true };

/** A widget shows its data for the first time. */
export class ReadyEvent extends Event {
  constructor() {
    super('tessera-ready', bubbling);
  }
}

/** A widget could not do something. `code` is one of the contract's problem codes; quote `requestId` when asking for help. */
export class ProblemEvent extends Event {
  constructor(readonly code: string, readonly detail: string, readonly requestId: string | null) {
    super('tessera-error', bubbling);
  }
}

/**
 * A signed-out widget's button was pressed. A page that signs people in itself calls `preventDefault()` and, when they
 * have, `refresh()`; otherwise the widget asks for a session again.
 */
export class SignInEvent extends Event {
  constructor() {
    super('tessera-sign-in', { ...bubbling, cancelable: true });
  }
}

/** A payment by this widget came to a status: it waits for the user, is under way, in doubt, paid, declined or voided. */
export class PaymentEvent extends Event {
  constructor(readonly payment: Payment) {
    super('tessera-payment', bubbling);
  }
}

declare global {
  interface HTMLElementEventMap {
    'tessera-ready': ReadyEvent;
    'tessera-error': ProblemEvent;
    'tessera-payment': PaymentEvent;
    'tessera-sign-in': SignInEvent;
  }
}
