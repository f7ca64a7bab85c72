import type { LocalizedText } from '../locale.js';
import { addDays, dayOf, endOfDay, startOfDay } from '../day.js';
import { demo } from '../seed/demo.js';
import type { CampaignDraft } from './create.js';
import type { StoredFace } from './face.js';

/** Money in fen. */
const fen = (amount: number) => ({ amount, currency: 'CNY' as const });
const off = (amount: number, threshold: number): StoredFace => ({ kind: 'amount_off', off: fen(amount), threshold: fen(threshold) });
const percent = (taken: number, cap: number, threshold = 0): StoredFace => ({ kind: 'percent_off', percent: taken, cap: fen(cap), threshold: fen(threshold) });
const t = (zhCN: string, en: string, zhHK?: string): LocalizedText => ({ 'zh-CN': zhCN, en, ...(zhHK === undefined ? {} : { 'zh-HK': zhHK }) });
const government = (name: LocalizedText) => ({ kind: 'government' as const, name });
const merchant = (name: LocalizedText) => ({ kind: 'merchant' as const, name });

const jinanCommerce = government(t('济南市商务局', 'Jinan Commerce Bureau', '濟南市商務局'));
const jinanCulture = government(t('济南市文化和旅游局', 'Jinan Culture and Tourism', '濟南市文化和旅遊局'));
const beijing = government(t('北京市商务局', 'Beijing Commerce Bureau', '北京市商務局'));
const shanghai = government(t('上海市商务委员会', 'Shanghai Commerce Commission', '上海市商務委員會'));
const bank = { kind: 'bank' as const, name: t('城市银行', 'City Bank', '城市銀行') };
const yonghui = merchant(t('永辉超市', 'Yonghui Superstores', '永輝超市'));
const holiland = merchant(t('好利来', 'Holiland', '好利來'));
const luckin = merchant(t('瑞幸咖啡', 'Luckin Coffee'));
const wanda = merchant(t('万达影城', 'Wanda Cinemas', '萬達影城'));

const oneAnOrder = t('每笔订单限用一张，不与其他消费券同享。', 'One to an order; not together with other vouchers.', '每筆訂單限用一張，不與其他消費券同享。');
const payByCode = t('到店出示付款码，付款时自动抵扣。', 'Show your pay code at the till; it comes off by itself.', '到店出示付款碼，付款時自動抵扣。');
const givenUp = t('发生退款时券不退回、不补发。', 'On a refund the voucher is given up and not issued again.', '發生退款時券不退回、不補發。');
const comesBack = t('全额退款后券退回一次，有效期不变。', 'On a full refund it comes back once, with its first validity.', '全額退款後券退回一次，有效期不變。');
const round = t('10:00 场', '10:00 round', '10:00 場');

/** One a person and round, whichever of the person's accounts asks. */
const perRound = { allowed: 30, limits: [{ each: 'person' as const, within: 'round' as const, over: 'campaign' as const, most: 1 }] };

const { cities, stores } = demo;
const jinanShops = [stores.yonghuiQuancheng, stores.holilandQuancheng, stores.luckinHonglou];
const id = (place: number): string => `cmp_6A00000000000000000000${String(place).padStart(4, '0')}`;

/** The city's programme, whose tiers are released at ten each day. */
export const demoProgramme = {
  id: 'prg_6A000000000000000000000001', title: t('泉城购·餐饮消费券', 'Quancheng dining vouchers', '泉城購·餐飲消費券'), city: cities.jinan,
  funders: [{ kind: 'government' as const, name: { 'zh-CN': '济南市商务局', 'zh-HK': '濟南市商務局', en: 'Jinan Commerce Bureau' }, percent: 80 }, { kind: 'bank' as const, name: { 'zh-CN': '城市银行', 'zh-HK': '城市銀行', en: 'City Bank' }, percent: 20 }],
} as const;

/** The campaigns that the demonstration's people and tests name. */
export const demoCampaigns = {
  dining60: id(1), diningNext: id(2), dining10: id(3), grocery: id(4), appliance: id(5), yonghuiWeekend: id(6), holilandNew: id(7),
  americano: id(8), luckin5: id(9), film20: id(10), fuel15: id(11), transit2: id(12), card15: id(13), wallet5: id(14),
  beijingDining: id(23), shanghaiDining: id(26), lake: id(30), diningLast: id(31), summer: id(32), internal: id(33),
} as const;

