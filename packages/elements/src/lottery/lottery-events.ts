import type { PrizeResult } from '@tessera/contract';

/** The user drew: what it gave and what it cost. */
export class PrizeDrawEvent extends Event {
  constructor(readonly result: PrizeResult) {
    super('tessera-prize-draw', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'tessera-prize-draw': PrizeDrawEvent;
  }
}
