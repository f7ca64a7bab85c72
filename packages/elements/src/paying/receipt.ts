import type { Payment } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { dayAndTime, money } from '../format.js';
import { copy } from '../rare-icons.js';
import { msg, str } from '../locale/localize.js';
import { figure, line, paymentLines, statusWords } from './payment-result.js';
import { planSchedule } from './plans.js';
import { printText } from './print-text.js';
import { declineWords } from './reason-words.js';

/** Ids copied a moment ago, so that the button can say so. */
const copied = new Set<string>();

/** A receipt as lines to print or to hand on. */
export function receiptText(payment: Payment): string[] {
  const { store, status, paid, amount, discounts, source, orderReference, createdAt, refunds, id } = payment;
  return [
    store.name, `${statusWords(payment)}  ${money(paid)}`, '',
    ...(discounts.length ? [`${msg('订单金额')}  ${money(amount)}`] : []),
    ...discounts.map(({ title, saved }) => `${title}  −${money(saved)}`),
    `${msg('付款方式')}  ${source.name} (${source.last4})`,
    `${msg('时间')}  ${dayAndTime(createdAt)}`,
    ...(orderReference ? [`${msg('订单号')}  ${orderReference}`] : []),
    ...refunds.map((refund) => `${msg(str`退款 · ${refund.reason}`)}  ${money(refund.amount)}`),
    `${msg('付款编号')}  ${id}`,
    ...(status === 'paid' ? [] : ['', msg('这不是付款成功的凭证')]),
  ];
}

/** Everything about one payment: how it was paid, refunds one by one, the plan, and the id to quote. */
export function receipt(payment: Payment, update: () => void): TemplateResult {
  const { id, paid, store, status, orderReference, refunds, plan, declineReason } = payment;
  const [why, next] = declineWords(declineReason);
  const onCopy = async (): Promise<void> => {
    await navigator.clipboard?.writeText(id).catch(() => undefined);
    copied.add(id);
    update();
    setTimeout(() => {
      copied.delete(id);
      update();
    }, 2_000);
  };
  return html`<div class="result receipt"><b>${statusWords(payment)}</b>${figure(paid)}<small>${store.name}</small>
    ${status === 'declined' ? html`<p>${why}</p><small>${next}</small>` : nothing}
    <dl>${paymentLines(payment)}
      ${orderReference ? line(msg('订单号'), orderReference) : nothing}
      ${refunds.map(({ amount, reason, createdAt }) => html`<dt>${msg(str`退款 · ${reason}`)}<small>${dayAndTime(createdAt)}</small></dt><dd class="off">${money(amount)}</dd>`)}
      ${line(msg('付款编号'), id, 'id')}</dl>
    ${plan ? planSchedule(plan) : nothing}
    <div class="pair"><button class="mini" @click=${onCopy}>${copy()}${copied.has(id) ? msg('已复制') : msg('复制编号')}</button><button class="mini" @click=${() => printText(receiptText(payment))}>${msg('打印')}</button></div>
  </div>`;
}
