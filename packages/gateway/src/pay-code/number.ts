import { createHmac } from 'node:crypto';
import { CPM_START, digitsOf, parseCpm, writeCpm } from '../emv/cpm.js';
import { TlvError } from '../emv/tlv.js';
import type { Settings } from '../settings.js';
import { environments, foreignSchemes, ownApplication, RANDOM_DIGITS } from './schemes.js';

const RANGE = 10n ** BigInt(RANDOM_DIGITS);
/** The largest multiple of RANGE that eight bytes hold: draws above it are thrown away, or small numbers would be likelier. */
const FAIR = (2n ** 64n / RANGE) * RANGE;

/** A new number of this environment, evenly distributed. */
export function mintNumber(random: (bytes: number) => Uint8Array, environment: Settings['environment']): string {
  for (;;) {
    const bytes = random(8);
    const draw = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
    if (draw < FAIR) return environments[environment].prefix + (draw % RANGE).toString().padStart(RANDOM_DIGITS, '0');
  }
}

/** What the QR code carries for a number. The bars always carry its digits. */
export const payloadOf = ({ payCodeFormat }: Pick<Settings, 'payCodeFormat'>, number: string): string =>
  payCodeFormat === 'emv' ? writeCpm({ ...ownApplication, number }) : number;

/** What a till read: one of ours, another issuer's or environment's, or nothing that is a code, and then why. */
export type Classified =
  | { readonly kind: 'own'; readonly number: string }
  | { readonly kind: 'other_environment'; readonly title: string }
  | { readonly kind: 'foreign'; readonly name: string; readonly title: string }
  | { readonly kind: 'malformed'; readonly why: string };

/** Sorts scanned or typed text by issuer. Spaces, hyphens and full-width digits are how people type a code, so they don't matter. */
export function classify(text: string, environment: Settings['environment']): Classified {
  const read = text.normalize('NFKC').replace(/[\s-]/g, '');
  return read.startsWith(CPM_START) ? classifyPayload(read, environment) : classifyNumber(read, environment);
}

function classifyNumber(number: string, environment: Settings['environment']): Classified {
  if (number.length === RANDOM_DIGITS + 2 && /^\d+$/.test(number)) {
    if (number.startsWith(environments[environment].prefix)) return { kind: 'own', number };
    const other = Object.values(environments).find(({ prefix }) => number.startsWith(prefix));
    if (other) return { kind: 'other_environment', title: other.title };
  }
  const scheme = foreignSchemes.find(({ pattern }) => pattern.test(number));
  return scheme ? { kind: 'foreign', name: scheme.name, title: scheme.title }
    : { kind: 'malformed', why: `a pay code is ${RANDOM_DIGITS + 2} digits that begin with ${environments[environment].prefix}` };
}

function classifyPayload(payload: string, environment: Settings['environment']): Classified {
  try {
    const applications = parseCpm(payload);
    // A longer name whose beginning is ours is ours too (CPM 5.1.1.8).
    const own = applications.find(({ aid }) => aid.startsWith(ownApplication.aid));
    if (own === undefined) return foreignPayload(applications.map(({ aid }) => aid));
    const number = digitsOf(own.objects.get('5A') ?? new Uint8Array());
    return number === null ? { kind: 'malformed', why: 'object 61/5A: expected the number in compressed digits' } : classifyNumber(number, environment);
  } catch (error) {
    if (error instanceof TlvError) return { kind: 'malformed', why: error.message };
    throw error;
  }
}

const foreignPayload = (aids: readonly string[]): Classified => aids.length === 0
  ? { kind: 'malformed', why: 'object 61/4F: expected an application name (AID) of 5 to 16 bytes; none came' }
  : { kind: 'foreign', name: 'emv-cpm', title: `an EMV consumer-presented code with the application ${aids.join(', ')}` };

/** How a number is kept: an HMAC, so that neither the table nor a copy of it can be turned back into codes. */
export const hashOf = (settings: Pick<Settings, 'signingSecret'>, number: string): string =>
  createHmac('sha256', settings.signingSecret).update(`pay-code ${number}`).digest('hex');
