import type { Campaign } from '@tessera/contract';
import { calendarDay, day, daysBetween, distance, integer, time } from '../format.js';
import { getLocale, msg, str } from '../locale/localize.js';
import { opensAt, type Phase } from './standing.js';

/** A moment as `10:00` today, `明天 10:00`, else `3月5日 10:00`. */
export function moment(iso: string, now: number): string {
  const days = daysBetween(now, iso);
  if (days === 0) return time(iso);
  const date = days === 1 ? new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' }).format(1, 'day') : day(iso);
  return `${date} ${time(iso)}`;
}

/** ISO weekdays in words; the five and the two have names of their own. The first of January 2024 was a Monday. */
function weekdayWords(days: readonly number[]): string {
  const set = [...new Set(days)].sort().join('');
  if (set === '12345') return msg('工作日');
  if (set === '67') return msg('周六周日');
  const name = new Intl.DateTimeFormat(getLocale(), { weekday: 'short', timeZone: 'UTC' });
  return new Intl.ListFormat(getLocale(), { style: 'narrow' }).format([...set].map((day) => name.format(Date.UTC(2024, 0, Number(day)))));
}

function whereWords({ city, storeCount, distanceMeters }: Campaign, near: boolean): string[] {
  const stores = storeCount > 1 ? msg(str`${integer(storeCount)} 家门店`) : '';
  const place = city ? [city.name, stores].filter(Boolean).join(' ') : stores || msg('全国通用');
  return distanceMeters === null || !near ? [place] : [place, msg(str`距市中心${distance(distanceMeters)}`)];
}

function whenWords({ validity, weekdays }: Campaign, phase: Phase): string[] {
  const span = validity.kind === 'relative'
    ? msg(str`领取后 ${validity.days} 天有效`)
    : msg(str`${day(validity.from)}至${day(validity.to)}可用`);
  return weekdays && phase !== 'claimed' ? [span, weekdayWords(weekdays)] : [span];
}

/** Where and when a coupon can be used, always on its card; `near` adds how far the nearest store is. A claimed one says its weekdays by `phaseWords`. */
export const useWords = (campaign: Campaign, phase: Phase, near: boolean): string => [...whereWords(campaign, near), ...whenWords(campaign, phase)].join(' · ');

/** Whether today is one of a coupon's weekdays, in Shanghai. */
export const isUsableToday = ({ weekdays }: Campaign, now: number): boolean => !weekdays || weekdays.includes(new Date(calendarDay(now)).getUTCDay() || 7);

/** What is left: pieces when few, else a share. */
export const stockWords = ({ stock }: Campaign, share: number): string =>
  stock.remaining < 100 ? msg(str`仅剩 ${stock.remaining} 张`) : msg(str`还剩 ${Math.max(1, Math.floor(share * 100))}%`);

/** How many of the allowed this user has; empty where one is allowed and none taken. */
export const countWords = ({ claimed, allowed }: Campaign): string =>
  claimed > 0 ? msg(str`已领 ${claimed}/${allowed} 张`) : allowed > 1 ? msg(str`限领 ${allowed} 张`) : '';

/** Why a coupon cannot be had or used now and when it can, where there is something to say. */
export function phaseWords(campaign: Campaign, phase: Phase, now: number): string {
  const opens = opensAt(campaign);
  switch (phase) {
    case 'upcoming':
      return opens ? msg(str`${moment(opens, now)} 开抢`) : '';
    case 'sold_out':
      return opens ? msg(str`已抢光，${moment(opens, now)} 再来`) : '';
    case 'locked':
      return campaign.standing.state === 'locked' && campaign.standing.step === 'add_card' ? msg('绑定信用卡后可领') : msg('开通钱包后可领');
    case 'claimed': {
      const days = campaign.weekdays && weekdayWords(campaign.weekdays);
      if (!days) return '';
      return isUsableToday(campaign, now) ? msg(str`${days}可用`) : msg(str`今天不可用，${days}可用`);
    }
    default:
      return '';
  }
}
