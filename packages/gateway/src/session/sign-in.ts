import { SESSION_SECONDS, type MintedSession, type Parsed, type sessionRoutes } from '@tessera/contract';
import { findKey } from '../authenticate.js';
import type { Context } from '../context.js';
import { withRetry } from '../database.js';
import { problem } from '../problem.js';
import { openSession } from './open.js';
import { personOfPhone } from './person.js';

/** Signs a person in from the snippet's frame by a one-time code. The session works from the gateway's own origin, where the frame lives. */
export async function signIn(ctx: Context, input: Parsed<typeof sessionRoutes.signIn>): Promise<MintedSession> {
  const { platform_id: platformId } = await findKey(ctx, input.publishableKey, 'publishable');
  if (!await ctx.signInGuard.verify(input.phone, () => ctx.identity.verify(input.phone, input.code))) {
    throw problem('sign_in_failed', 'The phone number or the code is not right; ask for a new code and try again.');
  }
  return withRetry(ctx.db, async (db) => {
    const trx = { ...ctx, db };
    const id = await personOfPhone(trx, input.phone);
    return openSession(trx, { platformId, subject: { kind: 'user', id }, origin: ctx.settings.origin, scopes: input.scopes, lifetimeSeconds: SESSION_SECONDS });
  });
}
