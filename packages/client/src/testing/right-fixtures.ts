import type { Coupon, PointsEntry, PointsLot, RightDetail, RightsSummary } from '@tessera/contract';
import { CLAIMED_CAMPAIGN, USED_CAMPAIGN } from './campaign-fixtures.js';
import { at, DAY, fixtureId, HOUR, yuan } from './fixture-clock.js';
import { storeFixtures } from './store-fixtures.js';

type Special = Partial<RightDetail> & Pick<RightDetail, 'id' | 'title' | 'category' | 'state'>;

const right = (now: number, special: Special): RightDetail => ({
  kind: special.id.startsWith('cpn') ? 'coupon' : 'benefit',
  face: null,
  giver: '城市生活银行',
  validFrom: at(now, -3 * DAY),
  validTo: at(now, 12 * DAY),
  weekdays: null,
  hours: null,
  usedAt: null,
  rules: ['仅限本人使用，不可转赠', '到期未使用自动失效'],
  stores: [],
  history: [{ at: at(now, -3 * DAY), what: special.id.startsWith('cpn') ? 'claimed' : 'granted', where: null }],
  usedBy: special.id.startsWith('bnf') ? 'supplier_code' : special.face && 'item' in special.face ? 'redemption_code' : 'payment',
  code: null,
  ...special,
});

/** Rights of every state, coupons and benefits, soonest to expire first among the unused. */
export const rightFixtures = (now: number): RightDetail[] => {
  const stores = storeFixtures();
  const used = (days: number, where: string): Pick<RightDetail, 'usedAt' | 'history'> => ({
    usedAt: at(now, -days * DAY),
    history: [{ at: at(now, -9 * DAY), what: 'claimed', where: null }, { at: at(now, -days * DAY), what: 'locked', where }, { at: at(now, -days * DAY + 2_000), what: 'used', where }],
  });
  return [
    right(now, { id: fixtureId('cpn', 1), title: '超市满减 满 50 减 10', category: 'supermarket', state: 'unused', face: { kind: 'amount_off', off: yuan(10), threshold: yuan(50) }, validTo: at(now, 11 * HOUR + 3_599_000), stores: stores.slice(0, 1) }),
    right(now, { id: fixtureId('cpn', 2), title: '瑞幸咖啡 8.8 折', category: 'coffee_tea', state: 'unused', giver: '瑞幸咖啡', face: { kind: 'percent_off', percent: 12, cap: yuan(10), threshold: yuan(0) }, validTo: at(now, 4 * DAY), stores: stores.slice(2, 3) }),
    right(now, { id: fixtureId('cpn', 3), title: '好利来生日蛋糕兑换券', category: 'bakery', state: 'unused', giver: '好利来', face: { kind: 'exchange', item: '6 寸鲜奶蛋糕' }, validTo: at(now, 26 * DAY), stores: stores.slice(1, 2) }),
    right(now, { id: fixtureId('cpn', 4), title: '便民早餐 满 10 减 3', category: 'food', state: 'locked', face: { kind: 'amount_off', off: yuan(3), threshold: yuan(10) }, history: [{ at: at(now, -DAY), what: 'claimed', where: null }, { at: at(now, -20_000), what: 'locked', where: '超意兴（大明湖店）' }], stores: stores.slice(3, 4) }),
    right(now, { id: fixtureId('bnf', 1), title: '视频会员月卡', category: 'video', state: 'unused', giver: '芒果视频', history: [{ at: at(now, -2 * DAY), what: 'granted', where: null }, { at: at(now, -2 * DAY + 8_000), what: 'fulfilled', where: null }] }),
    right(now, { id: fixtureId('bnf', 2), title: '机场贵宾厅一次', category: 'travel', state: 'unused', giver: '龙腾出行', validTo: at(now, 88 * DAY) }),
    right(now, { id: fixtureId('bnf', 3), title: '音乐会员季卡', category: 'music_reading', state: 'pending', giver: '云上音乐' }),
    right(now, { id: fixtureId('bnf', 4), title: '体检套餐预约', category: 'health', state: 'failed', giver: '安心体检', history: [{ at: at(now, -DAY), what: 'granted', where: null }, { at: at(now, -DAY + 30_000), what: 'failed', where: null }, { at: at(now, -DAY + 31_000), what: 'returned', where: null }] }),
    right(now, { id: fixtureId('cpn', 5), title: '地铁乘车券 5 折', category: 'transit', state: 'used', face: { kind: 'percent_off', percent: 50, cap: null, threshold: yuan(0) }, ...used(2, '济南地铁 3 号线') }),
    right(now, { id: fixtureId('cpn', 6), title: '永辉超市 满 100 减 20', category: 'supermarket', state: 'used', face: { kind: 'amount_off', off: yuan(20), threshold: yuan(100) }, ...used(5, '永辉超市（泉城路店）') }),
    right(now, { id: fixtureId('bnf', 5), title: '拿铁一杯', category: 'coffee_tea', state: 'used', giver: '瑞幸咖啡', code: 'LK7Q-22XN-9F4M', ...used(6, '瑞幸咖啡（山大路店）') }),
    right(now, { id: fixtureId('cpn', 7), title: '外卖满 25 减 6', category: 'takeaway', state: 'expired', face: { kind: 'amount_off', off: yuan(6), threshold: yuan(25) }, validTo: at(now, -DAY), history: [{ at: at(now, -9 * DAY), what: 'claimed', where: null }, { at: at(now, -DAY), what: 'expired', where: null }] }),
    right(now, { id: fixtureId('cpn', 8), title: '周末观影 立减 15', category: 'film', state: 'recalled', face: { kind: 'amount_off', off: yuan(15), threshold: yuan(40) }, history: [{ at: at(now, -4 * DAY), what: 'claimed', where: null }, { at: at(now, -2 * DAY), what: 'recalled', where: null }] }),
    right(now, { id: fixtureId('bnf', 7), title: '外汇兑换手续费 8 折', category: 'finance', state: 'refunded', history: [{ at: at(now, -3 * DAY), what: 'granted', where: null }, { at: at(now, -3 * DAY + 60_000), what: 'failed', where: null }, { at: at(now, -3 * DAY + 61_000), what: 'refunded', where: null }] }),
    right(now, { id: fixtureId('bnf', 6), title: '健身房周卡', category: 'sport', state: 'expired', giver: '乐刻运动', validTo: at(now, -6 * DAY) }),
  ];
};

