import type { Bubble, RideMode } from '@tessera/contract';
import type { TemplateResult } from 'lit';
import { dayAndTime, daysBetween } from '../format.js';
import { bike, bus, metro, walk } from '../icons.js';
import { msg, str } from '../locale/localize.js';

const hour = 3_600_000;
const day = 24 * hour;

/** The word for a mode of travel; a mode that this version does not know is a ride. */
export const modeWord = (mode: RideMode): string => {
  switch (mode) {
    case 'metro': return msg('地铁');
    case 'bus': return msg('公交');
    case 'cycling': return msg('骑行');
    case 'walking': return msg('步行');
    default: return msg('其他出行');
  }
};

export const modeIcon = (mode: RideMode): TemplateResult => {
  switch (mode) {
    case 'metro': return metro();
    case 'bus': return bus();
    case 'cycling': return bike();
    default: return walk();
  }
};

/** A line as operators name it, in the page's language where its form is a usual one: `1 号线` is `line 1`. */
const lineWords = (line: string): string => {
  const [, name = '', kind] = /^(\S+?)\s*(号线|路)$/.exec(line) ?? [];
  return kind === '号线' ? msg(str`${name} 号线`) : kind ? msg(str`${name} 路`) : line;
};

/** Mode and line: `地铁 1 号线`. */
export const rideWords = ({ mode, line }: Pick<Bubble, 'mode' | 'line'>): string => (line ? `${modeWord(mode)} ${lineWords(line)}` : modeWord(mode));

/** How long a bubble can still be collected, or when it will be ripe, in the few words that fit on it. */
export const waitWords = (bubble: Bubble, now: number): string => {
  const left = Date.parse(bubble.ripe ? bubble.lapsesAt : bubble.ripeAt) - now;
  if (bubble.ripe) return left < day ? msg(str`剩 ${Math.max(1, Math.ceil(left / hour))} 小时`) : msg(str`剩 ${daysBetween(now, now + left)} 天`);
  const days = daysBetween(now, now + left);
  if (days < 1) return msg(str`${Math.max(1, Math.ceil(left / hour))} 小时后`);
  return days === 1 ? msg('明天') : msg(str`${days} 天后`);
};

/** The bubbles in the order in which they need the user: what lapses first, then what ripens first. */
export const byUrgency = (bubbles: readonly Bubble[]): readonly Bubble[] => [...bubbles].sort((a, b) =>
  Number(b.ripe) - Number(a.ripe) || Date.parse(a.ripe ? a.lapsesAt : a.ripeAt) - Date.parse(b.ripe ? b.lapsesAt : b.ripeAt));

/** What a bubble shows no room for: its line, and when exactly it lapses or ripens. */
export const finePrint = ({ line, ripe, lapsesAt, ripeAt }: Bubble): string => {
  const when = ripe ? msg(str`${dayAndTime(lapsesAt)} 失效，收取`) : msg(str`${dayAndTime(ripeAt)} 成熟`);
  return line ? `${lineWords(line)} ${when}` : when;
};
