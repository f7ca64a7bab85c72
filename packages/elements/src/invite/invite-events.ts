import type { Reward } from '@tessera/contract';

const bubbling = { bubbles: true, composed: true };

/** The user accepted somebody's invitation, and got this. */
export class InviteAcceptEvent extends Event {
  constructor(readonly reward: Reward) {
    super('tessera-invite-accept', bubbling);
  }
}

/** The user copied the invitation or gave it to another app. `link` is null without a `link-template`. */
export class InviteShareEvent extends Event {
  constructor(readonly code: string, readonly link: string | null) {
    super('tessera-invite-share', bubbling);
  }
}

declare global {
  interface HTMLElementEventMap {
    'tessera-invite-accept': InviteAcceptEvent;
    'tessera-invite-share': InviteShareEvent;
  }
}
