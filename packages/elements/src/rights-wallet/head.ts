import type { RightsSummary } from '@tessera/contract';
import { html, nothing } from 'lit';
import { day, daysBetween, integer, money } from '../format.js';
import { chevron } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { stepWord, tierWord } from './right-words.js';

type Tier = RightsSummary['tier'];

/** Where a ladder stands: this step, and the next one with what it adds, null at the top. */
export function standOn({ level, levels }: Tier): { readonly at: number; readonly rights: number; readonly next: { readonly level: Tier['level']; readonly adds: number } | null } {
  const at = levels.findIndex((one) => one.level === level);
  const rights = levels[at]?.rights ?? 0;
  const next = levels[at + 1];
  return { at, rights, next: next ? { level: next.level, adds: Math.max(0, next.rights - rights) } : null };
}

/** The last day of something that ends at a moment, which may be the midnight after it. */
export const lastDay = (at: string): string => day(Date.parse(at) - 1);

/** Points that lapse within so many days are told. */
const TOLD_DAYS = 60;

/** Points, coupons and what was saved; what ends within a week, and the points that lapse next. */
export const figures = ({ points, coupons, savedThisYear, expiringSoon, pointsExpiring }: RightsSummary, now: number): Part => html`
  <dl class="tally">
    <div><dt>${msg('积分')}</dt><dd>${integer(points)}</dd></div>
    <div><dt>${msg('张券')}</dt><dd>${integer(coupons)}</dd></div>
    <div><dt>${msg('今年已省')}</dt><dd><sub>¥</sub>${money(savedThisYear, true).slice(1)}</dd></div>
  </dl>
  ${expiringSoon > 0 ? html`<p class="soon"><mark>${msg(str`${expiringSoon} 项权益 7 天内到期`)}</mark></p>` : nothing}
  ${pointsExpiring && daysBetween(now, pointsExpiring.at) <= TOLD_DAYS ? html`<p class="soon">${msg(str`${integer(pointsExpiring.points)} 积分${lastDay(pointsExpiring.at)}到期`)}</p>` : nothing}`;

/** The tier as a stack of tiles, this far filled, and the one step to the next. Opens the ladder. */
export function tierStrip(tier: Tier, open: () => void): Part {
  const { at, rights, next } = standOn(tier);
  return html`<button class="tier tone gold" aria-haspopup="dialog" @click=${open}>
    <span class="steps" aria-hidden="true">${tier.levels.map((_, index) => html`<i class=${index <= at ? 'on' : ''}></i>`).reverse()}</span>
    <span class="what"><b>${tierWord(tier.level)}</b><small>${next ? msg(str`再${stepWord(next.level)}，解锁 ${next.adds} 项权益`) : msg(str`已是最高等级，共 ${rights} 项权益`)}</small></span>
    ${next ? html`<span class="mini">${msg('去升级')}</span>` : html`<span class="chevron">${chevron()}</span>`}
  </button>`;
}
