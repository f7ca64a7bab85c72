import type { Campaign } from '@tessera/contract';
import { day, daysBetween, distance, integer, time } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { timesWords, untimely } from '../times.js';
import { opensAt, type Phase } from './standing.js';

/** A moment as `10:00` today, `明天 10:00`, else `3月5日 10:00`. */
export function moment(iso: string, now: number): string {
  const days = daysBetween(now, iso);
  if (days === 0) return time(iso);
  const date = days === 1 ? msg('明天') : day(iso);
  return `${date} ${time(iso)}`;
}

function whereWords({ city, storeCount, distanceMeters }: Campaign, near: boolean): string[] {
  const stores = storeCount > 1 ? msg(str`${integer(storeCount)} 家门店`) : '';
  const place = city ? [city.name, stores].filter(Boolean).join(' ') : stores || msg('全国通用');
  return distanceMeters === null || !near ? [place] : [place, msg(str`距市中心${distance(distanceMeters)}`)];
}

/** How long a coupon is good. */
export function spanWords({ validity }: Campaign): string {
  if (validity.kind === 'fixed') return msg(str`${day(validity.from)}至${day(validity.to)}可用`);
  const { days, claimDayCounts, waitDays } = validity;
  if (waitDays) return msg(str`领取 ${waitDays} 天后可用，${days} 天有效`);
  return claimDayCounts ? msg(str`含领取当天 ${days} 天有效`) : msg(str`领取后 ${days} 天有效`);
}

/** Where and when a coupon can be used, always on its card; `near` adds how far the nearest store is. A claimed one says its times by `phaseWords`. */
export function useWords(campaign: Campaign, phase: Phase, near: boolean): string {
  const { payWith, area } = campaign;
  const mine = phase === 'claimed';
  return [
    ...whereWords(campaign, near), spanWords(campaign), mine ? '' : timesWords(campaign),
    payWith ? (payWith.join() === 'e_cny_wallet' ? msg('限数字人民币支付') : msg('限指定方式支付')) : '',
    area && !mine ? msg(str`限在${area.name}领取`) : '',
  ].filter(Boolean).join(' · ');
}

/** What is left: pieces when few, else a share. */
export const stockWords = ({ stock }: Campaign, share: number): string =>
  stock.remaining < 100 ? msg(str`仅剩 ${stock.remaining} 张`) : msg(str`还剩 ${Math.max(1, Math.floor(share * 100))}%`);

/** How many of the allowed this user has; empty where one is allowed and none taken. */
export const countWords = ({ claimed, allowed }: Campaign): string =>
  claimed > 0 ? msg(str`已领 ${claimed}/${allowed} 张`) : allowed > 1 ? msg(str`限领 ${allowed} 张`) : '';

/** Why a coupon cannot be had or used now and when it can, where there is something to say. */
export function phaseWords(campaign: Campaign, phase: Phase, now: number): string {
  const { standing } = campaign;
  const opens = opensAt(campaign);
  switch (phase) {
    case 'upcoming':
      return opens ? msg(str`${moment(opens, now)} 开抢`) : '';
    case 'sold_out':
      return opens ? msg(str`已抢光，${moment(opens, now)} 再来`) : '';
    case 'period_limit':
      return opens ? msg(str`${moment(opens, now)} 可再领`) : msg('这一期已领满');
    case 'claimed': {
      const times = timesWords(campaign);
      if (!times) return '';
      const not = untimely(campaign, now);
      return not === 'day' ? msg(str`今天不可用，${times}可用`) : not ? msg(str`现在不可用，${times}可用`) : msg(str`${times}可用`);
    }
  }
  switch (standing.state) {
    case 'locked':
      return { add_card: msg('绑定信用卡后可领'), open_wallet: msg('开通钱包后可领'), verify_identity: msg('完成实名认证后可领') }[standing.step];
    case 'not_eligible':
      return { new_users_only: msg('仅限新用户'), invited_only: msg('仅限受邀用户'), person_limit: msg('同一人名下已领满') }[standing.reason];
    case 'enterable':
    case 'entered':
      return Date.parse(standing.drawsAt) > now ? msg(str`${moment(standing.drawsAt, now)} 开奖`) : msg('正在开奖');
    default:
      return '';
  }
}
