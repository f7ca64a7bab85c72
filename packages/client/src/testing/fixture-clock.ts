/** Noon in Jinan on a Monday: where fixtures begin unless told otherwise. */
export const FIXTURE_NOW = Date.parse('2026-03-02T04:00:00.000Z');

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The wire's form of a moment `offset` milliseconds from `now`. */
export const at = (now: number, offset = 0): string => new Date(now + offset).toISOString();

/** The calendar day in Asia/Shanghai, which has had no summer time since 1991. */
export const dayOf = (moment: number): string => new Date(moment + 8 * HOUR).toISOString().slice(0, 10);

/** An id that fits the contract's pattern and tells fixtures apart at a glance. */
export const fixtureId = (prefix: string, number: number): string => `${prefix}_00fixture${String(number).padStart(6, '0')}`;

export const yuan = (amount: number) => ({ amount: Math.round(amount * 100), currency: 'CNY' as const });
