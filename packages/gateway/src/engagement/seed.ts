import { createCampaign } from '../coupon/coupon.js';
import { addDays, dayOf, endOfDay, startOfDay } from '../day.js';
import { rewardCampaigns, type RewardRule } from '../energy/energy.js';
import { shardOf, shardOfText } from '../id.js';
import type { LocalizedText } from '../locale.js';
import type { SeedContext } from '../seed.js';
import { demo } from '../seed/demo.js';
import { createPrizeDraw } from './prize-draw.js';

const DAY_MS = 86_400_000;
const prizeId = (place: number): string => `prz_6B00000000000000000000${String(place).padStart(4, '0')}`;
const points = (amount: number): RewardRule => ({ kind: 'points', points: amount });
const fen = (amount: number) => ({ amount, currency: 'CNY' as const });

/** What the demonstration's people and tests name. */
export const demoEngagement = {
  prizeDraw: 'prd_6B00000000000000000000DA1Y',
  coffeePrize: prizeId(2),
  lottery: 'cmp_6A000000000000000000000043',
  invitationCode: 'TESSERA1',
  friend: 'usr_2D00000000000FRND000000001',
} as const;

const prizes: readonly { readonly reward: RewardRule; readonly chances: number; readonly stock: number | null }[] = [
  { reward: points(5000), chances: 500, stock: 10 },
  { reward: { kind: 'coupon', campaignId: rewardCampaigns.prize, instead: 300 }, chances: 20_000, stock: 500 },
  { reward: points(1000), chances: 2000, stock: 50 },
  { reward: points(200), chances: 30_000, stock: 1000 },
  { reward: points(100), chances: 77_500, stock: null },
  { reward: points(50), chances: 170_000, stock: null },
  { reward: points(20), chances: 300_000, stock: null },
  { reward: points(5), chances: 400_000, stock: null },
];

const prizeRules: readonly LocalizedText[] = [
  { 'zh-CN': '每天免费抽 1 次，之后每次 100 积分。', 'zh-HK': '每天免費抽 1 次，之後每次 100 積分。', en: 'One free draw a day; each further one takes 100 points.' },
  { 'zh-CN': '概率和剩余数量如页面所示，实时更新，人人相同。', 'zh-HK': '概率和剩餘數量如頁面所示，實時更新，人人相同。', en: 'Odds and stock are as shown, live, and the same for everybody.' },
  { 'zh-CN': '抽中的奖品已发完时，改发列表中的最后一项；咖啡券发完后改发 300 积分。', 'zh-HK': '抽中的獎品已發完時，改發列表中的最後一項；咖啡券發完後改發 300 積分。', en: 'For a prize that has run out you get the last one listed; for a coffee coupon that has run out, 300 points.' },
];

/** The daily prize draw, a lottery of Shanghai's vouchers, and Lin Xiao's invitation, which one friend came by. */
export async function seedEngagement(ctx: SeedContext): Promise<void> {
  const now = ctx.clock();
  const today = dayOf(now);
  await createPrizeDraw(ctx, {
    id: demoEngagement.prizeDraw, title: { 'zh-CN': '每日一抽', 'zh-HK': '每日一抽', en: 'A draw a day' }, startsAt: startOfDay(addDays(today, -30)), endsAt: endOfDay(addDays(today, 60)),
    freePerDay: 1, pointsPerDraw: 100, rules: prizeRules, prizes: prizes.map((prize, place) => ({ id: prizeId(place + 1), ...prize })),
  });
  await createCampaign(ctx, {
    id: demoEngagement.lottery, mode: 'lottery', drawsAt: new Date(startOfDay(addDays(today, 3)).getTime() + 10 * 3_600_000),
    title: { 'zh-CN': '乐品上海·餐饮券（摇号）', 'zh-HK': '樂品上海·餐飲券（搖號）', en: 'Shanghai dining voucher, by lot' },
    face: { kind: 'amount_off', off: fen(10_000), threshold: fen(30_000) }, category: 'food', city: demo.cities.shanghai, scope: 'category',
    issuer: { kind: 'government', name: { 'zh-CN': '上海市商务委员会', 'zh-HK': '上海市商務委員會', en: 'Shanghai Commerce Commission' } },
    validity: { kind: 'relative', days: 14, claimDayCounts: true, waitDays: 0 }, opensAt: startOfDay(addDays(today, -1)), endsAt: endOfDay(addDays(today, 30)),
    stock: 200, refundPolicy: 'forfeit', rank: 600,
    rules: [
      { 'zh-CN': '报名截止后公开摇号，种子的指纹已事先公布，人人可以核对。', 'zh-HK': '報名截止後公開搖號，種子的指紋已事先公佈，人人可以核對。', en: 'Drawn in public after the last entry: the seed’s fingerprint is published beforehand, and anybody can check it.' },
      { 'zh-CN': '中签后券自动放入权益钱包，领取后 14 天内有效。', 'zh-HK': '中籤後券自動放入權益錢包，領取後 14 天內有效。', en: 'What you win goes to your wallet by itself and is good for 14 days.' },
    ],
  });
  await seedInvitation(ctx, now);
}

/** The points for the friend are among those that the wallet's seed opens with. */
async function seedInvitation({ db }: SeedContext, now: Date): Promise<void> {
  const { linXiao } = demo;
  const { friend, invitationCode: code } = demoEngagement;
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const made = await db.insertInto('invitation').values({ shard_key: shardOf(linXiao.id), user_id: linXiao.id, code, rewarded: 1, misses: 0, missed_since: null })
    .onConflict((on) => on.columns(['shard_key', 'user_id']).doNothing()).returning('user_id').executeTakeFirst();
  if (made === undefined) return;
  await db.insertInto('invitation_code').values({ shard_key: shardOfText(code), code, user_id: linXiao.id }).execute();
  await db.insertInto('person').values({ shard_key: shardOf(friend), id: friend, name: '周宁', phone_last4: null, identity_hash: null, created_at: ago(10) }).execute();
  await db.insertInto('invitation_acceptance').values({
    shard_key: shardOf(friend), user_id: friend, inviter_id: linXiao.id, request_key: 'seed', reward: JSON.stringify({ kind: 'points', points: 1000 }), at: ago(9),
  }).execute();
  await db.insertInto('invitation_friend').values({ shard_key: shardOf(linXiao.id), user_id: linXiao.id, friend_id: friend, at: ago(9) }).execute();
}
