import type { Output, Row, Verification } from '@tessera/contract';
import { asUser, type Context, type UserActor } from '../context.js';
import { shardOf } from '../id.js';
import { relyingParty } from './challenge.js';
import { spentToday } from './limits.js';
import { describePasskey, passkeysOf } from './passkeys.js';
import { masked, phoneOf } from './phone.js';
import { PIN_TRIES } from './pin.js';
import type { LimitClass } from './tables.js';

/** How the calling user proves a payment, and what of the day's limits is left. */
export const getVerification = (ctx: Context): Promise<Output<Row<'getVerification'>>> => readVerification(ctx, asUser(ctx));

/** The same for other verbs of this noun, which answer with it. */
export async function readVerification(ctx: Context, user: UserActor): Promise<Verification> {
  const { settings: { withoutPin, dailyLimits } } = ctx;
  const pin = await ctx.db.selectFrom('user_pin').select('failures')
    .where('shard_key', '=', shardOf(user.userId)).where('user_id', '=', user.userId).executeTakeFirst();
  const left = pin === undefined ? PIN_TRIES : PIN_TRIES - pin.failures;
  const phone = await phoneOf(ctx, user.userId);
  const party = await relyingParty(ctx, user);
  const passkeys = party === null ? [] : await passkeysOf(ctx, user.userId, party.id);
  const today = await spentToday(ctx, user.userId, ctx.clock());
  const limit = (of: LimitClass) => ({ limit: yuan(dailyLimits[of]), spent: yuan(today.get(of)?.spent ?? 0) });
  return {
    pin: pinState(pin === undefined, left), pinTriesLeft: left, phone: phone === null ? null : masked(phone), passkeys: passkeys.map(describePasskey),
    withoutPin: { amount: yuan(withoutPin.amount), left: Math.max(0, withoutPin.perDay - (today.get('C')?.count ?? 0)) },
    limits: { A: limit('A'), B: limit('B'), C: limit('C'), D: limit('D') },
  };
}

function pinState(unset: boolean, left: number): Verification['pin'] {
  if (unset) return 'unset';
  return left > 0 ? 'set' : 'locked';
}

const yuan = (amount: number) => ({ amount, currency: 'CNY' as const });
