import type { RedemptionCode } from '@tessera/contract';
import { html, nothing, type ReactiveController } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { ref } from 'lit/directives/ref.js';
import { VisibilityController } from '../controllers/visibility.js';
import { WakeLockController } from '../controllers/wake-lock.js';
import { msg } from '../locale/localize.js';
import { failureOf } from '../problem.js';
import { QR_QUIET, qrRows } from '../qr.js';
import { matrix } from '../symbol.js';
import type { Part } from '../widget.js';
import type { Desk } from './wallet-sheet.js';

/** Milliseconds before its end at which a code is renewed: what a till may still need, and time to ask. */
const MARGIN = 5_000;
const RETRY = 3_000;
/** No answer can make the wallet ask more often, or show a code longer, than this. */
const SHORTEST = 15_000;
const LONGEST = 600_000;
/** CSS pixels for the symbol with its quiet zone. */
const ROOM = 232;

const grouped = (code: string): string => code.replace(/\w{4}(?=\w)/g, '$& ');

/**
 * A coupon's one-time code for a till, as long as somebody can be looking: renewed before it ends, gone from the page the
 * moment the page is left, and over when the gateway says that the coupon was used.
 */
export class RedemptionCodeController implements ReactiveController {
  #code: RedemptionCode | undefined;
  #failure = '';
  #life = 0;
  #run = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #visibility: VisibilityController;
  readonly #awake: WakeLockController;
  readonly #deaf: () => void;

  /** `onOver` is called when the coupon cannot be redeemed any more: used, most likely. */
  constructor(private readonly desk: Desk, private readonly couponId: string, private readonly onOver: () => void) {
    const { host, client } = desk;
    host.addController(this);
    this.#visibility = new VisibilityController(host, () => this.#follow());
    this.#awake = new WakeLockController(host);
    this.#deaf = client.events.subscribe(({ type, subjectId }) => {
      if (subjectId === couponId && type !== 'coupon.expiring') onOver();
    });
    this.#follow();
  }

  hostDisconnected(): void {
    this.#drop();
  }

  hostConnected(): void {
    if (this.#run) this.#follow();
  }

  /** Ends for good. */
  stop(): void {
    this.#drop();
    this.#deaf();
    this.#awake.hold(false);
    this.#visibility.hostDisconnected();
    for (const controller of [this, this.#visibility, this.#awake]) this.desk.host.removeController(controller);
  }

  render(): Part {
    const code = this.#code;
    return html`<div class="symbol" part="code">
      <div class="qr">${code ? matrix(qrRows(code.code), QR_QUIET, ROOM) : this.#failure ? html`<div class="failed"><p role="alert">${this.#failure}</p><button class="mini" @click=${() => void this.#ask()}>${msg('重试')}</button></div>` : nothing}</div>
      ${code ? html`<output aria-label=${msg('兑换码')}>${grouped(code.code)}</output>
        <p>${keyed(code.code, html`<svg class="ring" aria-hidden="true" width="16" height="16" viewBox="0 0 20 20" ${ref(this.#burn)}><circle cx="10" cy="10" r="8"></circle><circle cx="10" cy="10" r="8" pathLength="60"></circle></svg>`)}${msg('给店员扫，只能用一次，到时自动更新')}</p>`
        : html`<p>${this.#visibility.shown ? this.#failure ? nothing : msg('正在取码…') : msg('回到这里就会显示')}</p>`}
    </div>`;
  }

  /** The ring burns down by itself for as long as the code is good. */
  #burn = (ring: Element | undefined): void => {
    if (ring instanceof SVGElement) ring.style.setProperty('--life', `${this.#life}ms`);
  };

  #follow(): void {
    if (this.#visibility.shown) void this.#ask();
    else this.#drop();
    this.#awake.hold(this.#visibility.shown);
  }

  #drop(): void {
    this.#run += 1;
    clearTimeout(this.#timer);
    this.#code = undefined;
    this.desk.redraw();
  }

  /** Asks for a code; the one shown stays until the next is there, unless it has ended. */
  async #ask(): Promise<void> {
    const run = (this.#run += 1);
    clearTimeout(this.#timer);
    try {
      const code = await this.desk.client.coupons.issueCode({ couponId: this.couponId });
      if (run !== this.#run) return;
      if (this.#code) this.desk.announce(msg('兑换码已更新'));
      this.#code = code;
      this.#failure = '';
      const life = Math.min(Math.max(Date.parse(code.expiresAt) - Date.parse(code.issuedAt) || 0, SHORTEST), LONGEST);
      this.#life = life - MARGIN;
      this.#timer = setTimeout(() => this.#renew(life), this.#life);
    } catch (error) {
      if (run !== this.#run) return;
      if (failureOf(error).code === 'right_not_usable') return this.onOver();
      this.#failure = await this.desk.explain(error);
      if (run === this.#run) this.#timer = setTimeout(() => void this.#ask(), RETRY);
    }
    this.desk.redraw();
  }

  /** Whatever comes of asking, the old code is not shown past its end. */
  #renew(life: number): void {
    const old = this.#code;
    setTimeout(() => {
      if (this.#code !== old) return;
      this.#code = undefined;
      this.desk.redraw();
    }, life - this.#life);
    void this.#ask();
  }
}
