const bubbling = { bubbles: true, composed: true };

/** Energy was collected: the bubbles, and what they gave together in grams. */
export class EnergyCollectEvent extends Event {
  constructor(readonly grams: number, readonly bubbleIds: readonly string[]) {
    super('tessera-energy-collect', bubbling);
  }
}

/** The user checked in for today. */
export class EnergyCheckInEvent extends Event {
  constructor(readonly grams: number, readonly streakDays: number) {
    super('tessera-energy-check-in', bubbling);
  }
}

declare global {
  interface HTMLElementEventMap {
    'tessera-energy-collect': EnergyCollectEvent;
    'tessera-energy-check-in': EnergyCheckInEvent;
  }
}
