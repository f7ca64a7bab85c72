import type { Bundle, Payment, PaymentOptions, Subscription } from '@tessera/contract';
import { html, nothing, type LitElement } from 'lit';
import { PaymentEvent } from '../events.js';
import { money } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { orderStyles, PayDesk } from '../paying/pay-desk.js';
import type { Part } from '../widget.js';
import { bundleFacts, bundleList, monthTiles, standWords } from './bundle-views.js';
import type { Desk, WalletSheet } from './wallet-sheet.js';

/** Milliseconds between questions whether a paid bundle has started, and how often. */
const LOOK = 1_000;
const LOOKS = 10;

/** What a wallet pays with. It outlives the sheet: a payment under way is shown again when the sheet is opened again. */
interface Till {
  readonly pay: PayDesk;
  sheet: BundlesSheet;
  options: PaymentOptions | undefined;
  order: Subscription | undefined;
  payment: Payment | undefined;
}

const tills = new WeakMap<LitElement, Till>();

/** The till of the sheet's wallet, handed over to the sheet. */
function tillFor(desk: Desk, sheet: BundlesSheet): Till {
  const known = tills.get(desk.host);
  if (known) return Object.assign(known, { sheet });
  const till: Till = {
    sheet, options: undefined, order: undefined, payment: undefined,
    pay: new PayDesk(desk.host, {
      client: () => till.sheet.desk.client, offline: () => !navigator.onLine,
      explain: (error) => desk.explain(error), announce: (text) => desk.announce(text), take: (options) => { till.options = options; },
      onPayment: (payment) => {
        till.payment = payment;
        desk.host.dispatchEvent(new PaymentEvent(payment));
      },
      again: () => msg('返回套餐'), onEnd: () => void till.sheet.onEnd(till),
    }),
  };
  tills.set(desk.host, till);
  return till;
}

/** Reading, asking before cancelling, asking the gateway, or paid and about to start. */
type Step = 'rest' | 'ask' | 'busy' | 'starting';

/** 惠省钱: the bundles on sale and the user's own, one of them in full, buying it, and cancelling it. */
export class BundlesSheet implements WalletSheet {
  #bundles: readonly Bundle[] | undefined;
  #openId: string | undefined;
  #failure = '';
  #step: Step = 'rest';
  readonly #till: Till;

  constructor(readonly desk: Desk) {
    desk.addStyles(orderStyles);
    this.#till = tillFor(desk, this);
    this.#openId = this.#till.pay.busy ? this.#till.order?.bundleId : undefined;
    void this.reload();
  }

  get heading(): string {
    return this.#open?.title ?? msg('惠省钱');
  }

