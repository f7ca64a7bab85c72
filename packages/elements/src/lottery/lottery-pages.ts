import type { PrizeDraw, PrizeResult } from '@tessera/contract';
import { css, html, nothing, type TemplateResult } from 'lit';
import { dayAndTime, integer } from '../format.js';
import { getLocale, msg, str } from '../locale/localize.js';
import { rewardWords } from '../reward-words.js';
import { listStyles } from '../styles/list.styles.js';

export const pageStyles = css`
  ${listStyles}
  .page{display:grid;gap:12px}
  table{width:100%;border-collapse:collapse;font-size:14px}
  th{font-weight:400;font-size:var(--_size-small);color:var(--_ink-soft);text-align:start;padding:0 0 6px}
  td{padding:9px 0;border-top:1px solid var(--_line);vertical-align:top}
  td+td,th+th{text-align:end;padding-inline-start:12px;white-space:nowrap}
  .gone td{color:var(--_ink-soft)}
  .rules{padding-inline-start:1.2em;display:grid;gap:4px;font-size:13.5px;color:var(--_ink-soft)}
  h3{font-size:14.5px;font-weight:600}
`;

/** `2%`, `0.1%`: as exact as the odds are. */
export const odds = (chancesInMillion: number): string => new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 4 }).format(chancesInMillion / 1_000_000);

const stockWords = (stock: PrizeDraw['prizes'][number]['stock']): string =>
  !stock ? msg('不限量') : stock.remaining ? msg(str`余 ${integer(stock.remaining)} / ${integer(stock.total)}`) : msg('已发完');

/** Every prize with its true odds and what is left of it, and the rules. */
export const oddsPage = ({ prizes, rules, endsAt }: PrizeDraw): TemplateResult => html`<div class="page">
  <table><thead><tr><th scope="col">${msg('奖品')}</th><th scope="col">${msg('概率')}</th><th scope="col">${msg('库存')}</th></tr></thead>
    <tbody>${prizes.map((prize) => html`<tr class=${prize.stock?.remaining === 0 ? 'gone' : ''}><td>${rewardWords(prize.reward)}</td><td>${odds(prize.chancesInMillion)}</td><td>${stockWords(prize.stock)}</td></tr>`)}</tbody></table>
  <h3>${msg('规则')}</h3>
  <ul class="rules">${rules.map((rule) => html`<li>${rule}</li>`)}<li>${msg(str`活动到 ${dayAndTime(endsAt)} 为止`)}</li></ul>
</div>`;

/** What the user drew, newest first. */
export const prizesPage = (prizes: { readonly items: readonly PrizeResult[]; readonly nextCursor: string | null } | undefined, more: () => void): TemplateResult => html`<div class="page" aria-busy=${!prizes}>
  ${!prizes ? html`<div class="bone stage"></div>` : prizes.items.length ? html`<ul class="rows">${prizes.items.map((one) => html`<li>
    <div><b>${rewardWords(one.reward)}</b><small>${dayAndTime(one.at)} · ${one.paidPoints ? msg(str`用 ${integer(one.paidPoints)} 积分`) : msg('免费')}</small></div>
  </li>`)}</ul>` : html`<p><small>${msg('还没有抽过，抽到的奖品会记在这里。')}</small></p>`}
  ${prizes?.nextCursor ? html`<button class="button soft" @click=${more}>${msg('更多')}</button>` : nothing}
</div>`;