/** The claimed coupons behind the coupon rights. */
export const couponFixtures = (now: number): Coupon[] =>
  rightFixtures(now).flatMap((entry) => {
    const { id, title, face, category, state, validFrom, validTo } = entry;
    if (entry.kind !== 'coupon' || !face || state === 'pending' || state === 'failed' || state === 'refunded') return [];
    const campaignId = id === fixtureId('cpn', 1) ? CLAIMED_CAMPAIGN : id === fixtureId('cpn', 5) ? USED_CAMPAIGN : fixtureId('cmp', 90);
    return [{ id, campaignId, title, face, category, state, claimedAt: validFrom, validFrom, validTo }];
  });

/** The points book, newest first; the head's balance is what the wallet shows. */
export const pointsFixtures = (now: number): PointsEntry[] => {
  const moves: [number, PointsEntry['reason'], string][] = [
    [38, 'payment', '永辉超市（泉城路店）'], [-500, 'spent', '抵扣 ¥0.50'], [500, 'returned', '退款返还'], [-12, 'refund', '瑞幸咖啡（山大路店）'],
    [1_200, 'gift', '开通数字人民币钱包'], [64, 'payment', '国美电器（西门店）'], [2_000, 'gift', '新人礼'],
  ];
  let balance = 0;
  return moves.toReversed().map(([points, reason, title], index) => {
    balance += points;
    return { id: fixtureId('pts', index + 1), points, balance, reason, title, at: at(now, -(moves.length - index) * 20 * HOUR) };
  }).reverse();
};

/** What is left of each month's points; together they are the balance of `pointsFixtures`. */
export const pointsLotFixtures = (): PointsLot[] => [
  { month: '2025-03', earned: 1_300, left: 800, expiresAt: '2026-03-31T16:00:00.000Z' },
  { month: '2025-11', earned: 1_200, left: 1_200, expiresAt: '2026-11-30T16:00:00.000Z' },
  { month: '2026-02', earned: 1_290, left: 1_290, expiresAt: '2027-02-28T16:00:00.000Z' },
];

const ladder = ['registered', 'wallet', 'card'] as const;

/** The ladder from the bottom; `card` adds what `wallet` does not have. */
export const tierFixture = (level: RightsSummary['tier']['level'] = 'wallet'): RightsSummary['tier'] => {
  const stand = (one: typeof ladder[number]) => ({ level: one, reached: ladder.indexOf(one) <= ladder.indexOf(level), step: one === 'card' ? 'add_card' as const : one === 'wallet' ? 'open_wallet' as const : null });
  return {
    level,
    levels: [
      { ...stand('registered'), rights: 6, perks: ['领取政府消费券', '每日签到能量'] },
      { ...stand('wallet'), rights: 18, perks: ['付款码立减', '积分抵现', '钱包专享券'] },
      { ...stand('card'), rights: 42, perks: ['影票与咖啡权益', '机场贵宾厅', '账单分期优惠'] },
    ],
  };
};