  get #open(): Bundle | undefined {
    return this.#bundles?.find(({ id }) => id === this.#openId);
  }

  async reload(): Promise<void> {
    try {
      this.#bundles = (await this.desk.client.bundles.list()).items;
    } catch (error) {
      this.#failure = await this.desk.explain(error);
    }
    this.desk.redraw();
  }

  render(): Part {
    const { pay, options } = this.#till;
    const bundle = this.#open;
    if (pay.busy && options) return html`<div class="right" tabindex="-1">${pay.render(options)}</div>`;
    return html`<div class="right" tabindex="-1">
      ${this.#failure ? html`<p class="notice" part="error" role="alert"><span>${this.#failure}</span>${this.#bundles ? nothing : html`<button class="mini" @click=${this.#onRetry}>${msg('重试')}</button>`}</p>` : nothing}
      ${bundle ? this.#renderBundle(bundle) : this.#bundles ? this.#renderList(this.#bundles) : this.#failure ? nothing : html`<div class="bone lines waiting" aria-hidden="true"></div>`}
    </div>`;
  }

  #renderList(bundles: readonly Bundle[]): Part {
    return bundles.length ? bundleList(bundles, ({ id }) => this.#go('rest', id)) : html`<div class="hollow"><small>${msg('现在没有在售的套餐')}</small></div>`;
  }

  #renderBundle(bundle: Bundle): Part {
    const { subscription } = bundle;
    const stand = standWords(bundle);
    return html`${stand ? html`<p class="notice"><span>${this.#step === 'starting' ? msg('已付款，正在开通') : stand}</span></p>` : nothing}
      ${subscription ? monthTiles(bundle, subscription) : nothing}${bundleFacts(bundle)}
      ${this.#renderActs(bundle)}
      <button class="ghost" @click=${() => this.#go('rest', undefined)}>${msg('看全部套餐')}</button>`;
  }

  #renderActs(bundle: Bundle): Part {
    const { subscription, price } = bundle;
    const busy = this.#step === 'busy';
    if (this.#step === 'starting') return html`<button class="button" disabled>${msg('正在开通…')}</button>`;
    if (subscription?.state !== 'active') return html`<button class="button" part="action" ?disabled=${busy} @click=${() => this.#buy(bundle)}>${subscription?.state === 'unpaid' ? msg(str`继续付款 ${money(price)}`) : msg(str`购买 ${money(price)}`)}</button>`;
    if (!subscription.nextAt) return nothing;
    if (this.#step === 'rest') return html`<button class="button soft" @click=${() => this.#go('ask', bundle.id)}>${msg('取消套餐')}</button>`;
    return html`<div class="ask" role="group" aria-label=${msg('取消套餐')}>
      <p>${msg(str`取消后退回 ${money(subscription.refundable)} 到原付款方式。已到账的 ${subscription.monthsReceived} 个月照常使用，以后不再到账。`)}</p>
      <div><button class="button soft" ?disabled=${busy} @click=${() => this.#go('rest', bundle.id)}>${msg('先不取消')}</button>
        <button class="button" aria-busy=${busy} @click=${(event: MouseEvent) => this.#cancel(event, subscription)}>${busy ? msg('正在取消…') : msg('确定取消')}</button></div></div>`;
  }

  /** The order is read as any store's code is: what is paid is what the code says. */
  async #buy({ id }: Bundle): Promise<void> {
    const { client } = this.desk;
    const till = this.#till;
    if (this.#step === 'busy') return;
    this.#go('busy', id);
    try {
      const { subscription, order } = await client.bundles.buy({ bundleId: id });
      const [read, options] = await Promise.all([client.merchantCodes.read({ payload: order.payload }), client.payments.options()]);
      Object.assign(till, { order: subscription, options, payment: undefined });
      till.pay.open(order.payload, read);
    } catch (error) {
      this.#failure = await this.desk.explain(error);
      await this.reload();
    }
    this.#step = 'rest';
    this.desk.redraw();
  }

  /** The user is done paying, or has not paid: a paid bundle starts within a moment. */
  async onEnd({ order, payment }: Till): Promise<void> {
    if (order && payment?.status === 'paid') {
      this.#go('starting', order.bundleId);
      for (let looks = 0; looks < LOOKS; looks += 1) {
        const now = await this.desk.client.bundles.get({ subscriptionId: order.id }).catch(() => order);
        if (now.state !== 'unpaid') break;
        await new Promise((done) => { setTimeout(done, LOOK); });
      }
      this.desk.changed();
    }
    await this.reload();
    this.#go('rest', this.#openId);
  }

  async #cancel(event: MouseEvent, { id, bundleId, refundable }: Subscription): Promise<void> {
    if (!event.isTrusted || this.#step === 'busy') return;
    this.#go('busy', bundleId);
    try {
      await this.desk.client.bundles.cancel({ subscriptionId: id });
      this.desk.announce(msg(str`已取消，退回 ${money(refundable)}`));
      this.desk.changed();
    } catch (error) {
      this.#failure = await this.desk.explain(error);
    }
    await this.reload();
    this.#go('rest', bundleId);
  }

  #onRetry = (): void => {
    this.#failure = '';
    void this.reload();
  };

  #go(step: Step, openId: string | undefined): void {
    if (step !== 'rest' || openId !== this.#openId) this.#failure = '';
    const moved = openId !== this.#openId;
    this.#step = step;
    this.#openId = openId;
    this.desk.redraw();
    if (moved) void this.desk.host.updateComplete.then(() => this.desk.host.renderRoot.querySelector<HTMLElement>('dialog .right')?.focus());
  }
}