/** What the demonstration offers, relative to its clock: rounds at 10:00 in Shanghai, weekends, sold out and upcoming ones. */
export function seedCampaigns(now: Date): CampaignDraft[] {
  const today = dayOf(now);
  const clock = (days: number, hour: number) => new Date(startOfDay(addDays(today, days)).getTime() + hour * 3_600_000);
  const begun = clock(0, 10) <= now;
  const lastTen = begun ? clock(0, 10) : clock(-1, 10);
  const nextTen = begun ? clock(1, 10) : clock(0, 10);
  const open = { opensAt: clock(-7, 0) };
  const until = (days: number) => ({ endsAt: endOfDay(addDays(today, days)) });
  const days = (count: number) => ({ validity: { kind: 'relative' as const, days: count } });
  const jinan = { city: cities.jinan, issuer: jinanCommerce, audience: 'open_wallet' as const, refundPolicy: 'forfeit' as const, rules: [oneAnOrder, payByCode, givenUp] };
  const tier = { ...jinan, ...perRound, programmeId: demoProgramme.id, funders: [...demoProgramme.funders], round, storeIds: jinanShops };
  const daily = (at: Date, stock: number) => ({ reopen: { at, hours: 24, stock } });
  const shop = { rules: [payByCode, comesBack] };
  return [
    { id: id(1), title: t('泉城购·餐饮满减券', 'Quancheng dining voucher', '泉城購·餐飲滿減券'), face: off(6000, 20_000), category: 'food', ...tier, ...days(10), opensAt: lastTen, ...until(30), stock: 3000, elsewhere: 1980, ...daily(nextTen, 3000), rank: 10 },
    { id: id(2), title: t('泉城消费券·餐饮中额券', 'Quancheng dining voucher, next round', '泉城消費券·餐飲中額券'), face: off(3000, 10_000), category: 'food', ...tier, ...days(10), opensAt: nextTen, ...until(31), stock: 5000, ...daily(new Date(nextTen.getTime() + 86_400_000), 5000), rank: 20 },
    { id: id(3), title: t('泉城购·餐饮小额券', 'Quancheng small dining voucher', '泉城購·餐飲小額券'), face: off(1000, 5000), category: 'food', ...tier, ...days(10), opensAt: lastTen, ...until(30), stock: 8000, elsewhere: 2400, ...daily(nextTen, 8000), rank: 60 },
    { id: id(4), title: t('泉城购·商超满减券', 'Quancheng grocery voucher', '泉城購·商超滿減券'), face: off(2000, 10_000), category: 'supermarket', ...jinan, ...days(7), ...open, ...until(24), stock: 4000, elsewhere: 900, storeIds: [stores.yonghuiQuancheng], rank: 50 },
    { id: id(5), title: t('家电以旧换新补贴', 'Appliance trade-in subsidy', '家電以舊換新補貼'), face: off(10_000, 40_000), category: 'home_appliance', ...jinan, ...days(15), opensAt: lastTen, ...until(30), round, stock: 200, elsewhere: 200, reopen: { at: clock(1, 10), hours: 24, stock: 200 }, scope: 'category', rank: 90 },
    { id: id(6), title: t('永辉超市·周末折扣', 'Yonghui weekend 12% off', '永輝超市·週末折扣'), face: percent(12, 2000), category: 'supermarket', issuer: yonghui, ...shop, ...days(14), ...open, ...until(45), weekdays: '67', stock: 2000, elsewhere: 310, storeIds: [stores.yonghuiQuancheng, stores.yonghuiGuomao, stores.yonghuiLujiazui], rank: 30 },
    { id: id(7), title: t('好利来·新客礼', 'Holiland new guest gift', '好利來·新客禮'), face: off(1000, 5000), category: 'bakery', issuer: holiland, ...shop, ...days(30), ...open, ...until(60), audience: 'open_wallet', stock: 1000, elsewhere: 120, storeIds: [stores.holilandQuancheng, stores.holilandXidan, stores.holilandXujiahui], rank: 40 },
    { id: id(8), title: t('瑞幸·美式兑换券', 'Luckin americano', '瑞幸·美式兌換券'), face: { kind: 'exchange', item: t('冰/热美式一杯', 'One americano, hot or iced', '冰/熱美式一杯') }, worth: 1500, category: 'coffee_tea', issuer: luckin, rules: [t('到店出示兑换码，每码一杯。', 'Show the code in a store; one cup a code.', '到店出示兌換碼，每碼一杯。')], ...days(7), ...open, ...until(20), stock: 500, elsewhere: 350, storeIds: [stores.luckinHonglou, stores.luckinZhongguancun, stores.luckinJingan], rank: 70 },
    { id: id(9), title: t('瑞幸·饮品满减', 'Luckin ¥5 off', '瑞幸·飲品滿減'), face: off(500, 1500), category: 'coffee_tea', issuer: luckin, ...shop, ...days(7), ...open, ...until(20), allowed: 3, stock: 5000, elsewhere: 800, storeIds: [stores.luckinHonglou, stores.luckinZhongguancun, stores.luckinJingan], rank: 80 },
    { id: id(10), title: t('万达影城·观影立减', 'Wanda ¥20 off', '萬達影城·觀影立減'), face: off(2000, 6000), category: 'film', issuer: wanda, ...shop, ...days(15), ...open, ...until(40), stock: 800, elsewhere: 200, storeIds: [stores.cinemaJinan, stores.cinemaSanlitun], rank: 100 },
    { id: id(11), title: t('中国石化·加油满减', 'Sinopec ¥15 off', '中國石化·加油滿減'), face: off(1500, 20_000), category: 'fuel', issuer: merchant(t('中国石化', 'Sinopec', '中國石化')), ...shop, city: cities.jinan, ...days(30), ...open, ...until(25), stock: 1500, elsewhere: 400, storeIds: [stores.sinopecJingshi], rank: 110 },
    { id: id(12), title: t('公交地铁乘车立减', '¥2 off a ride', '公交地鐵乘車立減'), face: off(200, 200), category: 'transit', issuer: bank, ...shop, ...days(7), ...open, ...until(30), allowed: 5, stock: 20_000, elsewhere: 3500, scope: 'category', rank: 120 },
    { id: id(13), title: t('持卡人专享·满百立减', 'Card holders ¥15 off 100', '持卡人專享·滿百立減'), face: off(1500, 10_000), category: 'finance', issuer: bank, ...shop, ...days(30), ...open, ...until(60), audience: 'add_card', stock: 3000, elsewhere: 600, scope: 'any', rank: 130 },
    { id: id(14), title: t('数字人民币·新用户立减', 'e-CNY ¥5 off', '數字人民幣·新用戶立減'), face: off(500, 2000), category: 'finance', issuer: bank, ...shop, ...days(30), ...open, ...until(60), audience: 'open_wallet', stock: 10_000, elsewhere: 2100, scope: 'any', rank: 140 },
    { id: id(15), title: t('手机话费充值立减', 'Phone top-up ¥5 off', '手機話費充值立減'), face: off(500, 10_000), category: 'top_up', issuer: bank, ...shop, ...days(7), ...open, ...until(18), stock: 6000, elsewhere: 5400, scope: 'category', rank: 150 },
    { id: id(16), title: t('外卖满减红包', 'Takeaway ¥8 off', '外賣滿減紅包'), face: off(800, 3000), category: 'takeaway', issuer: bank, ...shop, ...days(3), ...open, ...until(14), stock: 9000, elsewhere: 4100, scope: 'category', rank: 160 },
    { id: id(17), title: t('打车 8.5 折', 'Ride hailing 15% off', '叫車 85 折'), face: percent(15, 800), category: 'ride_hailing', issuer: bank, ...shop, ...days(10), ...open, ...until(21), allowed: 2, stock: 5000, elsewhere: 1200, scope: 'category', rank: 170 },
    { id: id(18), title: t('天下第一泉·门票减免', 'Springs ticket ¥30 off', '天下第一泉·門票減免'), face: off(3000, 4000), category: 'travel', ...jinan, issuer: jinanCulture, validity: { kind: 'fixed', from: clock(-7, 0).toISOString(), to: endOfDay(addDays(today, 35)).toISOString() }, ...open, ...until(35), stock: 2000, elsewhere: 760, scope: 'category', rank: 180 },
    { id: id(19), title: t('连锁酒店 8.8 折', 'Hotels 12% off', '連鎖酒店 88 折'), face: percent(12, 10_000, 20_000), category: 'hotel', issuer: bank, ...shop, ...days(30), ...open, ...until(50), stock: 1200, elsewhere: 180, scope: 'category', rank: 190 },
    { id: id(20), title: t('视频会员充值立减', 'Video top-up ¥5 off', '影片會員充值立減'), face: off(500, 2000), category: 'video', issuer: bank, ...shop, ...days(15), ...open, ...until(28), stock: 4000, elsewhere: 3100, scope: 'category', rank: 200 },
    { id: id(21), title: t('书香泉城·购书券', 'Bookshop ¥10 off', '書香泉城·購書券'), face: off(1000, 6000), category: 'music_reading', ...jinan, issuer: jinanCulture, ...days(20), ...open, ...until(33), stock: 1600, elsewhere: 240, scope: 'category', rank: 210 },
    { id: id(22), title: t('运动健身·满减券', 'Sport ¥30 off', '運動健身·滿減券'), face: off(3000, 10_000), category: 'sport', ...jinan, issuer: government(t('济南市体育局', 'Jinan Sports Bureau', '濟南市體育局')), ...days(20), ...open, ...until(33), stock: 1600, elsewhere: 500, scope: 'category', rank: 220 },
    { id: id(23), title: t('京彩·餐饮券', 'Beijing dining voucher', '京彩·餐飲券'), face: off(4000, 16_000), category: 'food', city: cities.beijing, issuer: beijing, rules: [oneAnOrder, payByCode, comesBack], ...days(14), ...open, ...until(30), stock: 6000, elsewhere: 2200, storeIds: [stores.yonghuiGuomao, stores.holilandXidan, stores.luckinZhongguancun], rank: 11 },
    { id: id(24), title: t('京彩·零售券', 'Beijing retail voucher', '京彩·零售券'), face: off(1000, 4000), category: 'supermarket', city: cities.beijing, issuer: beijing, rules: [oneAnOrder, payByCode, comesBack], ...days(14), ...open, ...until(30), allowed: 2, stock: 9000, elsewhere: 4700, storeIds: [stores.yonghuiGuomao], rank: 51 },
    { id: id(25), title: t('首都图书·文化券', 'Beijing culture voucher', '首都圖書·文化券'), face: off(2000, 5000), category: 'film', city: cities.beijing, issuer: beijing, rules: [oneAnOrder, payByCode, comesBack], ...days(14), opensAt: nextTen, ...until(31), round, stock: 2500, storeIds: [stores.cinemaSanlitun], rank: 91 },
    { id: id(26), title: t('乐品上海·餐饮券', 'Shanghai dining voucher', '樂品上海·餐飲券'), face: off(5000, 20_000), category: 'food', city: cities.shanghai, issuer: shanghai, rules: [oneAnOrder, payByCode, givenUp], refundPolicy: 'forfeit', ...days(7), ...open, ...until(30), stock: 6000, elsewhere: 5300, storeIds: [stores.yonghuiLujiazui, stores.luckinJingan, stores.holilandXujiahui], rank: 12 },
    { id: id(27), title: t('乐动上海·健身券', 'Shanghai sport voucher', '樂動上海·健身券'), face: off(2500, 10_000), category: 'sport', city: cities.shanghai, issuer: shanghai, rules: [oneAnOrder, payByCode, givenUp], refundPolicy: 'forfeit', ...days(7), ...open, ...until(30), stock: 1000, elsewhere: 1000, scope: 'category', rank: 92 },
    { id: id(28), title: t('药店满减券', 'Pharmacy ¥20 off', '藥店滿減券'), face: off(2000, 15_000), category: 'health', issuer: bank, ...shop, ...days(30), ...open, ...until(40), stock: 2000, elsewhere: 150, scope: 'category', rank: 230 },
    { id: id(29), title: t('美妆个护满赠', 'Beauty gift', '美妝個護滿贈'), face: { kind: 'gift', item: t('护手霜一支', 'One hand cream', '護手霜一支') }, worth: 2900, category: 'beauty', issuer: yonghui, rules: [t('到服务台出示兑换码领取。', 'Show the code at the service desk.', '到服務台出示兌換碼領取。')], ...days(10), ...open, ...until(22), stock: 300, elsewhere: 265, storeIds: [stores.yonghuiQuancheng], rank: 240 },
    { id: id(30), title: t('大明湖·夜游小食券', 'Daming Lake night snack voucher', '大明湖·夜遊小食券'), face: off(800, 3000), category: 'food', ...jinan, audience: 'all', area: { name: { 'zh-CN': '大明湖景区三公里内', 'zh-HK': '大明湖景區三公里內', en: 'within 3 km of Daming Lake' }, latitude: 36.6757, longitude: 117.0228, radiusMeters: 3000 }, hours: [{ from: '17:00', to: '24:00' }], ...days(2), ...open, ...until(30), stock: 3000, elsewhere: 420, scope: 'category', rank: 185 },
    { id: id(31), title: t('泉城购·餐饮满减券', 'Quancheng dining voucher, last round', '泉城購·餐飲滿減券'), face: off(6000, 20_000), category: 'food', ...jinan, ...days(10), opensAt: clock(-10, 10), endsAt: clock(-9, 0), round, stock: 3000, elsewhere: 2999, storeIds: jinanShops },
    { id: id(32), title: t('夏夜泉城·小吃券', 'Summer night snack voucher', '夏夜泉城·小吃券'), face: off(500, 2000), category: 'food', ...jinan, ...days(10), opensAt: clock(-60, 10), endsAt: clock(-30, 0), stock: 2000, elsewhere: 1999, storeIds: jinanShops },
    { id: id(33), title: t('内部测试券', 'Internal test voucher'), face: off(100, 100), category: 'food', issuer: bank, ...days(1), ...open, ...until(365), stock: 10, scope: 'any', state: 'internal' },
  ];
}
