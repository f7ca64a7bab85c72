import type { Energy } from '../energy.js';
import type { InstalmentPlan } from '../funding.js';
import type { Payment } from '../payment.js';
import type { Store } from '../store.js';

/** Instances the examples share, so that ids and amounts agree across the document. */
export const yuan = (amount: number) => ({ amount, currency: 'CNY' as const });

export const ids = {
  session: 'ses_4c01kq8w3v7m2n5x', user: 'usr_4c01kq8w3v7m2n5x', terminal: 'ter_7f01kq8w3v7m2n5x', store: 'str_7f01kq8w3v7m2n5x',
  payCode: 'pyc_1a01kq8w3v7m2n5x', source: 'src_4c01kq8w3v7m2n5x', payment: 'pay_4c01kq8w3v7m2n5x', refund: 'rfd_4c01kq8w3v7m2n5x',
  campaign: 'cmp_2b01kq8w3v7m2n5x', coupon: 'cpn_4c01kq8w3v7m2n5x', benefit: 'bnf_4c01kq8w3v7m2n5x', points: 'pts_4c01kq8w3v7m2n5x',
  batch: 'ofb_4c01kq8w3v7m2n5x', passkey: 'psk_4c01kq8w3v7m2n5x',
  bundle: 'bdl_1a01kq8w3v7m2n5x', subscription: 'sub_4c01kq8w3v7m2n5x', programme: 'prg_2b01kq8w3v7m2n5x', ticket: 'ent_4c01kq8w3v7m2n5x',
  prizeDraw: 'prd_1a01kq8w3v7m2n5x', prize: 'prz_1a01kq8w3v7m2n5x', smallPrize: 'prz_1a01kq8w3v7m2n5y', prizeResult: 'drw_4c01kq8w3v7m2n5x',
  bubble: 'bub_4c01kq8w3v7m2n5x', ride: 'rid_4c01kq8w3v7m2n5x', event: 'evt_4c01kq8w3v7m2n5x',
} as const;

/** A supermarket's dynamic code over ¥236.00 (EMVCo merchant-presented mode), account template 26. */
export const merchantPayload = '00020101021226380010cn.tessera0220mqr_7f01kq8w3v7m2n5x5204541153031565406236.005802CN5917YONGHUI QUANCHENG6005JINAN62100506A-10246304C63A';

export const jinan = { code: '370100', name: '济南' };

export const store: Store = {
  id: ids.store, name: '永辉超市（泉城路店）', merchantName: '永辉超市', category: 'supermarket', city: jinan, address: '泉城路 188 号', distanceMeters: 620,
};

/** ¥600.00 over three months at 1.95 % a sum. */
export const plan: InstalmentPlan = {
  months: 3, fee: yuan(1170), total: yuan(61170), annualRateBasisPoints: 1170,
  schedule: [
    { number: 1, dueOn: '2026-04-01', principal: yuan(20000), fee: yuan(390), amount: yuan(20390) },
    { number: 2, dueOn: '2026-05-01', principal: yuan(20000), fee: yuan(390), amount: yuan(20390) },
    { number: 3, dueOn: '2026-06-01', principal: yuan(20000), fee: yuan(390), amount: yuan(20390) },
  ],
};

export const payment: Payment = {
  id: ids.payment, payCodeId: ids.payCode, offline: false, status: 'paid', amount: yuan(23600), tip: yuan(0), paid: yuan(17280),
  discounts: [
    { kind: 'coupon', title: '泉城购 · 餐饮满减券', saved: yuan(6000) },
    { kind: 'points', title: '3,200 积分', saved: yuan(320) },
  ],
  source: { kind: 'e_cny_wallet', name: '数字人民币钱包', last4: '8842' },
  plan: null, confirmation: null, verifiedBy: 'none',
  store: { id: ids.store, name: store.name }, orderReference: 'A-1024', declineReason: null, pointsEarned: 172,
  refunded: yuan(0), refunds: [], voiding: false, createdAt: '2026-03-01T02:30:00.000Z', settledAt: '2026-03-01T02:30:00.412Z',
};

export const energy: Energy = {
  totalGrams: 195_400, todayGrams: 1684,
  tree: { name: '油松', costGrams: 320_000, grams: 195_400, weeksLeft: 7 },
  checkIn: { done: false, streakDays: 6, grams: 10 },
  bubbles: [{ id: ids.bubble, mode: 'metro', line: '1 号线', grams: 1684, ripe: true, ripeAt: '2026-03-01T00:00:00.000Z', lapsesAt: '2026-03-08T00:00:00.000Z' }],
  consent: true,
  method: { version: 'beijing-2019', title: '北京出行碳减排因子 2019', source: 'https://news.hlgnet.com/info/17600' },
};
