import type { Bundle, Subscription } from '@tessera/contract';
import { html, nothing } from 'lit';
import { calendarDay, day, money } from '../format.js';
import { msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';

/** Where the user stands with a bundle, empty where there is nothing to say. */
export function standWords({ months, subscription }: Bundle): string {
  switch (subscription?.state) {
    case 'active': return subscription.nextAt ? msg(str`已到账 ${subscription.monthsReceived}/${months} 个月，下次 ${day(subscription.nextAt)}`) : msg(str`${months} 个月已全部到账`);
    case 'unpaid': return msg('订单还没有付款');
    case 'ended': return msg(str`${months} 个月已全部到账`);
    case 'cancelled': return msg('已取消，可以再买');
    default: return '';
  }
}

/** What it costs against what its parts cost singly. */
const priceLine = ({ price, worth }: Bundle): Part => html`<span class="price"><strong>${money(price, true)}</strong><s>${money(worth, true)}</s>
  <em>${msg(str`省 ${money({ amount: worth.amount - price.amount, currency: 'CNY' }, true)}`)}</em></span>`;

/** All bundles, one button each. */
export const bundleList = (bundles: readonly Bundle[], open: (bundle: Bundle) => void): Part => html`<ul class="bundles tone coupon">${bundles.map((bundle) => {
  const stand = standWords(bundle);
  return html`<li><button class="bundle" data-bundle=${bundle.id} @click=${() => open(bundle)}><b>${bundle.title}</b>
    <small>${bundle.items.map(({ title, count }) => `${title} ×${count}`).join(' · ')} · ${msg(str`每月到账，共 ${bundle.months} 个月`)}</small>
    ${priceLine(bundle)}${stand ? html`<small class="state">${stand}</small>` : nothing}</button></li>`;
})}</ul>`;

/** The same day `index` months after the first, or the last of a shorter month, in Shanghai. */
export function monthDay(boughtAt: string, index: number): number {
  const [year = 0, month = 1, date = 1] = calendarDay(boughtAt).split('-').map(Number);
  const last = new Date(Date.UTC(year, month + index, 0)).getUTCDate();
  return Date.UTC(year, month - 1 + index, Math.min(date, last));
}

/** Month by month: what came, what comes when, and what a cancellation let go. */
export const monthTiles = ({ months, items }: Bundle, { boughtAt, monthsReceived, nextAt }: Subscription): Part => boughtAt === null ? nothing : html`
  <section><h3>${msg('到账日历')}</h3><ol class="months tone coupon">${Array.from({ length: months }, (_, index) => {
    const came = index < monthsReceived;
    const at = index === monthsReceived && nextAt ? Date.parse(nextAt) : monthDay(boughtAt, index);
    const word = came ? msg('已到账') : nextAt ? msg('待到账') : msg('不再到账');
    return html`<li class=${came ? 'came' : nextAt ? '' : 'none'}><b>${day(at)}</b><small>${word}</small></li>`;
  })}</ol><small>${items.map(({ title, count }) => `${title} ×${count}`).join(' · ')}</small></section>`;

/** A bundle in full, but for what can be done with it. */
export const bundleFacts = (bundle: Bundle): Part => html`
  <div class="bundle tone coupon">${priceLine(bundle)}<small>${msg(str`每月到账，共 ${bundle.months} 个月`)}</small></div>
  <section><h3>${msg('每月到账')}</h3><ul class="plain">${bundle.items.map(({ title, giver, count }) => html`<li><span>${title}<small>${giver}</small></span><small>×${count}</small></li>`)}</ul></section>
  ${bundle.rules.length ? html`<section><h3>${msg('购买规则')}</h3><ul>${bundle.rules.map((rule) => html`<li>${rule}</li>`)}</ul></section>` : nothing}`;
