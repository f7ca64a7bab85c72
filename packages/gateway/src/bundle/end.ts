import type { Services } from '../context.js';
import { recordEvent } from '../event/record.js';
import { giveBackUpTo } from '../payment/give-back-up-to.js';
import { house } from './house.js';
import { refundableAfter } from './shares.js';
import type { SubscriptionRow } from './show.js';

/** Gives fen of a subscription's payment back, once for each key, in the caller's transaction. */
export async function giveBack(services: Services, row: SubscriptionRow, { amount, key, reason }: { amount: number; key: string; reason: string }): Promise<void> {
  if (row.payment_id === null || amount <= 0) return;
  const own = { shard_key: row.shard_key, id: row.id };
  // The subscription first, then its payment: everybody locks them in this order.
  await services.db.selectFrom('subscription').select('id').where((eb) => eb.and(own)).forUpdate().execute();
  const given = await giveBackUpTo({ ...services, locale: 'zh-CN' }, row.payment_id, { terminalId: house.terminalId, key, amount, reason, promised: true });
  await services.db.updateTable('subscription').set((eb) => ({ given_back: eb('given_back', '+', given) }))
    .where((eb) => eb.and(own)).execute();
}

/**
 * Cancels an active subscription in the caller's transaction and gives back the months that have not come, less what a till has given
 * back already. Null when it is not active: then a month that came, or another cancellation, was first.
 */
export async function endActive(services: Services, row: SubscriptionRow, byTill = 0): Promise<SubscriptionRow | null> {
  const ended = await services.db.updateTable('subscription').set({ state: 'cancelled', next_at: null })
    .where('shard_key', '=', row.shard_key).where('id', '=', row.id).where('state', '=', 'active').returningAll().executeTakeFirst();
  if (ended === undefined) return null;
  const amount = refundableAfter(ended, ended.months_received) - byTill;
  await giveBack(services, ended, { amount, key: `${ended.id}/cancellation`, reason: '退订' });
  await recordEvent(services, { owner: ended.user_id, type: 'subscription.cancelled', subjectId: ended.id });
  return ended;
}
