import type { LedgerContext } from '../ledger/ledger.js';
import { account, houseAccount, InsufficientBalance, transfer } from '../ledger/ledger.js';
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

/** Hands part of the stock to other channels, once per `reference`. Throws InsufficientBalance. */
export const giveElsewhere = (ctx: LedgerContext, campaignId: string, amount: number, reference: string): Promise<void> =>
  transfer(ctx, { debit: stock(campaignId), credit: elsewhere(campaignId), amount, reason: 'elsewhere', reference });

/** Takes one coupon out of stock; false when none is left. The caller's transaction must then end. */
export async function takeOne(ctx: LedgerContext, campaignId: string, couponId: string): Promise<boolean> {
  try {
    await transfer(ctx, { debit: stock(campaignId), credit: issued(campaignId), amount: 1, reason: 'claim', reference: couponId });
    return true;
  } catch (error) {
    if (error instanceof InsufficientBalance) return false;
    throw error;
  }
}
