import { css, html, nothing, type TemplateResult } from 'lit';
import { getLocale, msg, str } from '../locale/localize.js';
import type { WeekDay } from './week.js';

export const chartStyles = css`
  .week{display:grid;grid-template-columns:repeat(7,minmax(0,1fr));gap:7px;align-items:end;text-align:center;font-size:11.5px;color:var(--_ink-soft);overflow-wrap:normal}
  .week svg{width:100%;height:60px}.week span{display:grid;grid-template-columns:100%;justify-items:center;gap:5px;white-space:nowrap}
  .week rect{fill:color-mix(in oklab,var(--_tone) 30%,var(--_surface))}
  .week .today{color:var(--_ink);font-weight:600}.week .today rect{fill:var(--_tone)}
  table{width:100%;border-collapse:collapse;font-size:13.5px}
  th{font-weight:400;text-align:start}td{text-align:end}
  th,td{padding:6px 0;border-top:1px solid var(--_line)}tr:first-child>*{border:0}
  @media (forced-colors:active){.week rect{fill:GrayText}.week .today rect{fill:Highlight}}
`;

const height = 60;

/** A day of the calendar has no zone of its own: read and written in UTC it stays the day it is. */
const dayWords = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(getLocale(), { ...options, timeZone: 'UTC' }).format(Date.parse(day));

const shortDay = ({ day, today }: WeekDay): string =>
  today ? msg('今天') : dayWords(day, { weekday: getLocale() === 'en' ? 'short' : 'narrow' });

/** The last seven days as bars; the label says them all for who cannot see them. */
export const weekChart = (days: readonly WeekDay[]): TemplateResult => html`
  <div class="week" role="img" aria-label=${days.map((entry) => `${shortDay(entry)} ${msg(str`${entry.grams} 克`)}`).join(', ')}>
    ${days.map((entry) => {
      const bar = entry.grams > 0 ? Math.max(4, entry.share * height) : 2;
      return html`<span class=${entry.today ? 'today' : nothing}>
        <svg aria-hidden="true"><rect y=${(height - bar).toFixed(1)} width="100%" height=${bar.toFixed(1)} rx=${Math.min(5, bar / 2)}></rect></svg>
        ${shortDay(entry)}
      </span>`;
    })}
  </div>`;

/** The same as a table. */
export const weekTable = (days: readonly WeekDay[]): TemplateResult => html`
  <table aria-label=${msg('近 7 天每天收取的能量')}>
    <tbody>
      ${days.map((entry) => html`<tr>
        <th scope="row">${entry.today ? msg('今天') : dayWords(entry.day, { month: 'short', day: 'numeric', weekday: 'short' })}</th>
        <td>${msg(str`${entry.grams.toLocaleString(getLocale())} 克`)}</td>
      </tr>`)}
    </tbody>
  </table>`;
