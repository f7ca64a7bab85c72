import type { MerchantCode, Payment } from '@tessera/contract';
import type { TesseraClient } from '@tessera/client';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { money } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { QR_QUIET, qrRows } from '../qr.js';
import { matrix } from '../symbol.js';

/** Most room for the symbol, in CSS pixels, and what the views around it take. */
const ROOM = 280;
const AROUND = 84;

/** The store's own code on the till's screen, for customers to scan: with the entered amount for one payment, or without for many. */
export class CollectController implements ReactiveController {
  code: MerchantCode | undefined;
  shown = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.hide();
  }

  /** Asks for a code over `amount` fen, or for the fixed one when that is 0. */
  async show(client: TesseraClient, amount: number): Promise<void> {
    this.shown = true;
    this.code = undefined;
    this.host.requestUpdate();
    try {
      const code = await client.merchantCodes.issue(amount ? { amount: { amount, currency: 'CNY' }, orderReference: `T${crypto.randomUUID().slice(0, 13)}` } : {});
      if (this.shown) this.code = code;
    } catch (error) {
      this.shown = false;
      throw error;
    } finally {
      this.host.requestUpdate();
    }
  }

  hide(): void {
    this.shown = false;
    this.code = undefined;
    this.host.requestUpdate();
  }

  /** Whether a payment is one for the code on the screen. */
  owns({ payCodeId, orderReference, store }: Payment): boolean {
    const { code } = this;
    return code !== undefined && payCodeId === null && store.id === code.store.id && (code.amount === null || orderReference === code.orderReference);
  }
}

/** The code with what it is for; `now` is the gateway's time, `width` the till's in CSS pixels. */
export function collectView({ code }: CollectController, now: number, width: number, onRenew: () => void, onBack: () => void): TemplateResult {
  const left = code?.expiresAt ? Math.ceil((Date.parse(code.expiresAt) - now) / 1000) : Infinity;
  const over = left <= 0;
  return html`<div class="result collect"><b>${msg('请顾客扫一扫')}</b>
    <strong>${code?.amount ? money(code.amount) : code ? html`<small>${msg('顾客自己输入金额')}</small>` : nothing}</strong>
    <div class="qr" role="img" aria-label=${msg('收款码')}>${code && !over ? matrix(qrRows(code.payload), QR_QUIET, Math.min(ROOM, width - AROUND)) : nothing}</div>
    <p>${!code ? msg('正在生成收款码') : over ? msg('这个码已过期') : left < Infinity ? msg(str`${Math.floor(left / 60)} 分 ${left % 60} 秒内有效，付好后这里会显示`) : msg('付好后这里会显示')}</p>
    ${over ? html`<button class="button" part="action" @click=${onRenew}>${msg('换一个新的')}</button>` : nothing}
    <button class="button soft" @click=${onBack}>${msg('返回')}</button></div>`;
}
