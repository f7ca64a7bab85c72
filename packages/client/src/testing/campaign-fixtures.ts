import { problems, type Campaign, type ProblemCode } from '@tessera/contract';
import { at, DAY, fixtureId, HOUR, MINUTE, yuan } from './fixture-clock.js';
import { BEIJING, JINAN } from './store-fixtures.js';

const bank: Campaign['issuer'] = { kind: 'bank', name: '城市生活银行' };
const government: Campaign['issuer'] = { kind: 'government', name: '济南市商务局' };
const merchant = (name: string): Campaign['issuer'] => ({ kind: 'merchant', name });

const programme = { id: fixtureId('prg', 1), title: '泉城购 2026 春季' };

/** The two campaigns whose coupons the wallet's fixtures already hold. */
export const CLAIMED_CAMPAIGN = fixtureId('cmp', 3);
export const USED_CAMPAIGN = fixtureId('cmp', 9);

/** `13:30`, in Shanghai. */
const clock = (moment: string): string => new Date(Date.parse(moment) + 8 * HOUR).toISOString().slice(11, 16);

type Special = Partial<Campaign> & Pick<Campaign, 'title' | 'face' | 'category'>;

const campaign = (now: number, number: number, special: Special): Campaign => ({
  id: fixtureId('cmp', number),
  issuer: bank,
  city: JINAN,
  storeCount: 12,
  distanceMeters: 400 + number * 260,
  validity: { kind: 'relative', days: 7, claimDayCounts: true, waitDays: 0 },
  weekdays: null,
  hours: null,
  payWith: null,
  area: null,
  refund: 'return_once',
  programme: null,
  lottery: null,
  round: null,
  stock: { total: 1_000, remaining: 640 },
  claimed: 0,
  allowed: 1,
  endsAt: at(now, 9 * DAY),
  rules: ['仅限到店使用付款码时抵扣', '每笔订单限用一张', '全额退款时按原有效期退回一次'],
  standing: { state: 'claimable' },
  ...special,
});

/** Campaigns of every face and every standing, in the order the gateway would recommend them. */
export const campaignFixtures = (now: number): Campaign[] => [
  campaign(now, 1, {
    title: '济南惠享消费券 满 200 减 60', category: 'supermarket', issuer: government, programme, refund: 'forfeit', storeCount: 268, distanceMeters: 420,
    face: { kind: 'amount_off', off: yuan(60), threshold: yuan(200) }, stock: { total: 5_000, remaining: 812 },
    round: { title: `每日 ${clock(at(now, -2 * HOUR))} 场`, opensAt: at(now, -2 * HOUR) },
    rules: ['限济南市内到店消费，限本人实名钱包使用', '每人每轮限领一张，每笔订单限用一张', '退款时消费券不予退回，本轮不可再领'],
  }),
  campaign(now, 2, {
    title: '瑞幸咖啡 8.8 折', category: 'coffee_tea', issuer: merchant('瑞幸咖啡'), storeCount: 41, distanceMeters: 2_300, allowed: 2,
    face: { kind: 'percent_off', percent: 12, cap: yuan(10), threshold: yuan(0) }, weekdays: [1, 2, 3, 4, 5],
  }),
  campaign(now, 3, {
    title: '超市满减 满 50 减 10', category: 'supermarket', face: { kind: 'amount_off', off: yuan(10), threshold: yuan(50) },
    claimed: 1, standing: { state: 'claimed', couponId: fixtureId('cpn', 1) },
  }),
  campaign(now, 4, {
    title: '打车立减券', category: 'ride_hailing', face: { kind: 'amount_off', off: yuan(8), threshold: yuan(20) },
    distanceMeters: null, storeCount: 0, round: { title: `${clock(at(now, 90 * MINUTE))} 场`, opensAt: at(now, 90 * MINUTE) }, standing: { state: 'upcoming', opensAt: at(now, 90 * MINUTE) },
    stock: { total: 2_000, remaining: 2_000 },
  }),
  campaign(now, 5, {
    title: '好利来半熟芝士兑换券', category: 'bakery', issuer: merchant('好利来'), face: { kind: 'exchange', item: '半熟芝士 2 枚装' },
    stock: { total: 300, remaining: 0 }, standing: { state: 'sold_out', reopensAt: at(now, 22 * HOUR) },
  }),
  campaign(now, 6, {
    title: '数字人民币钱包专享 满 30 减 15', category: 'food', face: { kind: 'amount_off', off: yuan(15), threshold: yuan(30) },
    standing: { state: 'locked', step: 'open_wallet' },
  }),
  campaign(now, 7, {
    title: '持卡人影票 19.9 元起', category: 'film', face: { kind: 'gift', item: '2D 影票一张' }, storeCount: 9, distanceMeters: 3_800,
    standing: { state: 'locked', step: 'add_card' },
  }),
  campaign(now, 8, {
    title: '家电以旧换新 满 3000 减 500', category: 'home_appliance', issuer: government, face: { kind: 'amount_off', off: yuan(500), threshold: yuan(3_000) },
    validity: { kind: 'fixed', from: at(now, -20 * DAY), to: at(now, -DAY) }, endsAt: at(now, -DAY), standing: { state: 'over' },
  }),
  campaign(now, 9, {
    title: '地铁乘车券 5 折', category: 'transit', face: { kind: 'percent_off', percent: 50, cap: null, threshold: yuan(0) },
    city: null, distanceMeters: null, storeCount: 0, claimed: 1, allowed: 3, stock: { total: 10_000, remaining: 9_120 },
  }),
  campaign(now, 10, {
    title: '加油满 200 减 20', category: 'fuel', face: { kind: 'amount_off', off: yuan(20), threshold: yuan(200) }, distanceMeters: 5_400, endsAt: at(now, 10 * HOUR),
    stock: { total: 500, remaining: 23 },
  }),
  campaign(now, 11, {
    title: '大明湖周边酒店 9 折', category: 'hotel', face: { kind: 'percent_off', percent: 10, cap: yuan(100), threshold: yuan(200) },
    validity: { kind: 'fixed', from: at(now, 2 * DAY), to: at(now, 40 * DAY) },
  }),
  campaign(now, 12, {
    title: '盒马鲜生新人券 满 99 减 30', category: 'supermarket', issuer: merchant('盒马鲜生'), city: BEIJING, distanceMeters: null,
    face: { kind: 'amount_off', off: yuan(30), threshold: yuan(99) }, stock: { total: 800, remaining: 0 }, standing: { state: 'sold_out', reopensAt: null },
  }),
  campaign(now, 13, {
    title: '数字人民币餐饮券 满 100 减 30', category: 'food', issuer: government, programme, refund: 'forfeit', face: { kind: 'amount_off', off: yuan(30), threshold: yuan(100) },
    payWith: ['e_cny_wallet'], hours: [{ from: '10:00', to: '14:00' }, { from: '17:00', to: '21:00' }], area: { name: '济南市内' },
  }),
  campaign(now, 14, {
    title: '新客首单 立减 20', category: 'takeaway', face: { kind: 'amount_off', off: yuan(20), threshold: yuan(0) },
    standing: { state: 'not_eligible', reason: 'new_users_only' },
  }),
  campaign(now, 15, {
    title: '每日烘焙 满 30 减 8', category: 'bakery', allowed: 30, claimed: 1, face: { kind: 'amount_off', off: yuan(8), threshold: yuan(30) },
    validity: { kind: 'relative', days: 2, claimDayCounts: false, waitDays: 0 }, standing: { state: 'period_limit', opensAt: at(now, 12 * HOUR) },
  }),
  campaign(now, 16, {
    title: '健身月卡 8 折', category: 'sport', issuer: merchant('乐刻运动'), face: { kind: 'percent_off', percent: 20, cap: yuan(60), threshold: yuan(0) }, standing: { state: 'paused' },
  }),
  campaign(now, 17, {
    title: '国家大剧院门票抽签', category: 'travel', issuer: government, face: { kind: 'gift', item: '话剧票一张' }, city: BEIJING, storeCount: 1, distanceMeters: null,
    stock: { total: 100, remaining: 100 }, lottery: { drawsAt: at(now, 3 * DAY), winners: 100 }, standing: { state: 'enterable', drawsAt: at(now, 3 * DAY) },
  }),
  campaign(now, 18, {
    title: '泉城马拉松名额抽签', category: 'sport', face: { kind: 'exchange', item: '参赛包一份' }, stock: { total: 500, remaining: 500 },
    lottery: { drawsAt: at(now, DAY), winners: 500 }, standing: { state: 'entered', drawsAt: at(now, DAY) },
  }),
  campaign(now, 19, {
    title: '实名市民景区券 满 80 减 40', category: 'travel', issuer: government, programme, refund: 'forfeit', face: { kind: 'amount_off', off: yuan(40), threshold: yuan(80) },
    validity: { kind: 'relative', days: 10, claimDayCounts: true, waitDays: 1 }, standing: { state: 'locked', step: 'verify_identity' },
  }),
  campaign(now, 20, {
    title: '演唱会购票资格抽签', category: 'film', face: { kind: 'gift', item: '购票资格一次' }, stock: { total: 2, remaining: 0 },
    lottery: { drawsAt: at(now, -DAY), winners: 2 }, standing: { state: 'drawn', won: false },
  }),
];

