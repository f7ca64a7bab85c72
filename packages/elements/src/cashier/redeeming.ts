import type { TesseraClient } from '@tessera/client';
import type { Redemption } from '@tessera/contract';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { faceLine } from '../face.js';
import { dayAndTime } from '../format.js';
import { check, clock, gift, printer } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import { failureOf } from '../problem.js';
import { randomKey } from '../random-key.js';
import { close } from '../rare-icons.js';
import { thing } from './receipt.js';

/** The coupon was handed over at this till. */
export class RedemptionEvent extends Event {
  constructor(readonly redemption: Redemption) {
    super('tessera-redemption', { bubbles: true, composed: true });
  }
}

/** How the digits of a pay code begin, ours or of another network; none has fewer than 16 or more than 24 of them. */
const payStart = /^(01|1[0-6]|2[5-9]|30|62|8[78])/;

/**
 * Whether a code is a coupon's and not a pay code: the wallet's are 16 Crockford digits, an issuer's own have a letter in them or digits
 * that no pay code has. A pay code is digits or a long EMVCo payload. Once it is `whole`, too few digits for a pay code are a coupon's too.
 */
export function isCouponCode(text: string, { whole = false } = {}): boolean {
  const code = text.replace(/[\s-]/g, '');
  if (/^[0-9A-HJKMNP-TV-Z]{16}$/i.test(code) || /^(?=\d*[A-Z])[0-9A-Z]{6,32}$/i.test(code)) return true;
  return /^\d{6,32}$/.test(code) && (!payStart.test(code) || code.length > 24 || (whole && code.length < 16));
}

/** Where a redemption is. `lost`: no answer came; asked again under its key it happens once. */
export type Redeeming =
  | { readonly at: 'asking' | 'lost' }
  | { readonly at: 'refused'; readonly words: string }
  | { readonly at: 'done'; readonly redemption: Redemption };

/** What the controller needs beside its host. */
interface Options {
  readonly client: () => TesseraClient | undefined;
  /** Tells the page of a failure and puts it into a sentence. */
  readonly explain: (error: unknown) => Promise<string>;
  readonly onRedeeming: (redeeming: Redeeming) => void;
}

/** One coupon at a time, from its code to the thing that is handed over. */
export class RedeemController implements ReactiveController {
  redeeming: Redeeming | undefined;
  #attempt: { readonly code: string; readonly idempotencyKey: string } | undefined;

  constructor(private readonly host: ReactiveControllerHost, private readonly options: Options) {
    host.addController(this);
  }

  /** A till that is taken away and put back asks again what it was not told. */
  hostConnected(): void {
    if (this.redeeming?.at === 'asking') this.again();
  }

  get ended(): boolean {
    return this.redeeming?.at === 'refused' || this.redeeming?.at === 'done';
  }

  start(code: string): void {
    this.#attempt = { code, idempotencyKey: randomKey() };
    void this.#run();
  }

  again(): void {
    void this.#run();
  }

  next(): void {
    this.#attempt = undefined;
    this.redeeming = undefined;
    this.host.requestUpdate();
  }

  async #run(): Promise<void> {
    const attempt = this.#attempt;
    const client = this.options.client();
    if (!attempt || !client) return;
    this.#set({ at: 'asking' });
    try {
      const redemption = await client.coupons.redeem({ code: attempt.code }, { idempotencyKey: attempt.idempotencyKey });
      if (attempt === this.#attempt) this.#set({ at: 'done', redemption });
    } catch (error) {
      const words = await this.options.explain(error);
      if (attempt === this.#attempt) this.#set(failureOf(error).offline ? { at: 'lost' } : { at: 'refused', words });
    }
  }

  #set(redeeming: Redeeming): void {
    this.redeeming = redeeming;
    this.host.requestUpdate();
    this.options.onRedeeming(redeeming);
  }
}

/** The outcome in a sentence, for a screen reader. */
export function redeemWords(redeeming: Redeeming): string {
  switch (redeeming.at) {
    case 'asking': return '';
    case 'lost': return msg('还没有收到结果');
    case 'refused': return redeeming.words;
    case 'done': return msg(str`核销成功，请交付 ${redeeming.redemption.title}`);
  }
}

/** What a redemption's buttons do. */
interface RedeemActions {
  readonly onNext: () => void;
  readonly onAgain: () => void;
  readonly onPrint: (redemption: Redemption) => void;
}

/** A redemption on the till's screen: what to hand over, or why not. */
export function redeemView(redeeming: Redeeming, { onNext, onAgain, onPrint }: RedeemActions): TemplateResult {
  const view = (seal: TemplateResult, tone: string, title: string, words: string, rest: TemplateResult | typeof nothing): TemplateResult =>
    html`<div class="result redeem"><span class="seal tone ${tone}">${seal}</span><b>${title}</b><p>${words}</p>${rest}</div>`;
  const next = (label: string): TemplateResult => html`<button class="button" part="action" @click=${onNext}>${label}</button>`;
  switch (redeeming.at) {
    case 'asking': return view(clock(), 'wait gold', msg('正在核销'), msg('请顾客稍等'), nothing);
    case 'lost': return view(clock(), 'wait gold', msg('还没有收到结果'), msg('网络断了。先不要交付，再问一次不会重复核销。'), html`<button class="button" part="action" @click=${onAgain}>${msg('再问一次')}</button><button class="button soft" @click=${onNext}>${msg('返回')}</button>`);
    case 'refused': return view(close(), 'coupon', msg('没有核销'), redeeming.words, next(msg('重新扫码')));
    case 'done': {
      const { redemption } = redeeming;
      return html`<div class="result redeem"><span class="seal tone energy">${check()}</span><b>${msg('核销成功')}</b>
        <p class="hand">${gift()}<span>${msg(str`请交付：${thing(redemption)}`)}</span></p>
        <small>${redemption.title} · ${faceLine(redemption.face)}</small>
        <small>${msg(str`${dayAndTime(redemption.redeemedAt)} · 券号 ${redemption.couponId}`)}</small>
        ${next(msg('下一位'))}<button class="button soft" @click=${() => onPrint(redemption)}>${printer()}${msg('打印小票')}</button></div>`;
    }
  }
}

declare global {
  interface HTMLElementEventMap {
    'tessera-redemption': RedemptionEvent;
  }
}
