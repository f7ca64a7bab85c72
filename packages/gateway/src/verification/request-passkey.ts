import type { Output, Parsed, Row } from '@tessera/contract';
import { asUser, type Context } from '../context.js';
import { CHALLENGE_MS, newChallenge, relyingParty } from './challenge.js';
import { passkeysOf } from './passkeys.js';
import { masked, phoneOf } from './phone.js';
import { provePin } from './pin.js';
import { refused } from './prove-passkey.js';

type RequestPasskey = Row<'requestPasskey'>;

/** Purpose of the challenge that a new passkey answers. */
export const REGISTER = 'register';
/** COSE algorithms taken, best first: ES256, Ed25519, RS256. */
export const ALGORITHMS = [-7, -8, -257] as const;

/** Asks for a new passkey on this origin, once the user has given the PIN. */
export async function requestPasskey(ctx: Context, { pin }: Parsed<RequestPasskey>): Promise<Output<RequestPasskey>> {
  const user = asUser(ctx);
  const party = await relyingParty(ctx, user);
  if (party === null) throw refused('this page is served from a bare address or without TLS, where browsers have no passkeys');
  await provePin(ctx, user.userId, pin);
  const phone = await phoneOf(ctx, user.userId);
  const name = phone === null ? 'Tessera' : masked(phone);
  return {
    challenge: await newChallenge(ctx, user.userId, REGISTER), rp: { id: party.id, name: 'Tessera' },
    user: { id: Buffer.from(user.userId).toString('base64url'), name, displayName: name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })), timeout: CHALLENGE_MS, attestation: 'none',
    excludeCredentials: (await passkeysOf(ctx, user.userId, party.id)).map(({ credential_id }) => ({ id: credential_id, type: 'public-key' })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  };
}
