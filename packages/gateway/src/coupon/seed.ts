import { addDays, dayOf, endOfDay, startOfDay } from '../day.js';
import { shardOf } from '../id.js';
import type { SeedContext } from '../seed.js';
import { demo } from '../seed/demo.js';
import { createCampaign } from './create.js';
import { writeHistory } from './history.js';
import { demoCampaigns, demoProgramme, seedCampaigns } from './seed-campaigns.js';
import { takeAll } from './stock.js';

interface SeedCoupon {
  readonly id: string;
  readonly campaignId: string;
  /** Days before today: claimed at 10:05 in Shanghai. */
  readonly claimed: number;
  /** Days from today to the last day it is good on. */
  readonly lastDay: number;
  readonly used?: { readonly daysAgo: number; readonly storeId: string };
}

const { linXiao, stores } = demo;
const couponId = (place: number): string => `cpn_1A00000000000000000000${String(place).padStart(4, '0')}`;

/** Lin Xiao's coupons: one that ends today, some to use, one used, one expired. */
export const demoCoupons = {
  endsToday: couponId(1), weekend: couponId(2), luckin: couponId(3), card: couponId(4), transit: couponId(5), film: couponId(6), summer: couponId(7),
} as const;

const coupons: readonly SeedCoupon[] = [
  { id: demoCoupons.endsToday, campaignId: demoCampaigns.diningLast, claimed: 9, lastDay: 0 },
  { id: demoCoupons.weekend, campaignId: demoCampaigns.yonghuiWeekend, claimed: 2, lastDay: 11 },
  { id: demoCoupons.luckin, campaignId: demoCampaigns.luckin5, claimed: 3, lastDay: 3 },
  { id: demoCoupons.card, campaignId: demoCampaigns.card15, claimed: 5, lastDay: 24 },
  { id: demoCoupons.transit, campaignId: demoCampaigns.transit2, claimed: 1, lastDay: 5 },
  { id: demoCoupons.film, campaignId: demoCampaigns.film20, claimed: 6, lastDay: 8, used: { daysAgo: 4, storeId: stores.cinemaJinan } },
  { id: demoCoupons.summer, campaignId: demoCampaigns.summer, claimed: 40, lastDay: -31 },
];

/** The campaigns, and what Lin Xiao has claimed of them, through the same stock as any claim. */
export async function seedCoupon(ctx: SeedContext): Promise<void> {
  const now = ctx.clock();
  await ctx.db.insertInto('programme').values({ shard_key: shardOf(demoProgramme.id), id: demoProgramme.id, title: JSON.stringify(demoProgramme.title), city: demoProgramme.city, created_at: now })
    .onConflict((on) => on.columns(['shard_key', 'id']).doNothing()).execute();
  for (const draft of seedCampaigns(now)) await createCampaign(ctx, draft);
  for (const coupon of coupons) await claimed(ctx, coupon, dayOf(now));
}

async function claimed(ctx: SeedContext, { id, campaignId, claimed: daysAgo, lastDay, used }: SeedCoupon, today: string): Promise<void> {
  const time = (days: number, minutes: number) => new Date(startOfDay(addDays(today, days)).getTime() + minutes * 60_000);
  const claimedAt = time(-daysAgo, 605);
  const usedAt = used === undefined ? null : time(-used.daysAgo, 1170);
  const made = await ctx.db.insertInto('coupon').values({
    shard_key: shardOf(linXiao.id), id, user_id: linXiao.id, campaign_id: campaignId, ordinal: 1, state: used === undefined ? 'unused' : 'used',
    claimed_at: claimedAt, valid_from: claimedAt, valid_to: endOfDay(addDays(today, lastDay)),
    payment_id: null, used_at: usedAt, used_store_id: used?.storeId ?? null, returned_at: null, code: null,
  }).onConflict((on) => on.columns(['shard_key', 'id']).doNothing()).returning('id').executeTakeFirst();
  if (made === undefined) return;
  if (used !== undefined && usedAt !== null) await writeHistory(ctx, id, 'used', usedAt, used.storeId);
  await takeAll(ctx, [{ campaignId, couponId: id }]);
}
