import type { FundingSource, Quote } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { integer, money } from '../format.js';
import { chevronDown } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import { line } from './payment-result.js';
import { planSchedule, planWords } from './plans.js';
import { confirmationWords, couponRefusalWords, pointsRefusalWords, sourceRefusalWords } from './reason-words.js';

/** A quote, and the sources it names by their ids. */
export interface QuoteView {
  readonly quote: Quote;
  readonly sources: readonly FundingSource[];
}

/** What did not apply and why, in pairs; a coupon that lost to a better one is not worth a line. */
function refusals({ quote, sources }: QuoteView): [what: string, why: string][] {
  const nameOf = (id: string): string => sources.find((source) => source.id === id)?.name ?? '';
  return [
    ...quote.coupons.flatMap(({ title, refusal }): [string, string][] => (refusal ? [[title, couponRefusalWords(refusal)]] : [])),
    ...(quote.points.refusal ? [[msg('积分抵现'), pointsRefusalWords(quote.points.refusal)] as [string, string]] : []),
    ...quote.sources.flatMap(({ id, refusal }): [string, string][] => (refusal ? [[nameOf(id), sourceRefusalWords(refusal)]] : [])),
  ];
}

/** What a payment of a known amount comes to: price, each discount, what the source gives, how it is spread, and, one tap away, what did not apply and why. */
export function quoteLines({ quote, sources }: QuoteView): TemplateResult {
  const { amount, pay, discounts, sourceId, plan, confirmation, pointsEarned } = quote;
  const source = sources.find(({ id }) => id === sourceId);
  const left = refusals({ quote, sources });
  return html`<div class="quote" part="quote" role="group" aria-label=${msg('这一笔要付多少')}>
    <dl>
      ${discounts.length ? line(msg('订单金额'), money(amount)) : nothing}
      ${discounts.map(({ title, saved }) => line(title, `−${money(saved)}`, 'off'))}
      <dt class="total">${source ? msg(str`${source.name}支付`) : msg('应付')}</dt><dd class="total">${money(pay)}</dd>
      ${plan ? line(msg('分期'), planWords(plan)) : nothing}
      ${pointsEarned ? line(msg('可得积分'), `+${integer(pointsEarned)}`) : nothing}
    </dl>
    ${plan ? planSchedule(plan) : nothing}
    ${sourceId ? nothing : html`<p class="refused" role="alert">${msg('没有一种付款方式够付这一笔，请换一种或减少金额')}</p>`}
    ${confirmation ? html`<small>${confirmationWords(confirmation)}</small>` : nothing}
    ${left.length ? html`<details class="more"><summary>${msg(str`${left.length} 项没有用上`)}${chevronDown()}</summary>
      <dl>${left.map(([what, why]) => line(what, why))}</dl></details>` : nothing}
  </div>`;
}
