/** What is left until a moment. */
export interface Remaining {
  /** Whole seconds, rounded up: zero only when the moment has come. */
  readonly seconds: number;
  /** Hours (never more than two digits are cut off), minutes and seconds, two digits each. */
  readonly clock: readonly [hours: string, minutes: string, seconds: string];
}

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

/** What is left until an ISO 8601 moment at `now`, the gateway's time in milliseconds. */
export function remaining(moment: string, now: number): Remaining {
  const seconds = Math.max(0, Math.ceil((Date.parse(moment) - now) / 1000));
  return { seconds, clock: [two(seconds / 3600), two((seconds / 60) % 60), two(seconds % 60)] };
}
