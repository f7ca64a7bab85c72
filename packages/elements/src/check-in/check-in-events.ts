import type { CheckIn } from '@tessera/contract';

/** The user checked in for today: energy in grams, the streak, and the reward it has come to, if any. */
export class CheckInEvent extends Event {
  constructor(readonly grams: number, readonly streakDays: number, readonly reward: CheckIn['reward']) {
    super('tessera-check-in', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'tessera-check-in': CheckInEvent;
  }
}
