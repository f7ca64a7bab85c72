import type { FundingSource, InstalmentPlan, Months } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { day, money } from '../format.js';
import { check, chevronDown } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';

/** `分 3 期，每期约 ¥33.73` */
export const planWords = ({ months, schedule, total }: InstalmentPlan): string =>
  msg(str`分 ${months} 期，每期约 ${money(schedule[0]?.amount ?? total)}`);

/** Basis points as a percentage: `1.2%`. */
export const percent = (basisPoints: number): string => `${basisPoints / 100}%`;

/** When a plan takes what, month by month, behind one tap. */
export const planSchedule = ({ schedule, fee, total, annualRateBasisPoints }: InstalmentPlan): TemplateResult => html`<details class="more">
  <summary>${msg('还款计划')}${chevronDown()}</summary>
  <table>
    <thead><tr><th>${msg('日期')}</th><th>${msg('本金')}</th><th>${msg('手续费')}</th><th>${msg('合计')}</th></tr></thead>
    <tbody>${schedule.map(({ dueOn, principal, fee: part, amount }) => html`<tr><td>${day(`${dueOn}T12:00:00+08:00`)}</td><td>${money(principal)}</td><td>${money(part)}</td><td>${money(amount)}</td></tr>`)}</tbody>
  </table>
  <small>${msg(str`共还 ${money(total)}，其中手续费 ${money(fee)}，年化 ${percent(annualRateBasisPoints)}`)}</small>
</details>`;

/** How a payment can be spread, and which way is chosen. */
export interface PlanChoice {
  /** The plans for a known amount; empty where the amount is not known yet or too small. */
  readonly plans: readonly InstalmentPlan[];
  /** What the source offers for any amount. */
  readonly offer: FundingSource['instalments'];
  readonly months: Months | undefined;
  readonly onPick: (months: Months | undefined) => void;
}

/** A radio group: pay in full, or one of the plans, each with its fee and monthly sum; without an amount the rates from the least amount on. */
export function planList({ plans, offer, months, onPick }: PlanChoice): TemplateResult {
  const row = (value: Months | undefined, title: string, line: string, more: Part = nothing): TemplateResult => html`<li class="stacked" role="none">
    <button class="row" role="radio" aria-checked=${value === months} @click=${() => onPick(value)}><div><b>${title}</b><small>${line}</small></div><span class="chosen">${value === months ? check() : nothing}</span></button>${more}</li>`;
  const ways = plans.length
    ? plans.map((plan) => row(plan.months, planWords(plan), plan.fee.amount ? msg(str`手续费 ${money(plan.fee)}，共还 ${money(plan.total)}`) : msg(str`免手续费，共还 ${money(plan.total)}`), planSchedule(plan)))
    : (offer?.rates ?? []).map(({ months: value, feeBasisPoints }) => row(value, msg(str`分 ${value} 期`), feeBasisPoints ? msg(str`手续费为金额的 ${percent(feeBasisPoints)}`) : msg('免手续费')));
  return html`${offer ? html`<p class="hint">${plans.length ? msg(str`满 ${money(offer.from, true)} 可以分期`) : msg(str`满 ${money(offer.from, true)} 才会分期，不到就一次付清`)}</p>` : nothing}
    <ul class="rows" role="radiogroup" aria-label=${msg('分期')}>${row(undefined, msg('一次付清'), msg('没有手续费'))}${ways}</ul>`;
}