/** Every refusal that a claim can meet although the campaign was listed as claimable. */
export const claimRefusals = [
  'sold_out', 'limit_reached', 'person_limit_reached', 'period_limit_reached', 'not_eligible', 'identity_needed', 'position_needed', 'outside_area',
  'not_started', 'campaign_paused', 'campaign_over', 'drawn_not_claimed', 'rate_limited', 'conflict', 'request_in_progress', 'unavailable', 'network_error', 'timeout',
] as const satisfies readonly ProblemCode[];

const refusingId = (code: ProblemCode): string => `cmp_00refuses${code.replaceAll('_', '')}`;
const refusing = new Map<string, ProblemCode>(claimRefusals.map((code) => [refusingId(code), code]));

/** What a campaign of `refusingCampaigns` refuses its claims with; undefined for all others. */
export const refusalOf = (campaignId: string): ProblemCode | undefined => refusing.get(campaignId);

const refusalTitles: Readonly<Record<(typeof claimRefusals)[number], string>> = {
  sold_out: '已经领完', limit_reached: '已领到上限', person_limit_reached: '同一人名下已领满', period_limit_reached: '这一场已领满', not_eligible: '不在发放范围', identity_needed: '需要实名认证',
  position_needed: '需要知道位置', outside_area: '不在发放地区', not_started: '还没有开始', campaign_paused: '活动暂停', campaign_over: '活动结束', drawn_not_claimed: '要抽签，不能直接领',
  rate_limited: '请求太多', conflict: '同时被改动', request_in_progress: '上一次还在进行', unavailable: '服务正忙', network_error: '没有网络', timeout: '没有回音',
};

/** Campaigns that look claimable and refuse each claim, one for each of `claimRefusals`, in that order; titled by what they refuse with. */
export const refusingCampaigns = (now: number, locale: 'zh-CN' | 'en' = 'zh-CN'): Campaign[] =>
  claimRefusals.map((code, index) => ({ ...campaign(now, 200 + index, { title: locale === 'en' ? problems[code][3] : refusalTitles[code], category: 'food', face: { kind: 'amount_off', off: yuan(5), threshold: yuan(0) } }), id: refusingId(code) }));
