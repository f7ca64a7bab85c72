import type { DeclineReason, Payment } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { dayAndTime, integer, money } from '../format.js';
import { check, clock, close } from '../icons.js';
import { msg, str } from '../locale/localize.js';

export interface ResultActions {
  readonly onDone: () => void;
  readonly onSources: () => void;
}

/** Why a payment was declined and what to do about it. */
const declined = (reason: DeclineReason | null): [why: string, what: string] => {
  switch (reason) {
    case 'insufficient_funds': return [msg('余额不足'), msg('换一种付款方式，再请收银员扫一次')];
    case 'source_frozen': return [msg('这个付款方式已被冻结'), msg('换一种付款方式；解冻请联系发卡行')];
    case 'over_limit': return [msg('超过了这个付款方式的限额'), msg('换一种付款方式，或请收银员分开收款')];
    case 'channel_unavailable': return [msg('银行暂时没有响应'), msg('没有扣款，换一种付款方式或稍后再试')];
    default: return [msg('发卡行没有同意这笔付款'), msg('没有扣款，换一种付款方式再试')];
  }
};

/** The result in a sentence, for a screen reader. */
export function paymentWords({ status, paid, store, declineReason }: Payment): string {
  switch (status) {
    case 'paid': return msg(str`付款成功，${money(paid)}，${store.name}`);
    case 'declined': return msg(str`付款没有成功：${declined(declineReason)[0]}`);
    case 'in_doubt': return msg('付款结果还在确认，请不要重复付款');
    default: return msg(str`正在向 ${store.name} 付款`);
  }
}

const figure = (amount: Payment['paid']): TemplateResult => {
  const [, yen, digits] = /^(¥)(.*)$/.exec(money(amount)) ?? [];
  return html`<strong class="sum"><sub>${yen}</sub>${digits}</strong>`;
};

const line = (label: string, value: string, look = ''): TemplateResult => html`<dt>${label}</dt><dd class=${look}>${value}</dd>`;

const waiting = (payment: Payment, title: string, what: string, onDone?: () => void): TemplateResult => html`<div class="result">
  <span class="seal wait">${clock()}</span><b>${title}</b>${figure(payment.paid)}<small>${payment.store.name}</small><p>${what}</p>
  ${onDone ? html`<button class="ghost" @click=${onDone}>${msg('先离开，有结果再告诉我')}</button>` : nothing}
</div>`;

/** A payment as the payer sees it, in each of its four statuses. */
export function paymentResult(payment: Payment, { onDone, onSources }: ResultActions): TemplateResult {
  const { status, amount, paid, discounts, source, store, pointsEarned, createdAt, declineReason } = payment;
  if (status === 'processing') return waiting(payment, msg('正在付款'), msg('请稍等，不要离开收银台'));
  if (status === 'in_doubt') return waiting(payment, msg('正在确认结果'), msg('银行还没有回话。请不要重复付款，一有结果就会显示在这里。'), onDone);
  if (status === 'declined') {
    const [why, what] = declined(declineReason);
    return html`<div class="result"><span class="seal tone coupon">${close()}</span><b>${msg('付款没有成功')}</b><p>${why}</p><small>${what}</small>
      <div class="acts"><button class="button" part="action" @click=${onDone}>${msg('重新出示付款码')}</button><button class="button soft" @click=${onSources}>${msg('换一种付款方式')}</button></div></div>`;
  }
  return html`<div class="result"><span class="seal">${check()}</span><b>${msg('付款成功')}</b>${figure(paid)}<small>${store.name}</small>
    <dl>
      ${discounts.length ? line(msg('订单金额'), money(amount)) : nothing}
      ${discounts.map(({ title, saved }) => line(title, `−${money(saved)}`, 'off'))}
      ${line(msg('付款方式'), `${source.name} (${source.last4})`)}
      ${line(msg('时间'), dayAndTime(createdAt))}
      ${pointsEarned ? line(msg('获得积分'), `+${integer(pointsEarned)}`) : nothing}
    </dl>
    <button class="button" part="action" @click=${onDone}>${msg('完成')}</button></div>`;
}
