import type { MerchantCode, Payment } from '@tessera/contract';
import type { TesseraClient } from '@tessera/client';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { calendarDay, money } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { QR_QUIET, qrRows } from '../qr.js';
import { randomKey } from '../random-key.js';
import { matrix } from '../symbol.js';

/** Most room for the symbol, in CSS pixels, and what the views around it take. */
const ROOM = 280;
const AROUND = 84;

/** Milliseconds between looks for a payment: a fixed code's belongs to no till, so no event tells of it, and any event can be lost. */
const LOOK = 4_000;
/** Payments a look takes in. */
const NEWEST = 20;

/** What the controller needs beside its host. */
interface Options {
  readonly client: () => TesseraClient | undefined;
  /** Somebody pays, or has paid, by the code on the screen. */
  readonly onPayment: (payment: Payment) => void;
}

/** The store's own code on the till's screen, for customers to scan: with the entered amount for one payment, or without for many. */
export class CollectController implements ReactiveController {
  code: MerchantCode | undefined;
  shown = false;

  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Payments that were there before, or were told already. */
  readonly #known = new Set<string>();

  constructor(private readonly host: ReactiveControllerHost, private readonly options: Options) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.hide();
  }

  /** Asks for a code over `amount` fen, or for the fixed one when that is 0. */
  async show(client: TesseraClient, amount: number): Promise<void> {
    this.hide();
    this.shown = true;
    try {
      for (const { id } of await newest(client)) this.#known.add(id);
      const code = await client.merchantCodes.issue(amount ? { amount: { amount, currency: 'CNY' }, orderReference: `T${randomKey().slice(0, 13)}` } : {});
      if (!this.shown) return;
      this.code = code;
      this.#look();
    } catch (error) {
      this.hide();
      throw error;
    } finally {
      this.host.requestUpdate();
    }
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.shown = false;
    this.code = undefined;
    this.host.requestUpdate();
  }

  /** News of some payment. */
  hear(payment: Payment): boolean {
    const { code } = this;
    const { id, payCodeId, orderReference, store } = payment;
    const own = code !== undefined && payCodeId === null && store.id === code.store.id && (code.amount === null || orderReference === code.orderReference);
    if (!own || this.#known.has(id)) return false;
    this.#known.add(id);
    this.options.onPayment(payment);
    return true;
  }

  #look(): void {
    this.#timer = setTimeout(() => {
      const { code } = this;
      const client = this.options.client();
      if (!code || !client) return;
      newest(client).then((payments) => {
        if (code === this.code) for (const payment of payments.toReversed()) this.hear(payment);
      }, () => undefined).finally(() => {
        if (code === this.code) this.#look();
      });
    }, LOOK);
  }
}

const newest = async (client: TesseraClient): Promise<readonly Payment[]> => (await client.payments.list({ day: calendarDay(client.now()), limit: NEWEST })).items;

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
