import type { Output, Parsed, Row, SourceRefusal } from '@tessera/contract';
import { readSources } from '../channels/sources.js';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { usableCoupons } from '../coupon/coupon.js';
import { dayOf } from '../day.js';
import { shardOf } from '../id.js';
import { balance } from '../ledger/ledger.js';
import { text } from '../locale.js';
import { problem } from '../problem.js';
import { pointsOf } from '../right/right.js';
import { confirmationFor } from '../verification/limits.js';
import { planFor, plansFor } from './instalments.js';
import { earnedFor } from './points.js';
import { combine } from './quote-combine.js';
import type { Discounts } from './quote-combine.js';
import { pointsTitle } from './view.js';

export type { Discounts } from './quote-combine.js';

type Quote = Row<'getQuote'>;

/** A payment to be discounted: `coupon` is `auto`, `none` or an id; `without` are coupons that other payments took meanwhile. */
export interface Purchase {
  readonly userId: string;
  readonly storeId?: string | undefined;
  /** In fen. */
  readonly amount: number;
  readonly coupon: string;
  readonly points: boolean;
  readonly now: Date;
  readonly without?: readonly string[];
}

/**
 * The one rule for what comes off a payment, for quotes and charges alike. Reads the database alone, so that a charge
 * decides in its own transaction.
 */
export async function decideDiscounts(ctx: Pick<Context, 'db'>, { userId, storeId, amount, coupon, points, now, without = [] }: Purchase): Promise<Discounts> {
  const named = coupon === 'auto' || coupon === 'none' ? undefined : coupon;
  const judged = await usableCoupons(ctx, { userId, storeId, amount, now }, named);
  const coupons = judged.map((each) => (without.includes(each.id) ? { ...each, refusal: 'locked' as const } : each));
  const available = points ? (await balance(ctx, pointsOf(userId))).available : 0;
  return combine({ amount, coupons, coupon, points, available });
}

type Sources = Awaited<ReturnType<typeof readSources>>;

/** What a payment would come to now, with every coupon and source and the reason when it does not apply. */
export async function getQuote(ctx: Context, input: Parsed<Quote>): Promise<Output<Quote>> {
  const { userId } = asUser(ctx);
  const now = ctx.clock();
  const { amount, storeId, coupon } = input;
  await refuseUnknown(ctx, userId, input);
  const [discounts, sources] = await Promise.all([
    decideDiscounts(ctx, { userId, storeId, amount, coupon, points: input.points === 'on', now }),
    readSources(ctx, userId),
  ]);
  if (input.sourceId !== undefined && !sources.some(({ id }) => id === input.sourceId)) throw problem('not_found', `The user has no funding source ${input.sourceId}.`);
  const { pay, points, couponsJudged, pointsRefusal } = discounts;
  const judged = sources.map((source) => ({ id: source.id, kind: source.kind, refusal: sourceRefusal(source, pay) }));
  const source = judged.find(({ id, refusal }) => refusal === null && (input.sourceId ?? id) === id);
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

/** Why a source cannot give `pay` fen. A credit line that is too short is a limit, a balance that is too low is not. */
function sourceRefusal({ kind, unusable, perPayment, available }: Sources[number], pay: number): SourceRefusal | null {
  if (unusable !== null) return unusable;
  if (perPayment !== null && pay > perPayment.amount) return 'over_limit';
  if (available === null || pay <= available.amount) return null;
  return kind === 'life_card' || kind === 'quick_loan' ? 'over_limit' : 'insufficient_funds';
}

const money = (amount: number) => ({ amount, currency: 'CNY' as const });
