import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { PasskeyAssertion, PasskeyRequest } from '@tessera/contract';
import type { Context, UserActor } from '../context.js';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';
import { originsOf } from '../session/origin.js';
import { CHALLENGE_MS, newChallenge, relyingParty, takeChallenge, type RelyingParty } from './challenge.js';
import { passkeysOf, type PasskeyRow } from './passkeys.js';

/** What the browser asks the user's passkeys for one purpose, or null when the user has none for this origin. */
export async function requestProof(ctx: Pick<Context, 'db' | 'random' | 'clock'>, user: UserActor, purpose: string): Promise<PasskeyRequest | null> {
  const party = await relyingParty(ctx, user);
  if (party === null) return null;
  const passkeys = await passkeysOf(ctx, user.userId, party.id);
  if (passkeys.length === 0) return null;
  return {
    challenge: await newChallenge(ctx, user.userId, purpose), rpId: party.id, timeout: CHALLENGE_MS, userVerification: 'required',
    allowCredentials: passkeys.map(({ credential_id }) => ({ id: credential_id, type: 'public-key' })),
  };
}

/**
 * Passes when a passkey of the user's, on this origin, answered the challenge asked last for `purpose`, with its user
 * verified. The challenge is used up either way. Throws `passkey_refused`. Never call it inside a transaction.
 */
export async function provePasskey(ctx: Context, user: UserActor, purpose: string, response: PasskeyAssertion): Promise<void> {
  const challenge = await takeChallenge(ctx, user.userId, purpose);
  if (challenge === null) throw refused('its request was answered before, or is older than two minutes');
  const party = await relyingParty(ctx, user);
  const passkey = party && (await passkeysOf(ctx, user.userId, party.id)).find((row) => row.credential_id === response.id);
  if (!party || !passkey) throw refused('it is not one of this user’s passkeys for this site');
  // A frame of ours on a merchant's page says who the page is: one of the platform's own, or somebody lays a trap.
  const around = await originsOf(ctx, user.platformId);
  const counter = await verify(ctx, { party, around, passkey, challenge, response });
  const { numUpdatedRows } = await withRetry(ctx.db, (db) => db.updateTable('passkey').set({ counter, last_used_at: ctx.clock() })
    .where('shard_key', '=', shardOf(user.userId)).where('id', '=', passkey.id)
    // An authenticator without a counter says 0 for ever; any other one must go up, also past an answer handled meanwhile.
    .where('counter', counter === 0 ? '=' : '<', counter).executeTakeFirst());
  if (numUpdatedRows === 0n) throw refused('its counter went back, or it was removed: another copy of it may exist');
}

interface Answered { readonly party: RelyingParty; readonly around: string[]; readonly passkey: PasskeyRow; readonly challenge: string; readonly response: PasskeyAssertion }

async function verify(ctx: Context, { party, around, passkey, challenge, response }: Answered): Promise<number> {
  const { clientDataJSON, authenticatorData, signature } = response.response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { id: response.id, rawId: response.rawId, type: response.type, clientExtensionResults: {}, response: { clientDataJSON, authenticatorData, signature } },
      expectedChallenge: challenge, expectedOrigin: party.origin, expectedTopOrigin: around, expectedRPID: party.id, requireUserVerification: true,
      credential: { id: passkey.credential_id, publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')), counter: passkey.counter },
    });
    if (verified) return authenticationInfo.newCounter;
  } catch (error) {
    ctx.log.info({ err: error, requestId: ctx.requestId }, 'a passkey was refused');
  }
  throw refused(`expected an answer of this passkey to the request asked last, made on ${party.origin} with its user verified and a counter that went up`);
}

/** The problem of a passkey that does not prove what it should, in words that say why and what to do. */
export const refused = (why: string) => problem('passkey_refused', `The passkey was refused: ${why}. Ask for a new request, or use the PIN.`);
