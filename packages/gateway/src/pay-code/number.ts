import { createHmac } from 'node:crypto';
import type { Settings } from '../settings.js';
import { foreignSchemes, ownScheme } from './schemes.js';
import type { Scheme } from './schemes.js';

const RANGE = 10n ** BigInt(ownScheme.randomDigits);
/** The largest multiple of RANGE that eight bytes hold: draws above it are thrown away, or small numbers would be likelier. */
const FAIR = (2n ** 64n / RANGE) * RANGE;

/** A new number of ours, evenly distributed. */
export function mintNumber(random: (bytes: number) => Uint8Array): string {
  for (;;) {
    const bytes = random(8);
    const draw = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
    if (draw < FAIR) return ownScheme.prefix + (draw % RANGE).toString().padStart(ownScheme.randomDigits, '0');
  }
}

/** What a till read: one of ours, another issuer's, or nothing that is a code. */
export type Classified =
  | { readonly kind: 'own'; readonly number: string }
  | { readonly kind: 'foreign'; readonly scheme: Scheme }
  | { readonly kind: 'malformed' };

/** Sorts scanned or typed text by issuer. Spaces, hyphens and full-width digits are how people type a code, so they don't matter. */
export function classify(text: string): Classified {
  const number = text.normalize('NFKC').replace(/[\s-]/g, '');
  if (ownScheme.pattern.test(number)) return { kind: 'own', number };
  const scheme = foreignSchemes.find(({ pattern }) => pattern.test(number));
  return scheme ? { kind: 'foreign', scheme } : { kind: 'malformed' };
}

/** How a number is kept: an HMAC, so that neither the table nor a copy of it can be turned back into codes. */
export const hashOf = (settings: Pick<Settings, 'signingSecret'>, number: string): string =>
  createHmac('sha256', settings.signingSecret).update(`pay-code ${number}`).digest('hex');
