const bubbling = { bubbles: true, composed: true };

/** Another code is shown, or none any more. The number is a secret and never leaves the widget. */
export class PayCodeChangeEvent extends Event {
  constructor(readonly payCodeId: string | null) {
    super('tessera-code-change', bubbling);
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
    'tessera-brightness': BrightnessEvent;
  }
}
