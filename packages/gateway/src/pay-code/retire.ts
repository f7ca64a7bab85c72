import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { shardOf } from '../id.js';
import { problem } from '../problem.js';

type Retire = Row<'retirePayCode'>;

/** Ends a code of the user's. One that is used, expired or retired already stays as it is. */
export async function retirePayCode(ctx: Context, input: Parsed<Retire>): Promise<Output<Retire>> {
  await retireCode(ctx, asUser(ctx).userId, input.payCodeId);
}

/** Retires a live code in the caller's transaction; throws `not_found` when it is not this user's. */
export async function retireCode(ctx: Pick<Context, 'db'>, userId: string, payCodeId: string): Promise<void> {
  const shard = shardOf(payCodeId);
  const retired = await ctx.db.updateTable('pay_code').set({ state: 'retired' })
    .where('shard_key', '=', shard).where('id', '=', payCodeId).where('user_id', '=', userId).where('state', '=', 'live')
    .returning('id').executeTakeFirst();
  if (retired !== undefined) return;
  const known = await ctx.db.selectFrom('pay_code').select('id')
    .where('shard_key', '=', shard).where('id', '=', payCodeId).where('user_id', '=', userId).executeTakeFirst();
  if (known === undefined) throw problem('not_found', `The user has no pay code ${payCodeId}.`);
}
