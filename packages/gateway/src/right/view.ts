import type { Category } from '@tessera/contract';
import type { Database } from '../database.js';
import { shardOf } from '../id.js';

export type View = 'unused' | 'used' | 'expired';

/**
 * The ids of a user's rights in one view, with the time they are sorted by. `unused` is what can be used now or soon,
 * so it holds pending and locked ones too; `expired` holds what will never be usable, so it holds recalled, failed and refunded ones too.
 */
export function rightsInView(db: Database, userId: string, view: View, now: Date, category?: Category) {
  let coupons = db.selectFrom('coupon').innerJoin('campaign', 'campaign.id', 'coupon.campaign_id')
    .select(['coupon.id as id', view === 'used' ? 'coupon.used_at as sort_at' : 'coupon.valid_to as sort_at'])
    .where('coupon.shard_key', '=', shardOf(userId)).where('coupon.user_id', '=', userId)
    .where((eb) => {
      if (view === 'used') return eb('coupon.state', '=', 'used');
      const unused = eb('coupon.state', '=', 'unused');
      return view === 'unused'
        ? eb.or([eb('coupon.state', '=', 'locked'), eb.and([unused, eb('coupon.valid_to', '>', now)])])
        : eb.or([eb('coupon.state', '=', 'recalled'), eb.and([unused, eb('coupon.valid_to', '<=', now)])]);
    });
  let benefits = db.selectFrom('benefit')
    .select(['benefit.id as id', view === 'used' ? 'benefit.used_at as sort_at' : 'benefit.valid_to as sort_at'])
    .where('benefit.shard_key', '=', shardOf(userId)).where('benefit.user_id', '=', userId)
    .where((eb) => {
      if (view === 'used') return eb('benefit.state', '=', 'used');
      const unused = eb('benefit.state', '=', 'unused');
      return view === 'unused'
        ? eb.or([eb('benefit.state', '=', 'pending'), eb.and([unused, eb('benefit.valid_to', '>', now)])])
        : eb.or([eb('benefit.state', 'in', ['failed', 'refunded']), eb.and([unused, eb('benefit.valid_to', '<=', now)])]);
    });
  if (category !== undefined) {
    coupons = coupons.where('campaign.category', '=', category);
    benefits = benefits.where('benefit.category', '=', category);
  }
  return coupons.unionAll(benefits);
}
