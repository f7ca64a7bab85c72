import type { Campaign, Condition, FundingKind, RefundPolicy } from '@tessera/contract';
import { msg, str } from '../locale/localize.js';
import { opensAt } from './standing.js';
import { moment } from './ticket-words.js';

/** What a claim depends on, in a few words. */
export const conditionWord = ({ area }: Campaign, kind: Condition['kind']): string => ({
  running: msg('活动进行中'),
  open: msg('到了开始时间'),
  new_users_only: msg('限新用户'),
  invited_only: msg('限受邀用户'),
  open_wallet: msg('开通钱包'),
  add_card: msg('绑定信用卡'),
  verify_identity: msg('实名认证'),
  user_limit: msg('没有领满'),
  person_limit: msg('同一人名下没有领满'),
  period_limit: msg('这一期没有领满'),
  stock: msg('还有余量'),
  area: msg(str`领取时在${area?.name ?? ''}`),
})[kind];

/** Why a condition is not met and what ends that; empty for a step, which has words of its own. */
export function unmetWords(campaign: Campaign, kind: Condition['kind'], now: number): string {
  const opens = opensAt(campaign);
  const again = opens && Date.parse(opens) > now ? moment(opens, now) : '';
  switch (kind) {
    case 'running': return campaign.standing.state === 'paused' ? msg('发放方暂停了这个活动，恢复后就可以领。') : msg('活动已经结束。');
    case 'open': return again ? msg(str`${again} 开抢，到点按钮会亮起。`) : msg('还没有开始。');
    case 'new_users_only': return msg('这张券只发给新用户，您注册已经超过了期限。');
    case 'invited_only': return msg('这张券只发给发放方名单里的用户，不能自己申请。');
    case 'user_limit': return msg(str`每人限领 ${campaign.allowed} 张，您已经领满。`);
    case 'person_limit': return msg('同一证件的所有账户合并计算，您名下已经领满，换账户也不能再领。');
    case 'period_limit': return again ? msg(str`这一场或今天您已领满，${again} 可以再领。`) : msg('这一场或今天您已领满，也没有下一场了。');
    case 'stock': return again ? msg(str`这一批已抢光，${again} 再放一批。`) : msg('已经全部抢光。');
    case 'area': return msg('您不在活动范围里，到了再领。');
    default: return '';
  }
}

/** What becomes of the coupon when its payment is refunded. */
export const refundWord = (policy: RefundPolicy): string => ({
  forfeit: msg('退款后券不退回'),
  return_once: msg('全额退款时退回一次，有效期不变'),
  return_always: msg('每次全额退款都退回，有效期不变'),
})[policy];

export const fundingWord = (kind: FundingKind): string => ({
  e_cny_wallet: msg('数字人民币钱包'),
  life_card: msg('生活信用卡'),
  quick_loan: msg('快贷'),
  debit_card: msg('借记卡'),
  other_bank_card: msg('其他银行卡'),
})[kind];
