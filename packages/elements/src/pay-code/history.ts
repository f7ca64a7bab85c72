import type { TesseraClient } from '@tessera/client';
import type { Payment } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { day, money, time } from '../format.js';
import { chevron } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import { statusWords } from '../paying/payment-result.js';
import { receipt } from '../paying/receipt.js';
import { sourceTile } from '../paying/source-face.js';
import { sheet } from '../sheet.js';

/** What the list needs and tells. */
export interface HistoryOptions {
  readonly client: () => TesseraClient | undefined;
  readonly explain: (error: unknown) => Promise<string>;
  readonly update: () => void;
}

/** The last payments page by page, each with its receipt, kept current by events while they are shown. */
export class History {
  #items: readonly Payment[] | undefined;
  #cursor: string | null = null;
  #busy = false;
  #problem = '';
  #chosen: string | undefined;

  constructor(private readonly options: HistoryOptions) {}

  /** Asks for the newest payments. */
  start(): void {
    this.#items = this.#chosen = undefined;
    void this.#more();
  }

  /** A payment is as told now. */
  take(payment: Payment): void {
    const items = this.#items;
    if (!items) return;
    this.#items = items.some(({ id }) => id === payment.id) ? items.map((one) => (one.id === payment.id ? payment : one)) : [payment, ...items];
    this.options.update();
  }

  render(onClose: () => void): TemplateResult {
    const chosen = this.#items?.find(({ id }) => id === this.#chosen);
    const body = chosen
      ? html`${receipt(chosen, this.options.update)}<button class="button soft wide" @click=${() => this.#choose(undefined)}>${msg('回到最近付款')}</button>`
      : html`${this.#renderList()}${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
        ${this.#problem || (this.#items && this.#cursor) ? html`<button class="button soft wide" ?disabled=${this.#busy} @click=${() => this.#more()}>${this.#problem ? msg('重试') : msg('更早的付款')}</button>` : nothing}`;
    return sheet({ heading: chosen ? msg('付款凭证') : msg('最近付款'), body, onClose });
  }

  #renderList(): TemplateResult {
    const items = this.#items;
    if (!items) return html`${this.#problem ? nothing : html`<div class="bone tall"></div>`}`;
    if (!items.length) return html`<p class="hint">${msg('还没有付过款。付过的每一笔都会在这里。')}</p>`;
    return html`<ul class="rows">${items.map((payment) => {
      const { id, source, store, paid, status, createdAt, refunded } = payment;
      const word = refunded.amount ? msg(str`已退 ${money(refunded)}`) : status === 'paid' ? '' : statusWords(payment);
      return html`<li><button class="row" @click=${() => this.#choose(id)}>${sourceTile(source.kind)}<div><b>${store.name}</b><small>${day(createdAt)} ${time(createdAt)}</small>${word ? html`<small class="refused">${word}</small>` : nothing}</div>
        <b class="num ${status === 'paid' ? '' : 'quiet'}">${money(paid)}</b><span class="chevron">${chevron()}</span></button></li>`;
    })}</ul>`;
  }

  #choose(id: string | undefined): void {
    this.#chosen = id;
    this.options.update();
  }

  async #more(): Promise<void> {
    this.#busy = true;
    this.#problem = '';
    this.options.update();
    try {
      const page = await this.options.client()?.payments.list({ limit: 10, ...(this.#items && this.#cursor && { cursor: this.#cursor }) });
      if (page) {
        this.#items = [...(this.#items ?? []), ...page.items];
        this.#cursor = page.nextCursor;
      }
    } catch (error) {
      this.#problem = await this.options.explain(error);
    }
    this.#busy = false;
    this.options.update();
  }
}
