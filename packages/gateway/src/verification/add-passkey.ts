import { verifyRegistrationResponse } from '@simplewebauthn/server';
import type { Output, Parsed, Row } from '@tessera/contract';
import { asUser, type Context } from '../context.js';
import { isDuplicate, withRetry } from '../database.js';
import { newId, shardOf } from '../id.js';
import { relyingParty, takeChallenge, type RelyingParty } from './challenge.js';
import { readVerification } from './get.js';
import { refused } from './prove-passkey.js';
import { ALGORITHMS, REGISTER } from './request-passkey.js';

type AddPasskey = Row<'addPasskey'>;

/** Keeps the passkey that answered `requestPasskey`. The challenge is used up either way. */
export async function addPasskey(ctx: Context, { name, response }: Parsed<AddPasskey>): Promise<Output<AddPasskey>> {
  const user = asUser(ctx);
  const challenge = await takeChallenge(ctx, user.userId, REGISTER);
  if (challenge === null) throw refused('its request was answered before, or is older than two minutes');
  const party = await relyingParty(ctx, user);
  const credential = party && await register(ctx, party, challenge, response);
  if (!party || !credential) throw refused(`expected an answer to the request asked last, made on ${party?.origin ?? 'a secure origin'} with its user verified`);
  const shard = shardOf(user.userId);
  const now = ctx.clock();
  try {
    await withRetry(ctx.db, (db) => db.insertInto('passkey').values({
      shard_key: shard, id: newId('psk', shard, ctx.random, now), user_id: user.userId, rp_id: party.id, credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey).toString('base64url'), counter: credential.counter, name, created_at: now, last_used_at: null,
    }).execute());
  } catch (error) {
    if (isDuplicate(error)) throw refused('it is registered already');
    throw error;
  }
  return readVerification(ctx, user);
}

async function register(ctx: Context, party: RelyingParty, challenge: string, response: Parsed<AddPasskey>['response']) {
  const { clientDataJSON, attestationObject } = response.response;
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { id: response.id, rawId: response.rawId, type: response.type, clientExtensionResults: {}, response: { clientDataJSON, attestationObject } },
      expectedChallenge: challenge, expectedOrigin: party.origin, expectedRPID: party.id, requireUserVerification: true, supportedAlgorithmIDs: [...ALGORITHMS],
    });
    return registrationInfo?.credential ?? null;
  } catch (error) {
    ctx.log.info({ err: error, requestId: ctx.requestId }, 'a new passkey was refused');
    return null;
  }
}
