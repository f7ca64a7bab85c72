/** Time for a charge to write its own answer after the channel's deadline before the sweep takes it over, in milliseconds. */
const GRACE_MS = 5000;
/** Longest pause between two looks at an open payment, in milliseconds: an outcome the channel knows is found well within 30 s. */
const LONGEST_MS = 8000;

/** When the sweep first looks at a payment or refund that never heard its channel's answer, as after a crash. */
export const firstLookAt = (now: Date, channelDeadlineMs: number): Date => new Date(now.getTime() + channelDeadlineMs + GRACE_MS);

/** When to look again after `looks` looks: 1, 2, 4, then every 8 seconds. */
export const nextLookAt = (now: Date, looks: number): Date => new Date(now.getTime() + Math.min(1000 * 2 ** Math.min(looks, 10), LONGEST_MS));
