import { createHmac } from 'node:crypto';
import type { Services } from '../context.js';
import { base32, fromBase32 } from '../id.js';
import type { Settings } from '../settings.js';

/** How long a code lives, in seconds. */
export const REDEMPTION_SECONDS = 60;

const DIGITS = 16;

/**
 * A new code: sixteen of Crockford's digits. As in our ids the first two name the user's shard, so that a code is found in one place;
 * the other fourteen are 70 random bits.
 */
export const mintRedemptionCode = (random: Services['random'], shard: number): string =>
  base32(shard, 2) + [...random(DIGITS - 2)].map((byte) => base32(byte % 32, 1)).join('');

/** A code as a till shows and types it: in groups of four. */
export const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** What was typed or scanned as it was meant: without spaces and dashes, upper case, O read as 0 and I and L as 1 (Crockford). */
export const normalCode = (text: string): string =>
  text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');

/** The shard that a code of ours names; null for text that is none. */
export const shardOfCode = (code: string): number | null =>
  code.length === DIGITS && fromBase32(code) !== null ? fromBase32(code.slice(0, 2)) : null;

/** How a code is kept: an HMAC, so that neither the table nor a copy of it can be turned back into codes. */
export const hashOfCode = ({ signingSecret }: Pick<Settings, 'signingSecret'>, code: string): string =>
  createHmac('sha256', signingSecret).update(`redemption ${code}`).digest('hex');
