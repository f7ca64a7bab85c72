import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asPlatform } from '../context.js';
import { addDays, dayOf, endOfDay } from '../day.js';
import { recordEvent } from '../event/record.js';
import { newId, shardOf } from '../id.js';
import { problem } from '../problem.js';
import { findPerson } from '../session/person.js';
import { catalogue, findBenefit } from './catalogue.js';
import { showBenefitRight } from './show.js';

type Route = Row<'grantRight'>;

/** Grants a benefit to a platform's user. It is pending until the supplier has issued it: `fulfilBenefits` asks at once. */
export async function grant(ctx: Context, { reference, benefit: code }: Parsed<Route>): Promise<Output<Route>> {
  const { platformId } = asPlatform(ctx);
  const now = ctx.clock();
  const benefit = findBenefit(code);
  if (benefit === null) {
    throw problem('invalid_request', `There is no benefit ${code}.`, {
      errors: [{ pointer: '#/benefit', detail: `Expected one of ${Object.keys(catalogue).join(', ')}.` }],
    });
  }
  const userId = await findPerson(ctx, platformId, reference);
  if (userId === null) throw problem('not_found', 'The platform has no such user: open a session for the reference first.');
  const row = await ctx.db.insertInto('benefit').values({
    shard_key: shardOf(userId), id: newId('bnf', shardOf(userId), ctx.random, now), user_id: userId, platform_id: platformId,
    benefit: code, category: benefit.category, state: 'pending', valid_from: now, valid_to: endOfDay(addDays(dayOf(now), benefit.days - 1)),
    granted_at: now, settled_at: null, used_at: null, code: null, looks: 0, look_at: now,
  }).returningAll().executeTakeFirstOrThrow();
  await recordEvent(ctx, { owner: userId, type: 'right.granted', subjectId: row.id });
  return showBenefitRight(ctx, row, now);
}
