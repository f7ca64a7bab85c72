import type { Payment } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { money } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { sheet, sheetStyles } from '../sheet.js';
import { fen } from './amount.js';
import { refundable } from './till-views.js';

export { sheetStyles };

/** What the refund sheet shows and does. */
export interface RefundSheet {
  readonly payment: Payment;
  readonly problem: string | undefined;
  readonly busy: boolean;
  readonly onRefund: (fen: number, reason: string) => void;
  readonly onClose: () => void;
}

/** Asks how much of a payment to give back and why; all that is left unless the cashier says less. */
export function refundSheet({ payment, problem, busy, onRefund, onClose }: RefundSheet): TemplateResult {
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
  const body = html`<form @submit=${onSubmit}>
    <small>${msg(str`原付款 ${money(payment.paid)}，还可退 ${money({ amount: left, currency: 'CNY' })}`)}</small>
    <label>${msg('退款金额（元）')}<input name="amount" inputmode="decimal" autocomplete="off" required .value=${(left / 100).toFixed(2)} @input=${onInput} /></label>
    <label>${msg('原因')}<select name="reason">${reasons.map((reason) => html`<option>${reason}</option>`)}</select></label>
    ${problem ? html`<p class="notice" role="alert"><span>${problem}</span></p>` : nothing}
    <button class="button" ?disabled=${busy}>${busy ? msg('正在退款') : msg('确认退款')}</button></form>`;
  return sheet({ heading: msg('退款'), body, onClose });
}
