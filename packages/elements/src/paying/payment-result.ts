import type { Money, Payment } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { dayAndTime, integer, money } from '../format.js';
import { check, clock, info } from '../icons.js';
import { close } from '../rare-icons.js';
import { msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { planSchedule, planWords } from './plans.js';
import { declineWords } from './reason-words.js';

/** What the buttons under a result do. */
export interface ResultActions {
  /** The user has seen it. */
  readonly onDone: () => void;
  /** Declined: pay with something else. */
  readonly onSources: () => void;
  /** The strong action's words after a decline; the pay code's own without. */
  readonly again?: string;
}

/** The result in a sentence, for a screen reader. */
export function paymentWords({ status, paid, store, declineReason }: Payment): string {
  switch (status) {
    case 'paid': return msg(str`付款成功，${money(paid)}，${store.name}`);
    case 'declined': return msg(str`付款没有成功：${declineWords(declineReason)[0]}`);
    case 'voided': return msg(str`${store.name}撤销了这笔付款`);
    case 'in_doubt': return msg('付款结果还在确认，请不要重复付款');
    case 'needs_confirmation': return msg(str`向 ${store.name} 付 ${money(paid)}，等您确认`);
    default: return msg(str`正在向 ${store.name} 付款`);
  }
}

/** What has become of a payment, in a word or two. */
export const statusWords = ({ status }: Payment): string => ({
  needs_confirmation: msg('等您确认'), processing: msg('正在付款'), paid: msg('付款成功'), declined: msg('付款没有成功'), in_doubt: msg('结果确认中'), voided: msg('已撤销'),
})[status];

/** An amount set large. */
export const figure = (amount: Money): TemplateResult => {
  const [, yen, digits] = /^(¥)(.*)$/.exec(money(amount)) ?? [];
  return html`<strong class="sum"><sub>${yen}</sub>${digits}</strong>`;
};

/** One row of a `dl`. */
export const line = (label: string, value: string, look = ''): TemplateResult => html`<dt>${label}</dt><dd class=${look}>${value}</dd>`;

const waiting = (payment: Payment, title: string, what: string, onDone?: () => void): TemplateResult => html`<div class="result">
  <span class="seal wait">${clock()}</span><b>${title}</b>${figure(payment.paid)}<small>${payment.store.name}</small><p>${what}</p>
  ${onDone ? html`<button class="ghost" @click=${onDone}>${msg('先离开，有结果再告诉我')}</button>` : nothing}
</div>`;

const verified = (by: Payment['verifiedBy']): string => ({ none: msg('免密'), pin: msg('支付密码'), passkey: msg('通行密钥') })[by];

/** Everything that can be said of how a payment was paid, as rows of a `dl`. */
export function paymentLines({ amount, tip, discounts, paid, source, plan, verifiedBy, createdAt, pointsEarned, offline, status }: Payment): Part {
  return html`${discounts.length || tip.amount ? line(msg('订单金额'), money(amount)) : nothing}
    ${tip.amount ? line(msg('其中小费'), money(tip)) : nothing}
    ${discounts.map(({ title, saved }) => line(title, `−${money(saved)}`, 'off'))}
    ${discounts.length ? line(msg('实付'), money(paid)) : nothing}
    ${line(msg('付款方式'), `${source.name} (${source.last4})`)}
    ${plan ? line(msg('分期'), planWords(plan)) : nothing}
    ${status === 'paid' ? line(msg('确认方式'), offline ? msg('离线码') : verified(verifiedBy)) : nothing}
    ${line(msg('时间'), dayAndTime(createdAt))}
    ${pointsEarned ? line(msg('获得积分'), `+${integer(pointsEarned)}`) : nothing}`;
}

/** A payment as the payer sees it, in each status it can be in; `more` stands above the last button of a paid one. */
export function paymentResult(payment: Payment, { onDone, onSources, again }: ResultActions, more: Part = nothing): TemplateResult {
  const { status, paid, store, declineReason, voiding, plan } = payment;
  switch (status) {
    case 'needs_confirmation':
    case 'processing': return waiting(payment, msg('正在付款'), msg('请稍等，不要离开收银台'));
    case 'in_doubt': return waiting(payment, msg('正在确认结果'), voiding ? msg('收银台正在撤销这笔付款。请不要重复付款，一有结果就会显示在这里。') : msg('银行还没有回话。请不要重复付款，一有结果就会显示在这里。'), onDone);
    case 'declined': {
      const [why, next] = declineWords(declineReason);
      return html`<div class="result"><span class="seal tone coupon">${close()}</span><b>${msg('付款没有成功')}</b><p>${why}</p><small>${next}</small>
        <div class="acts"><button class="button" part="action" @click=${onDone}>${again ?? msg('重新出示付款码')}</button><button class="button soft" @click=${onSources}>${msg('换一种付款方式')}</button></div></div>`;
    }
    case 'voided':
      return html`<div class="result"><span class="seal wait still">${info()}</span><b>${msg('收银台撤销了这笔付款')}</b>${figure(paid)}<small>${store.name}</small>
        <p>${msg('没有收您的钱：扣过的会原路退回，券和积分也退回来了。')}</p>
        <button class="button" part="action" @click=${onDone}>${msg('知道了')}</button></div>`;
    default:
      return html`<div class="result"><span class="seal">${check()}</span><b>${msg('付款成功')}</b>${figure(paid)}<small>${store.name}</small>
        <dl>${paymentLines(payment)}</dl>${plan ? planSchedule(plan) : nothing}${more}
        <button class="button" part="action" @click=${onDone}>${msg('完成')}</button></div>`;
  }
}
