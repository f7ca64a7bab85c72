import type { FundingKind, FundingSource } from '@tessera/contract';
import { sandboxChannels } from '../channels/sandbox.js';
import type { LocalizedText } from '../locale.js';
import { newId, shardOf } from '../id.js';
import { account, hold, houseAccount, transfer } from '../ledger/ledger.js';
import type { SeedContext } from '../seed.js';
import { demo } from '../seed/demo.js';
import { collect } from './collect.js';
import { pointsSpent } from './entries.js';
import { earnedFor, pointsRule } from './points.js';
import { pastPayments } from './seed-history.js';
import type { PastPayment } from './seed-history.js';
import { settle } from './settle.js';
import type { PaymentContext } from './view.js';

/** The demonstration's funding sources, each in its user's shard. */
export const demoSources = {
  wallet: 'src_1A0000000000ECNY0000000001',
  lifeCard: 'src_1A0000000000KARD0000000002',
  debitCard: 'src_1A0000000000DEB00000000003',
  quickLoan: 'src_1A0000000000KWAY0000000004',
  otherBank: 'src_1A0000000000THER0000000005',
  chenDebit: 'src_2C0000000000DEB00000000006',
} as const;

interface SeedSource {
  readonly id: string;
  readonly userId: string;
  readonly kind: FundingKind;
  readonly name: LocalizedText;
  readonly last4: string;
  /** In fen, after the past payments. */
  readonly available: number;
  readonly disclosed?: false;
  readonly unusable?: FundingSource['unusable'];
}

const { linXiao, chenMo } = demo;
const debit: LocalizedText = { 'zh-CN': '储蓄卡', 'zh-HK': '儲蓄卡', en: 'Debit card' };
const sources: readonly SeedSource[] = [
  { id: demoSources.wallet, userId: linXiao.id, kind: 'e_cny_wallet', last4: '8842', available: 128_640, name: { 'zh-CN': '数字人民币钱包', 'zh-HK': '數字人民幣錢包', en: 'e-CNY wallet' } },
  { id: demoSources.lifeCard, userId: linXiao.id, kind: 'life_card', last4: '0371', available: 2_000_000, name: { 'zh-CN': '生活信用卡', 'zh-HK': '生活信用卡', en: 'Life credit card' } },
  { id: demoSources.debitCard, userId: linXiao.id, kind: 'debit_card', last4: '6620', available: 865_218, name: debit },
  { id: demoSources.quickLoan, userId: linXiao.id, kind: 'quick_loan', last4: '5107', available: 3_000_000, name: { 'zh-CN': '快贷', 'zh-HK': '快貸', en: 'Quick loan' } },
  { id: demoSources.otherBank, userId: linXiao.id, kind: 'other_bank_card', last4: '9013', available: 500_000, disclosed: false, unusable: 'frozen', name: { 'zh-CN': '他行储蓄卡', 'zh-HK': '他行儲蓄卡', en: 'Card of another bank' } },
  { id: demoSources.chenDebit, userId: chenMo.id, kind: 'debit_card', last4: '3058', available: 3650, name: debit },
];

/** Lin Xiao's points once everything below has happened. */
const POINTS = 12_860;

/** Funding sources with their banks' books, points, and a year of payments made by the same steps as any other. */
export async function seedPayment(services: SeedContext): Promise<void> {
  const seeded = await services.db.selectFrom('funding_source').select('id')
    .where('shard_key', '=', shardOf(demoSources.wallet)).where('id', '=', demoSources.wallet).executeTakeFirst();
  if (seeded !== undefined) return;
  for (const [position, source] of sources.entries()) await openSource(services, source, position);
  const spent = pastPayments.reduce((sum, past) => sum + past.points, 0);
  const earned = pastPayments.reduce((sum, past) => sum + earnedFor(cashOf(past)), 0);
  const points = account(linXiao.id, 'points', 'points');
  await transfer(at(services, 300), {
    debit: houseAccount('points', 'points', points.shard), credit: points, amount: POINTS + spent - earned,
    reason: 'gift', reference: `${linXiao.id}/points-opening`,
  });
  for (const past of pastPayments) await replay(at(services, past.daysAgo), past);
}

async function openSource(ctx: SeedContext, source: SeedSource, position: number): Promise<void> {
  const { id, userId, kind, name, last4, available, disclosed = true, unusable = null } = source;
  const taken = pastPayments.filter((past) => demoSources[past.source] === id).reduce((sum, past) => sum + cashOf(past), 0);
  await ctx.db.insertInto('funding_source').values({ shard_key: shardOf(id), id, user_id: userId, kind, name: JSON.stringify(name), last4, position }).execute();
  await ctx.db.insertInto('sandbox_account').values({
    shard_key: shardOf(id), id, kind, opening: available + taken, available: available + taken, reserved: 0, taken: 0, disclosed, unusable,
  }).execute();
}

/** The services at noon, some days ago. */
function at(services: SeedContext, daysAgo: number): PaymentContext {
  const time = new Date(services.clock().getTime() - daysAgo * 86_400_000);
  const clock = () => time;
  return { ...services, clock, channels: sandboxChannels({ db: services.db, clock }), locale: 'zh-CN' };
}

const cashOf = (past: PastPayment) => past.amount - (past.coupon?.saved ?? 0) - past.points / pointsRule.perFen;

/** One past payment: its code used, its row written, its channel asked, its outcome settled. Its coupon was of a campaign that is over. */
async function replay(ctx: PaymentContext, past: PastPayment): Promise<void> {
  const now = ctx.clock();
  const shard = shardOf(linXiao.id);
  const id = newId('pay', shard, ctx.random, now);
  const codeId = newId('pyc', shard, ctx.random, now);
  const source = sources.find((each) => each.id === demoSources[past.source]);
  const store = await ctx.db.selectFrom('store').select('name').where('id', '=', past.storeId).executeTakeFirstOrThrow();
  if (source === undefined) throw new Error(`no source ${past.source}`);
  await ctx.db.insertInto('pay_code').values({
    shard_key: shard, id: codeId, number_hash: `seed ${codeId}`, user_id: linXiao.id, session_id: 'seed', source_id: source.id,
    coupon: 'auto', points: past.points > 0, state: 'used', payment_id: id, issued_at: now, expires_at: now,
  }).execute();
  const row = await ctx.db.insertInto('payment').values({
    shard_key: shard, id, user_id: linXiao.id, pay_code_id: codeId, terminal_id: demo.terminals.quancheng, idempotency_key: `seed ${id}`,
    store_id: past.storeId, store_name: JSON.stringify(store.name), order_reference: null, status: 'processing', decline_reason: null,
    amount: past.amount, paid: cashOf(past), source_id: source.id, source_kind: source.kind, source_name: JSON.stringify(source.name), source_last4: source.last4,
    coupon_id: null, coupon_title: past.coupon ? JSON.stringify(past.coupon.title) : null, coupon_campaign_id: null, coupon_saved: past.coupon?.saved ?? 0,
    points_spent: past.points, points_saved: past.points / pointsRule.perFen, points_earned: 0, points_taken_back: 0, refunded: 0,
    created_at: now, settled_at: null, looks: 0, look_at: null,
  }).returningAll().executeTakeFirstOrThrow();
  if (past.points > 0) await hold(ctx, pointsSpent(row));
  await settle(ctx, id, await collect(ctx, row));
}
