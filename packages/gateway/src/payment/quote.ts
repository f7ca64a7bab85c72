import type { Output, Parsed, Row } from '@tessera/contract';
import { readSources } from '../channels/sources.js';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { dayOf } from '../day.js';
import { shardOf } from '../id.js';
import { text } from '../locale.js';
import { problem } from '../problem.js';
import { confirmationFor } from '../verification/limits.js';
import { planFor, plansFor } from './instalments.js';
import { earnedFor } from './points.js';
import { withSource } from './quote-source.js';
import { pointsTitle } from './view.js';

type Quote = Row<'getQuote'>;

/** What a payment would come to now, with every coupon and source and the reason when it does not apply. */
export async function getQuote(ctx: Context, input: Parsed<Quote>): Promise<Output<Quote>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const { amount, storeId, coupon } = input;
  await refuseUnknown(ctx, userId, input);
  const sources = await readSources(ctx, userId);
  if (input.sourceId !== undefined && !sources.some(({ id }) => id === input.sourceId)) throw problem('not_found', `The user has no funding source ${input.sourceId}.`);
  const presentedBy = input.presentedBy ?? (storeId === undefined ? 'pay_code' : 'merchant_code');
  const purchase = { userId, storeId, amount, coupon, points: input.points === 'on', presentedBy, now };
  const { source, judged, discounts } = await withSource(ctx, purchase, sources, input.sourceId);
  const { pay, points, couponsJudged, pointsRefusal } = discounts;
  const day = dayOf(now);
  return {
    amount: money(amount), pay: money(pay),
    discounts: [
      ...(discounts.coupon === null ? [] : [{ kind: 'coupon' as const, title: text(ctx, discounts.coupon.title), saved: money(discounts.coupon.saving) }]),
      ...(points.points === 0 ? [] : [{ kind: 'points' as const, title: text(ctx, pointsTitle(points.points)), saved: money(points.saved) }]),
    ],
    sourceId: source?.id ?? null, sources: judged,
    coupons: couponsJudged.map(({ coupon: each, refusal }) => ({ id: each.id, title: text(ctx, each.title), saves: money(each.saving), refusal })),
    points: { spent: points.points, saves: money(points.saved), refusal: pointsRefusal },
    instalments: source === undefined ? [] : plansFor(source.kind, pay, day),
    plan: source === undefined || input.months === undefined ? null : planFor(source.kind, pay, Number(input.months), day),
    confirmation: source === undefined ? null : await confirmationFor(ctx, { userId, amount: pay, kind: source.kind, fixedCode: false, now }),
    pointsEarned: earnedFor(pay),
  };
}

async function refuseUnknown(ctx: Context, userId: string, { storeId, coupon }: Parsed<Quote>): Promise<void> {
  if (storeId !== undefined) {
    const store = await ctx.db.selectFrom('store').select('id').where('shard_key', '=', shardOf(storeId)).where('id', '=', storeId).executeTakeFirst();
    if (store === undefined) throw problem('not_found', `There is no store ${storeId}.`);
  }
  if (coupon === 'auto' || coupon === 'none') return;
  const own = await ctx.db.selectFrom('coupon').select('id')
    .where('shard_key', '=', shardOf(coupon)).where('id', '=', coupon).where('user_id', '=', userId).executeTakeFirst();
  if (own === undefined) throw problem('not_found', `The user has no coupon ${coupon}.`);
}

const money = (amount: number) => ({ amount, currency: 'CNY' as const });
