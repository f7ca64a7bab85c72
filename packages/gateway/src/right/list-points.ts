import { createHash } from 'node:crypto';
import type { Output, Parsed, PointsEntry, Row } from '@tessera/contract';
import { sql } from 'kysely';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { pageOf, readCursor } from '../cursor.js';
import { base32, shardOf } from '../id.js';
import { accountId } from '../ledger/ledger.js';
import type { LocalizedText } from '../locale.js';
import { text } from '../locale.js';
import { pointsOf } from './points.js';

type Route = Row<'listPoints'>;
type Reason = PointsEntry['reason'];

const titles: Readonly<Record<Reason, LocalizedText>> = {
  payment: { 'zh-CN': '消费得积分', 'zh-HK': '消費得積分', en: 'Earned by paying' },
  refund: { 'zh-CN': '退款扣回积分', 'zh-HK': '退款扣回積分', en: 'Taken back on a refund' },
  spent: { 'zh-CN': '积分抵现', 'zh-HK': '積分抵現', en: 'Spent on a payment' },
  returned: { 'zh-CN': '退款退回积分', 'zh-HK': '退款退回積分', en: 'Returned on a refund' },
  gift: { 'zh-CN': '活动赠送', 'zh-HK': '活動贈送', en: 'A gift' },
  check_in: { 'zh-CN': '签到奖励', 'zh-HK': '簽到獎勵', en: 'A check-in reward' },
  prize: { 'zh-CN': '抽奖奖品', 'zh-HK': '抽獎獎品', en: 'A prize' },
  invitation: { 'zh-CN': '邀请奖励', 'zh-HK': '邀請獎勵', en: 'An invitation reward' },
  expired: { 'zh-CN': '积分到期', 'zh-HK': '積分到期', en: 'Points that expired' },
};

/** The points book, newest first, each line with the balance after it: the transfers of the user's points account, nothing kept twice. */
export async function listPoints(ctx: Context, input: Parsed<Route>): Promise<Output<Route>> {
  const { userId } = asUser(ctx);
  const points = pointsOf(userId);
  const id = accountId(points);
  const after = readCursor('points', input.cursor);
  const received = sql<boolean>`credit_shard = ${points.shard} and credit = ${id}`;
  const spent = sql<boolean>`shard_key = ${points.shard} and debit = ${id}`;
  const lines = ctx.db.selectFrom('ledger_transfer')
    .select(['reference', 'reason', 'at'])
    .select(sql<number>`case when ${received} then amount else -amount end`.as('points'))
    .select(sql<number>`cast(sum(case when ${received} then amount else -amount end) over (order by at, reference) as bigint)`.as('balance'))
    .where((eb) => eb.or([received, spent]));
  let query = ctx.db.selectFrom(lines.as('line')).selectAll();
  if (after !== null) {
    const at = new Date(after.key);
    query = query.where((eb) => eb.or([eb('at', '<', at), eb.and([eb('at', '=', at), eb('reference', '<', after.id)])]));
  }
  const rows = await query.orderBy('at', 'desc').orderBy('reference', 'desc').limit(input.limit + 1).execute();
  const page = pageOf(rows, input.limit, (row) => ({ list: 'points', key: row.at.getTime(), id: row.reference }));
  const stores = await storesPaid(ctx, userId, page.rows.map((row) => row.reference));
  return {
    items: page.rows.map((row): PointsEntry => {
      const reason = isReason(row.reason) ? row.reason : 'gift';
      const store = stores.get(subjectOf(row.reference));
      return {
        id: entryId(points.shard, row.reference), points: row.points, balance: row.balance, reason,
        title: store === undefined ? text(ctx, titles[reason]) : `${text(ctx, titles[reason])} · ${text(ctx, store)}`,
        at: row.at.toISOString(),
      };
    }),
    nextCursor: page.nextCursor,
  };
}

const isReason = (reason: string): reason is Reason => Object.hasOwn(titles, reason);

/** A transfer's reference is `<id of what it is for>/<which of its moves>`. */
const subjectOf = (reference: string): string => reference.slice(0, Math.max(0, reference.indexOf('/')));

/** The id of a line of the points book, by the reference of its transfer. */
export const entryId = (shard: number, reference: string): string =>
  `pts_${base32(shard, 2)}${createHash('sha256').update(reference).digest('hex').slice(0, 24).toUpperCase()}`;

/** The store's name of each payment or refund that a transfer is for. */
async function storesPaid(ctx: Context, userId: string, references: readonly string[]): Promise<ReadonlyMap<string, LocalizedText>> {
  const subjects = [...new Set(references.map(subjectOf))];
  const refundIds = subjects.filter((id) => id.startsWith('rfd_'));
  const refunds = refundIds.length === 0 ? [] : await ctx.db.selectFrom('payment_refund').select(['id', 'payment_id'])
    .where('shard_key', '=', shardOf(userId)).where('id', 'in', refundIds).execute();
  const paymentIds = [...new Set([...subjects.filter((id) => id.startsWith('pay_')), ...refunds.map((row) => row.payment_id)])];
  const payments = paymentIds.length === 0 ? [] : await ctx.db.selectFrom('payment').select(['id', 'store_name'])
    .where('shard_key', '=', shardOf(userId)).where('id', 'in', paymentIds).execute();
  const names = new Map(payments.map((row) => [row.id, row.store_name]));
  for (const { id, payment_id } of refunds) {
    const name = names.get(payment_id);
    if (name !== undefined) names.set(id, name);
  }
  return names;
}
