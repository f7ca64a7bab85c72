import type { Right, TierLevel } from '@tessera/contract';
import { dayAndTime, day, daysBetween, time } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { timesWords, untimely } from '../times.js';

/** Words, and whether they press: the last days before something ends. */
export interface Said {
  readonly text: string;
  readonly soon: boolean;
}

const SOON_DAYS = 3;
const COUNTED_DAYS = 30;

const calm = (text: string): Said => ({ text, soon: false });

/** Until when an unused right is good: `今天 23:59 到期`, `还剩 12 天`, `5月30日到期`. */
function untilWords(validTo: string, now: number): Said {
  const days = daysBetween(now, validTo);
  if (days <= 0) return { text: msg(str`今天 ${time(validTo)} 到期`), soon: true };
  if (days === 1) return { text: msg(str`明天 ${time(validTo)} 到期`), soon: true };
  return days <= COUNTED_DAYS ? { text: msg(str`还剩 ${days} 天`), soon: days <= SOON_DAYS } : calm(msg(str`${day(validTo)}到期`));
}

/** Whether the gateway would let a right be used now, as far as the wallet knows. */
export const isUsable = (right: Right, now: number): boolean =>
  right.state === 'unused' && Date.parse(right.validFrom) <= now && now < Date.parse(right.validTo) && !untimely(right, now);

/** A coupon for a thing is handed over for a code; one for money comes off a payment. */
export const isThing = ({ kind, face }: Right): boolean => kind === 'coupon' && face !== null && 'item' in face;

/** Where a right stands: how long it is good, or what became of it. */
export function stateWords(right: Right, now: number): Said {
  const { state, validFrom, validTo, usedAt } = right;
  switch (state) {
    case 'unused':
      if (now >= Date.parse(validTo)) return calm(msg('已过期'));
      if (Date.parse(validFrom) > now) return calm(msg(str`${day(validFrom)}起可用`));
      return untimely(right, now) ? calm(msg(str`${timesWords(right)}可用`)) : untilWords(validTo, now);
    case 'pending': return calm(msg('供应商发放中，通常 1 分钟内到账'));
    case 'locked': return calm(msg('一笔付款正在用它'));
    case 'used': return calm(usedAt ? msg(str`${dayAndTime(usedAt)} 已使用`) : msg('已使用'));
    case 'expired': return calm(msg(str`${day(validTo)}已过期`));
    case 'failed': return calm(msg('供应商没有发放成功，已退回'));
    case 'recalled': return calm(msg('已被发券方收回'));
    case 'refunded': return calm(msg('没有发放成功，已退款'));
  }
}

/** A tier's name. */
export function tierWord(level: TierLevel): string {
  switch (level) {
    case 'registered': return msg('注册会员');
    case 'wallet': return msg('钱包会员');
    case 'card': return msg('持卡会员');
  }
}

/** The one step up to a tier. */
export const stepWord = (level: TierLevel): string => (level === 'card' ? msg('绑定一张信用卡') : msg('开通数字人民币钱包'));
