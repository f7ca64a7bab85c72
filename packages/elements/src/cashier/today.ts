import type { Payment, Settlement } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { money, time } from '../format.js';
import { chevron } from '../icons.js';
import { msg, str } from '../locale/localize.js';

/** What a payment still can give back, in fen. */
export const refundable = ({ status, paid, refunded, voiding }: Payment): number => (status === 'paid' && !voiding ? paid.amount - refunded.amount : 0);

/** Whether the till can take it back whole: not paid yet, or paid today with nothing refunded. */
export const voidable = ({ status, refunded, voiding }: Payment): boolean => !voiding && status !== 'declined' && status !== 'voided' && refunded.amount === 0;

/** A payment's state in a word, and its tone. */
export function stateOf({ status, refunded, paid, voiding }: Payment): [tone: string, word: string] {
  if (voiding && status !== 'voided') return ['gold', msg('正在撤销')];
  if (status === 'paid' && refunded.amount) return ['gold', refunded.amount === paid.amount ? msg('已全额退款') : msg(str`已退 ${money(refunded)}`)];
  switch (status) {
    case 'paid': return ['energy', msg('已收款')];
    case 'declined': return ['coupon', msg('未收款')];
    case 'voided': return ['none', msg('已撤销')];
    case 'in_doubt': return ['gold', msg('待确认')];
    case 'needs_confirmation': return ['gold', msg('等顾客确认')];
    default: return ['gold', msg('处理中')];
  }
}

/** How it was paid: the customer's source, and how it came about. */
export const wayOf = ({ source, payCodeId, offline }: Payment): string =>
  [`${source.name} (${source.last4})`, ...(payCodeId ? [] : [msg('顾客扫码')]), ...(offline ? [msg('离线码')] : [])].join(' · ');

const yuan = (amount: number): string => `${amount < 0 ? '−' : ''}${money({ amount: Math.abs(amount), currency: 'CNY' })}`;

/** A figure of the day with what it counts below it. */
const figure = (value: string, label: string, count?: number): TemplateResult =>
  html`<div><strong>${value}</strong><small>${label}${count === undefined ? nothing : html` · ${msg(str`${count} 笔`)}`}</small></div>`;

/** The day's sums as the bank settles them: what came in, what went back, and what is left. */
function sums({ payments, refunds, voids, net, open }: Settlement): TemplateResult {
  return html`<div class="net"><div><small>${msg('今日实收')}</small><strong>${yuan(net)}</strong></div>
      ${open.count ? html`<span class="state tone gold">${msg(str`${open.count} 笔未有结果，共 ${money(open.amount)}`)}</span>` : nothing}</div>
    <div class="sums">${figure(money(payments.amount), msg('收款'), payments.count)}${figure(money(refunds.amount), msg('退款'), refunds.count)}${figure(money(voids.amount), msg('撤销'), voids.count)}</div>`;
}

/** Today's totals and payments, newest first; each opens. */
export function todayView(payments: readonly Payment[], settlement: Settlement, onOpen: (payment: Payment) => void): TemplateResult {
  return html`<div class="today"><h3 id="today">${msg('今日流水')}</h3>
    ${sums(settlement)}
    ${payments.length ? html`<div class="list" tabindex="0" role="region" aria-labelledby="today"><ul class="rows">${payments.map((payment) => {
      const [tone, word] = stateOf(payment);
      return html`<li part="item"><button class="row" @click=${() => onOpen(payment)}><div><b>${money(payment.amount)}</b><small>${time(payment.createdAt)} · ${wayOf(payment)}</small></div>
        <span class="state tone ${tone}">${word}</span><span class="chevron">${chevron()}</span></button></li>`;
    })}</ul></div>` : html`<small>${msg('今天还没有收款')}</small>`}</div>`;
}
