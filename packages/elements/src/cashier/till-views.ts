import type { DeclineReason, Payment } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { money, time } from '../format.js';
import { check, clock, close } from '../icons.js';
import { msg, str } from '../locale/localize.js';

/** Where a charge is: being asked, without an answer, refused before anything moved, or a payment with its status. */
export type Charge =
  | { readonly at: 'asking'; readonly amount: Payment['amount'] }
  | { readonly at: 'unanswered'; readonly amount: Payment['amount'] }
  | { readonly at: 'refused'; readonly amount: Payment['amount']; readonly words: string }
  | { readonly at: 'known'; readonly amount: Payment['amount']; readonly payment: Payment };

const reasons = (reason: DeclineReason | null): string => {
  switch (reason) {
    case 'insufficient_funds': return msg('顾客余额不足，请换一种付款方式再扫');
    case 'source_frozen': return msg('顾客的付款方式已被冻结，请换一种再扫');
    case 'over_limit': return msg('超过限额，请顾客换一种付款方式或分开收款');
    case 'channel_unavailable': return msg('银行暂时没有响应，没有扣款，请稍后再扫');
    default: return msg('发卡行没有同意，没有扣款，请换一种付款方式再扫');
  }
};

const view = (seal: TemplateResult, title: string, figure: string, what: string, button: TemplateResult | typeof nothing = nothing): TemplateResult =>
  html`<div class="result">${seal}<b>${title}</b><strong>${figure}</strong><p>${what}</p>${button}</div>`;

const wait = html`<span class="seal wait tone gold">${clock()}</span>`;

/** The outcome in a sentence, for a screen reader. */
export function chargeWords(charge: Charge): string {
  if (charge.at === 'asking') return '';
  if (charge.at === 'refused') return charge.words;
  if (charge.at === 'known' && charge.payment.status === 'paid') return msg(str`收款成功，${money(charge.amount)}`);
  if (charge.at === 'known' && charge.payment.status === 'declined') return reasons(charge.payment.declineReason);
  return msg('结果还不知道，请不要重复收款');
}

/** A charge on the till's screen: it ends as paid, declined or in doubt, and says which. */
export function chargeView(charge: Charge, onNext: () => void): TemplateResult {
  const { amount } = charge;
  const next = (label: string): TemplateResult => html`<button class="button" part="action" @click=${onNext}>${label}</button>`;
  const leave = html`<button class="button soft" @click=${onNext}>${msg('先收下一笔，结果会记在今日流水')}</button>`;
  const no = html`<span class="seal tone coupon">${close()}</span>`;
  if (charge.at === 'refused') return view(no, msg('没有收款'), money(amount), charge.words, next(msg('重新收款')));
  if (charge.at === 'asking') return view(wait, msg('正在收款'), money(amount), msg('请顾客稍等'));
  if (charge.at === 'unanswered') return view(wait, msg('还没有收到结果'), money(amount), msg('网络断了，正在反复询问。请不要重复收款，也不要让顾客离开。'), leave);
  const { payment } = charge;
  if (payment.status === 'declined') return view(no, msg('没有收款'), money(amount), reasons(payment.declineReason), next(msg('重新收款')));
  if (payment.status === 'paid') {
    const saved = payment.discounts.length ? msg(str`优惠后顾客付 ${money(payment.paid)}`) : `${payment.source.name} (${payment.source.last4})`;
    return view(html`<span class="seal">${check()}</span>`, msg('收款成功'), money(amount), saved, next(msg('下一笔')));
  }
  const doubt = payment.status === 'in_doubt';
  return view(wait, doubt ? msg('结果待确认') : msg('等待顾客的银行'), money(amount), doubt ? msg('银行还没有回话，正在反复询问。请不要重复收款。') : msg('请顾客稍等'),
    doubt ? leave : nothing);
}

const stateOf = ({ status, refunded, paid }: Payment): [tone: string, word: string] => {
  if (status === 'paid' && refunded.amount) return ['gold', refunded.amount === paid.amount ? msg('已全额退款') : msg(str`已退 ${money(refunded)}`)];
  switch (status) {
    case 'paid': return ['energy', msg('已收款')];
    case 'declined': return ['coupon', msg('未收款')];
    case 'in_doubt': return ['gold', msg('待确认')];
    default: return ['gold', msg('处理中')];
  }
};

/** What a payment still can give back, in fen. */
export const refundable = ({ status, paid, refunded }: Payment): number => (status === 'paid' ? paid.amount - refunded.amount : 0);

const sum = (all: readonly number[]): Payment['amount'] => ({ amount: all.reduce((total, one) => total + one, 0), currency: 'CNY' });

/** Today's payments with their totals, newest first. */
export function todayView(payments: readonly Payment[], onRefund: (payment: Payment) => void): TemplateResult {
  const paid = payments.filter(({ status }) => status === 'paid');
  return html`<div class="today"><h3 id="today">${msg('今日流水')}</h3>
    <div class="sums"><div><strong>${paid.length}</strong><small>${msg('笔收款')}</small></div>
      <div><strong>${money(sum(paid.map(({ amount }) => amount.amount)))}</strong><small>${msg('订单合计')}</small></div>
      <div><strong>${money(sum(paid.map(({ refunded }) => refunded.amount)))}</strong><small>${msg('已退款')}</small></div></div>
    ${payments.length ? html`<div class="list" tabindex="0" role="region" aria-labelledby="today"><ul class="rows">${payments.map((payment) => {
      const [tone, word] = stateOf(payment);
      return html`<li part="item"><div><b>${money(payment.amount)}</b><small>${time(payment.createdAt)} · ${payment.source.name} (${payment.source.last4})</small></div>
        <span class="state tone ${tone}">${word}</span>
        ${refundable(payment) ? html`<button class="mini" aria-label=${msg(str`退款 ${money(payment.amount)}，${time(payment.createdAt)}`)} @click=${() => onRefund(payment)}>${msg('退款')}</button>` : nothing}</li>`;
    })}</ul></div>` : html`<small>${msg('今天还没有收款')}</small>`}</div>`;
}
