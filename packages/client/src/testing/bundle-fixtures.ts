import type { Bundle } from '@tessera/contract';
import { at, DAY, fixtureId, yuan } from './fixture-clock.js';

/** Three bundles: one never bought, one whose months are coming, one that was cancelled. */
export const bundleFixtures = (now: number): Bundle[] => {
  const rules = ['每月同日到账，到账后 30 天内有效', '可随时取消，退回未到账月份的金额'];
  return [
    {
      id: fixtureId('bdl', 1), title: '惠省钱 · 通勤', price: yuan(59.7), worth: yuan(138), months: 3, rules, subscription: null,
      items: [{ title: '地铁乘车抵扣 5 元', giver: '济南地铁', count: 4 }, { title: '骑行周卡', giver: '城市单车', count: 2 }],
    },
    {
      id: fixtureId('bdl', 2), title: '惠省钱 · 咖啡', price: yuan(90), worth: yuan(216), months: 6, rules,
      items: [{ title: '任意中杯咖啡', giver: '瑞幸咖啡', count: 2 }],
      subscription: { id: fixtureId('sub', 2), bundleId: fixtureId('bdl', 2), state: 'active', paymentId: fixtureId('pay', 1), monthsReceived: 2, nextAt: at(now, 19 * DAY), refundable: yuan(60), boughtAt: at(now, -40 * DAY) },
    },
    {
      id: fixtureId('bdl', 3), title: '惠省钱 · 影音', price: yuan(118.8), worth: yuan(300), months: 12, rules,
      items: [{ title: '视频会员月卡', giver: '悦看视频', count: 1 }, { title: '音乐会员月卡', giver: '云上音乐', count: 1 }],
      subscription: { id: fixtureId('sub', 3), bundleId: fixtureId('bdl', 3), state: 'cancelled', paymentId: fixtureId('pay', 2), monthsReceived: 1, nextAt: null, refundable: yuan(0), boughtAt: at(now, -70 * DAY) },
    },
  ];
};
