import type { LedgerContext } from '../ledger/ledger.js';
import { account, balance, houseAccount, InsufficientBalance, transfer, transferSteps } from '../ledger/ledger.js';
import { Overtaken, runSteps, step, type Step } from '../database.js';
import { shardOf } from '../id.js';

/**
 * What a campaign still has to give, what users here have claimed (one coupon row each), and what other channels gave out:
 * three accounts in the campaign's shard, which together are all that was ever released.
 */
const stock = (campaignId: string) => account(campaignId, 'stock', 'stock');
const issued = (campaignId: string) => account(campaignId, 'issued', 'stock');
const elsewhere = (campaignId: string) => account(campaignId, 'elsewhere', 'stock');

/** Puts `amount` more coupons into a campaign, once per `reference`. */
export const release = (ctx: LedgerContext, campaignId: string, amount: number, reference: string): Promise<void> =>
  transfer(ctx, {
    debit: houseAccount('stock', 'stock', shardOf(campaignId)), credit: stock(campaignId), amount, reason: 'release', reference,
  });

/** What decides how many coupons a campaign can pay for. */
export interface Budgeted {
  readonly id: string;
  /** Fen that all its coupons may take off together, null for any. */
  readonly budget: number | null;
  readonly worth: number;
}

/** Coupons the budget pays for at their best saving; Infinity without one. */
export const affordable = ({ budget, worth }: Budgeted): number => (budget === null ? Infinity : Math.floor(budget / Math.max(1, worth)));

/**
 * Like `release`, but no more than the budget still pays for, so that nothing is shown that could not be given. The caller holds the
 * campaign's row. Returns how many were released.
 */
export async function releaseWithin(ctx: LedgerContext, campaign: Budgeted, amount: number, reference: string): Promise<number> {
  let room = amount;
  if (campaign.budget !== null) {
    let released = 0;
    for (const part of [stock, issued, elsewhere]) released += (await balance(ctx, part(campaign.id))).balance;
    room = Math.max(0, Math.min(amount, affordable(campaign) - released));
  }
  await release(ctx, campaign.id, room, reference);
  return room;
}

/** Hands part of the stock to other channels, once per `reference`. Throws InsufficientBalance. */
export const giveElsewhere = (ctx: LedgerContext, campaignId: string, amount: number, reference: string): Promise<void> =>
  transfer(ctx, { debit: stock(campaignId), credit: elsewhere(campaignId), amount, reason: 'elsewhere', reference });

/**
 * Takes these coupons out of stock, those of a campaign by one transfer that names the first of them: the coupons' own rows say which
 * they were. Throws Overtaken when less is left than the caller has read.
 */
export const takeAll = (ctx: LedgerContext, coupons: readonly Taken[]): Promise<void> => runSteps(ctx.db, takeSteps(ctx, coupons));

/** What `takeAll` sends. */
export function takeSteps(ctx: LedgerContext, coupons: readonly Taken[]): readonly Step[] {
  const taken = Map.groupBy(coupons, ({ campaignId }) => campaignId);
  const steps = transferSteps(ctx, [...taken].map(([campaignId, of]) =>
    ({ debit: stock(campaignId), credit: issued(campaignId), amount: of.length, reason: 'claim', reference: of[0]?.couponId ?? campaignId })));
  return steps.map(({ query, done }) => step(query, (rows) => {
    try {
      done(rows);
    } catch (error) {
      if (error instanceof InsufficientBalance) throw new Overtaken('another claim took what was left');
      throw error;
    }
  }));
}

interface Taken {
  readonly campaignId: string;
  readonly couponId: string;
}
