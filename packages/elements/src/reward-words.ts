import type { Reward } from '@tessera/contract';
import { faceLine } from './face.js';
import { integer } from './format.js';
import { msg, str } from './locale/localize.js';

/** A reward in one line: `70 积分`, `咖啡立减券（满 20 减 10）`. */
export function rewardWords(reward: Reward): string {
  switch (reward.kind) {
    case 'points': return msg(str`${integer(reward.points)} 积分`);
    // What a coupon is exchanged for stands in its title.
    case 'coupon': return 'threshold' in reward.face ? msg(str`${reward.title}（${faceLine(reward.face)}）`) : reward.title;
    case 'nothing': return msg('谢谢参与');
  }
}

/** Where a reward went. */
export function rewardPlace(reward: Reward): string {
  switch (reward.kind) {
    case 'points': return msg('积分已到账，可在付款时抵现');
    case 'coupon': return msg('券已放进权益钱包');
    case 'nothing': return msg('这次没有抽中');
  }
}
