import { addDays, dayOf, endOfDay } from '../day.js';
import { shardOf } from '../id.js';
import type { SeedContext } from '../seed.js';
import { demo } from '../seed/demo.js';
import { findBenefit } from './catalogue.js';
import type { BenefitRow } from './show.js';
import { tiers } from './tiers.js';

const { linXiao, partner } = demo;
const benefitId = (place: number): string => `bnf_1A00000000000000000000${String(place).padStart(4, '0')}`;

/** Lin Xiao's benefits. */
export const demoBenefits = {
  video: benefitId(1), coffee: benefitId(2), metro: benefitId(3), film: benefitId(4), expiredCoffee: benefitId(5), gold: benefitId(6),
} as const;

interface SeedBenefit {
  readonly id: string;
  readonly benefit: string;
  readonly state: BenefitRow['state'];
  readonly daysAgo: number;
  readonly lastDay: number;
  readonly code: string | null;
}

const benefits: readonly SeedBenefit[] = [
  { id: demoBenefits.video, benefit: 'video_month', state: 'pending', daysAgo: 0, lastDay: 30, code: null },
  { id: demoBenefits.coffee, benefit: 'coffee_cup', state: 'unused', daysAgo: 6, lastDay: 23, code: 'CF7K-2M9Q-XT4R-8WPD' },
  { id: demoBenefits.metro, benefit: 'metro_ride', state: 'unused', daysAgo: 1, lastDay: 12, code: 'MR3H-6VZ1-0KQN-5TYB' },
  { id: demoBenefits.film, benefit: 'film_ticket', state: 'used', daysAgo: 20, lastDay: 39, code: 'FM8J-4ND2-PQ6S-1XGC' },
  { id: demoBenefits.expiredCoffee, benefit: 'coffee_cup', state: 'unused', daysAgo: 45, lastDay: -16, code: 'CF1A-9BZ3-HR7T-6VEM' },
  { id: demoBenefits.gold, benefit: 'gold_fee', state: 'unused', daysAgo: 10, lastDay: 79, code: 'GD5E-0TK8-WN2Y-7JHA' },
];

/** Lin Xiao's tiers, reached long ago, and benefits in every state; the pending one is fulfilled by the sandbox supplier within a minute of the start. */
export async function seedRight(ctx: SeedContext): Promise<void> {
  const now = ctx.clock();
  const today = dayOf(now);
  await ctx.db.insertInto('tier_reached').values(tiers.map(({ level }) => ({ shard_key: shardOf(linXiao.id), user_id: linXiao.id, level, at: new Date(now.getTime() - 300 * 86_400_000) })))
    .onConflict((on) => on.columns(['shard_key', 'user_id', 'level']).doNothing()).execute();
  for (const { id, benefit, state, daysAgo, lastDay, code } of benefits) {
    const granted = new Date(now.getTime() - daysAgo * 86_400_000);
    const settled = new Date(granted.getTime() + 20_000);
    const entry = findBenefit(benefit);
    if (entry === null) throw new Error(`no benefit ${benefit}`);
    // The supplier's books say the same as ours, so that a reconciliation of these days finds nothing.
    if (state !== 'pending') {
      await ctx.db.insertInto('sandbox_supply').values({ shard_key: shardOf(id), reference: id, supplier: entry.supplier, benefit, state: 'issued', code, at: settled, calls: 1 })
        .onConflict((on) => on.columns(['shard_key', 'reference']).doNothing()).execute();
    }
    await ctx.db.insertInto('benefit').values({
      shard_key: shardOf(linXiao.id), id, supplier: entry.supplier, user_id: linXiao.id, platform_id: partner.id, benefit, category: entry.category, state,
      valid_from: granted, valid_to: endOfDay(addDays(today, lastDay)), granted_at: granted, settled_at: state === 'pending' ? null : settled,
      used_at: state === 'used' ? new Date(granted.getTime() + 2 * 86_400_000) : null, code, looks: 0, look_at: state === 'pending' ? now : null,
    }).onConflict((on) => on.columns(['shard_key', 'id']).doNothing()).execute();
  }
}
