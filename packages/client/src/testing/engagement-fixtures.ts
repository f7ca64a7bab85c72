import type { CheckInCalendar, Invitation, Prize, PrizeDraw, PrizeResult, Reward } from '@tessera/contract';
import { at, DAY, dayOf, fixtureId, HOUR, yuan } from './fixture-clock.js';

const points = (amount: number): Reward => ({ kind: 'points', points: amount });
const coffee: Reward = { kind: 'coupon', campaignId: fixtureId('cmp', 2), title: '咖啡立减券', face: { kind: 'amount_off', off: yuan(10), threshold: yuan(20) } };
const cake: Reward = { kind: 'coupon', campaignId: fixtureId('cmp', 5), title: '半熟芝士兑换券', face: { kind: 'exchange', item: '半熟芝士 2 枚装' } };

/** A streak of six days up to yesterday, and two days earlier on. */
export const checkInFixtures = (now: number): string[] => [13, 12, 6, 5, 4, 3, 2, 1].map((days) => dayOf(now - days * DAY));

export const checkInRewardFixtures = (): Omit<CheckInCalendar['rewards'][number], 'given'>[] => [
  { days: 3, reward: points(20) }, { days: 7, reward: points(70) }, { days: 14, reward: coffee }, { days: 30, reward: points(500) },
];

const prize = (number: number, reward: Reward, chancesInMillion: number, stock: Prize['stock'] = null): Prize => ({ id: fixtureId('prz', number), reward, chancesInMillion, stock });

/** Five prizes, one of them gone; odds sum to a million. */
export const prizeDrawFixture = (now: number): PrizeDraw => ({
  id: fixtureId('prd', 1),
  title: '每日一抽',
  endsAt: at(now, 29 * DAY),
  prizes: [
    prize(1, cake, 1_000, { total: 100, remaining: 0 }), prize(2, coffee, 20_000, { total: 500, remaining: 321 }), prize(3, points(200), 49_000, { total: 2_000, remaining: 1_204 }),
    prize(4, points(20), 330_000), prize(5, points(5), 600_000),
  ],
  freeDraws: 1,
  pointsPerDraw: 100,
  points: 2_790,
  rules: ['每天免费抽 1 次，次日 0 点恢复；也可以用积分再抽。', '中签率与库存如实公示；抽到已发完的奖品，改发最后一项。', '奖品即时到账：积分在积分明细，券在权益钱包。'],
});

export const prizeFixtures = (now: number): PrizeResult[] => [
  { id: fixtureId('drw', 2), prizeId: fixtureId('prz', 2), reward: coffee, paidPoints: 0, at: at(now, -DAY) },
  { id: fixtureId('drw', 1), prizeId: fixtureId('prz', 5), reward: points(5), paidPoints: 100, at: at(now, -2 * DAY - 3 * HOUR) },
];

export const invitationFixture = (now: number): Invitation => ({
  code: 'LX7K2M9Q',
  inviterReward: points(500),
  inviteeReward: coffee,
  rewarded: 2,
  most: 20,
  invited: [{ name: '陈*', at: at(now, -3 * DAY) }, { name: '王*', at: at(now, -8 * DAY) }],
  acceptable: false,
  rules: ['好友须为 7 天内新注册用户，每人只能接受一次邀请。', '同一证件的多个账号只算一人，不能邀请自己。', '好友接受后双方各得一份，最多奖励 20 次。'],
});
