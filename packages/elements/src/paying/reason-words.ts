import type { ConfirmationReason, CouponRefusal, DeclineReason, Money, Quote, SourceRefusal } from '@tessera/contract';
import { money } from '../format.js';
import { msg, str } from '../locale/localize.js';

/** Why a source cannot pay, short enough to stand under its name. */
export const sourceRefusalWords = (refusal: SourceRefusal): string => ({
  frozen: msg('已冻结，请联系发卡行'),
  empty: msg('余额不足'),
  not_opened: msg('还没有开通'),
  unavailable: msg('银行暂时没有响应'),
  terms_not_accepted: msg('同意合同后可用'),
  insufficient_funds: msg('不够付这一笔'),
  over_limit: msg('超过单笔限额'),
})[refusal];

/** Why a coupon did not come off a payment. */
export const couponRefusalWords = (refusal: CouponRefusal): string => ({
  used: msg('已经用过'),
  locked: msg('正被另一笔付款占用'),
  expired: msg('已过期'),
  not_yet: msg('还没到使用时间'),
  not_money: msg('不是抵扣券，到店出示使用'),
  weekday: msg('今天不能用'),
  hour: msg('这个时段不能用'),
  store: msg('这家店不能用'),
  threshold: msg('没有达到使用门槛'),
  source: msg('要用指定的付款方式'),
  recalled: msg('已被发放方收回'),
  not_combinable: msg('不能和其他优惠同享'),
  not_best: msg('已用了更划算的券'),
  not_wanted: msg('您选择了不使用'),
})[refusal];

/** Why points did not come off a payment. */
export const pointsRefusalWords = (refusal: NonNullable<Quote['points']['refusal']>): string => ({
  not_wanted: msg('没有打开积分抵现'),
  too_few: msg('积分还不够抵现'),
  amount_too_small: msg('金额太小，用不上积分'),
  not_combinable: msg('用的券不能和积分同享'),
})[refusal];

/** Why a payment asks its user; `free` is the amount that goes without asking, where it is known. */
export const confirmationWords = (reason: ConfirmationReason, free?: Money): string => ({
  amount: free ? msg(str`单笔超过 ${money(free, true)}，需要您确认`) : msg('金额较大，需要您确认'),
  count: msg('今天的免密次数用完了，需要您确认'),
  daily_limit: msg('今天的免密额度用完了，需要您确认'),
  source: msg('这个付款方式每次都要确认'),
})[reason];

/** Why a payment was declined and what to do about it. Nothing was taken in any of these. */
export function declineWords(reason: DeclineReason | null): [why: string, next: string] {
  switch (reason) {
    case 'insufficient_funds': return [msg('余额不足'), msg('没有扣款。换一种付款方式再付')];
    case 'source_frozen': return [msg('这个付款方式已被冻结'), msg('没有扣款。换一种付款方式；解冻请联系发卡行')];
    case 'over_limit': return [msg('超过了这个付款方式的限额'), msg('没有扣款。换一种付款方式，或请收银员分开收款')];
    case 'daily_limit': return [msg('超过了今天的付款限额'), msg('没有扣款。用支付密码或通行密钥确认可以付得更多，或明天再付')];
    case 'confirmation_expired': return [msg('没有在时间内确认'), msg('没有扣款。请收银员重新收款，再确认一次')];
    case 'user_cancelled': return [msg('您取消了这笔付款'), msg('没有扣款。还要付的话，请收银员重新收款')];
    case 'channel_unavailable': return [msg('银行暂时没有响应'), msg('没有扣款。换一种付款方式或稍后再试')];
    default: return [msg('发卡行没有同意这笔付款'), msg('没有扣款。换一种付款方式再试')];
  }
}
