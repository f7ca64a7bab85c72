import type { Payment } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { money } from '../format.js';
import { printer } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import { sheet, sheetStyles } from '../sheet.js';
import { fen } from '../amount.js';
import { receiptLines } from './receipt.js';
import { refundable, voidable } from './today.js';

export { paymentReceipt, printReceipt, redemptionReceipt } from './receipt.js';
export { sheetStyles };

/** What the sheet of one payment shows and does. */
export interface PaymentSheet {
  readonly payment: Payment;
  readonly view: 'receipt' | 'refund' | 'void';
  readonly problem: string | undefined;
  readonly busy: boolean;
  readonly onView: (view: PaymentSheet['view']) => void;
  readonly onPrint: () => void;
  readonly onRefund: (fen: number, reason: string) => void;
  readonly onVoid: () => void;
  readonly onClose: () => void;
}

const wrong = (problem: string | undefined): TemplateResult | typeof nothing => (problem ? html`<p class="notice" role="alert"><span>${problem}</span></p>` : nothing);

const receipt = ({ payment, onView, onPrint }: PaymentSheet): TemplateResult => html`
  <dl class="receipt">${receiptLines(payment).map(({ label, value, strong }) => html`<div class=${strong ? 'strong' : ''}><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
  <div class="acts"><button class="button soft" @click=${onPrint}>${printer()}${msg('打印小票')}</button>
    ${refundable(payment) ? html`<button class="button soft" @click=${() => onView('refund')}>${msg('退款')}</button>` : nothing}
    ${voidable(payment) ? html`<button class="button soft" @click=${() => onView('void')}>${msg('撤销')}</button>` : nothing}</div>`;

/** Asks how much of a payment to give back and why; all that is left unless the cashier says less. */
function refund({ payment, problem, busy, onRefund }: PaymentSheet): TemplateResult {
  const left = refundable(payment);
  const reasons = [msg('顾客退货'), msg('多收了'), msg('商品缺货'), msg('其他原因')];
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    onRefund(fen(form.get('amount') as string), form.get('reason') as string);
  };
  const onInput = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const valid = /^\d{1,5}(\.\d{1,2})?$/.test(input.value) && fen(input.value) > 0 && fen(input.value) <= left;
    input.setCustomValidity(valid ? '' : msg(str`请填 0.01 到 ${(left / 100).toFixed(2)} 之间的金额`));
  };
  return html`<form @submit=${onSubmit}>
    <small>${msg(str`原付款 ${money(payment.paid)}，还可退 ${money({ amount: left, currency: 'CNY' })}`)}</small>
    <label>${msg('退款金额（元）')}<input name="amount" inputmode="decimal" autocomplete="off" required .value=${(left / 100).toFixed(2)} @input=${onInput} /></label>
    <label>${msg('原因')}<select name="reason">${reasons.map((reason) => html`<option>${reason}</option>`)}</select></label>
    ${wrong(problem)}
    <button class="button" ?disabled=${busy}>${busy ? msg('正在退款') : msg('确认退款')}</button></form>`;
}

const taking = ({ payment, problem, busy, onVoid }: PaymentSheet): TemplateResult => html`<div class="acts">
  <p>${payment.status === 'paid' ? msg(str`${money(payment.paid)} 会全部原路退给顾客，优惠券和积分也会退回。`) : msg('这笔付款还没有结果，撤销后不会再扣款。')}</p>
  ${wrong(problem)}
  <button class="button" ?disabled=${busy} @click=${onVoid}>${busy ? msg('正在撤销') : msg('确认撤销')}</button></div>`;

/** One payment in a sheet: its receipt, and what the till can still do with it. */
export function paymentSheet(options: PaymentSheet): TemplateResult {
  const { payment, view, onClose } = options;
  switch (view) {
    case 'refund': return sheet({ heading: msg('退款'), body: refund(options), onClose });
    case 'void': return sheet({ heading: msg('撤销这笔收款'), body: taking(options), onClose });
    default: return sheet({ heading: payment.store.name, body: receipt(options), onClose });
  }
}
