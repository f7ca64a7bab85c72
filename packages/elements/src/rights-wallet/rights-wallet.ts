import type { TesseraClient } from '@tessera/client';
import type { Category, Right } from '@tessera/contract';
import { html, nothing, type CSSResultGroup, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { whenCalm } from '../calm.js';
import { RefreshOnController } from '../controllers/refresh-on.js';
import { onTabKeys } from '../controllers/tab-keys.js';
import { element } from '../element.js';
import { getLocale, msg, str } from '../locale/localize.js';
import { listStyles } from '../styles/list.styles.js';
import { tabsStyles } from '../styles/tabs.styles.js';
import { WidgetElement, type Part } from '../widget.js';
import { RightOpenEvent, RightUnlockEvent, RightUseEvent } from './events.js';
import { figures, tierStrip } from './head.js';
import { rightRow } from './right-row.js';
import { isThing } from './right-words.js';
import { askWallet, type RightView, type Wallet, type Wish } from './rights-list.js';
import { rightsWalletStyles } from './rights-wallet.styles.js';
import type { Desk, WalletSheet } from './wallet-sheet.js';

export * from './events.js';

type Sheets = typeof import('./sheets.js');
type Late = typeof import('./late.js');

const views: readonly RightView[] = ['unused', 'used', 'expired'];

/**
 * 权益钱包: the user's coupons and benefits, points, savings and tier.
 *
 * @fires tessera-ready - The wallet shows for the first time.
 * @fires tessera-error - Something could not be done.
 * @fires tessera-right-open - A right is opened; cancelable.
 * @fires tessera-right-use - A coupon is to be paid with (cancelable), or a benefit was used.
 * @fires tessera-payment - A bundle bought here came to a status.
 * @fires tessera-right-unlock - The user wants to take the step to the next tier; cancelable.
 * @slot header - Instead of the heading.
 * @slot empty - Instead of the words for an empty list.
 * @csspart card - The card.
 * @csspart header - Its header.
 * @csspart item - One right.
 * @csspart action - A right's button.
 * @csspart sheet - The sheet over the page with a right, the ladder, the points book or the bundles.
 * @csspart code - A coupon's one-time code, always black on white.
 * @csspart quote - What a bundle comes to.
 * @csspart confirm - The PIN pad.
 * @csspart empty - The empty list.
 * @csspart error - Words about something that failed.
 * @cssproperty --tessera-color-gold - The tone of tiers and benefits.
 * @cssstate loading - The wallet is being asked for.
 */
@element('tessera-rights-wallet')
export class RightsWalletElement extends WidgetElement<Wallet> {
  static override styles: CSSResultGroup = [WidgetElement.styles, listStyles, tabsStyles, rightsWalletStyles];

  /** `unused`, `used` or `expired`. */
  @property() view: RightView = 'unused';
  /** One of the 19 categories, empty for all. */
  @property() category: Category | '' = '';

  @state() private more: 'idle' | 'asking' | 'failed' = 'idle';
  @state() private sheet: WalletSheet | undefined;
  @state() private sheets: Sheets | undefined;
  /** What a list of a few rights stands without: its filter, its next page, the words for none. */
  @state() private late: Late | undefined;

  #calling: (() => void) | undefined;

  constructor() {
    super();
    new RefreshOnController(this, () => this.activeClient, (type) => !type.startsWith('energy'));
  }

  protected override get heading(): string {
    return msg('权益钱包');
  }

  protected override async load(client: TesseraClient, signal: AbortSignal): Promise<Wallet> {
    const wallet = await askWallet(client, this.#wish, this.data, signal);
    this.more = 'idle';
    if (wallet.items.length === 0) await this.#loadLate();
    else this.#calling ??= whenCalm(() => void this.#loadLate());
    void this.sheet?.reload?.();
    return wallet;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.hasUpdated && (changed.has('view') || changed.has('category'))) void this.refresh();
  }

  protected override renderAction(): Part {
    if (!this.data) return nothing;
    return html`<button class="ghost" aria-haspopup="dialog" @click=${() => this.#open(({ PointsSheet }, desk) => new PointsSheet(desk))}>${msg('明细')}</button>
      <button class="ghost" aria-haspopup="dialog" @click=${() => this.#open(({ BundlesSheet }, desk) => new BundlesSheet(desk))}>${msg('惠省钱')}</button>`;
  }

  protected override renderSkeleton(): Part {
    return html`<div class="bones"><div class="bone figures"></div><div class="bone strip"></div>${[1, 2, 3].map(() => html`<div class="bone line"></div>`)}</div>`;
  }

  protected override renderReady(wallet: Wallet): Part {
    const { summary, items, cursor } = wallet;
    const { tier } = summary;
    const now = this.activeClient?.now() ?? 0;
    // Thousands of rows are drawn again only when they, the minute or the words have changed.
    const minute = Math.floor(now / 60_000);
    return html`
      ${figures(summary, now)}
      ${tierStrip(tier, () => void this.#open(({ LadderSheet }, desk) => new LadderSheet(desk, tier)))}
      <div class="bar"><div class="tabs tone coupon" role="tablist" aria-label=${msg('状态')} @keydown=${onTabKeys}>${views.map((view) => this.#renderTab(view, summary.unused))}</div>${this.late?.filter(wallet, this.category, this.#choose)}</div>
      <div id="list" role="tabpanel" aria-labelledby="tab-${this.view}">
        ${items.length
          ? html`<ul class="rows">${guard([items, minute, getLocale()], () => repeat(items, ({ id }) => id, (right) => guard([right, minute, getLocale()], () => rightRow(right, now, (one) => this.#show(one, false), (one) => this.#show(one, true)))))}</ul>`
          : html`<slot name="empty">${this.late?.none(this.view, this.category, this.#choose)}</slot>`}
        ${cursor ? this.late?.end(this.more, this.#onMore) : nothing}
      </div>
      ${this.sheets && this.sheet
        ? this.sheets.sheet({ heading: this.sheet.heading, body: html`${this.sheet.render()}`, onClose: () => this.#close() })
        : nothing}`;
  }

  #renderTab(view: RightView, unused: number): Part {
    const selected = view === this.view;
    const word = { unused: msg(str`可使用 ${unused}`), used: msg('已使用'), expired: msg('已过期') }[view];
    return html`<button role="tab" id="tab-${view}" aria-controls="list" aria-selected=${selected} tabindex=${selected ? 0 : -1} @click=${() => (this.view = view)}>${word}</button>`;
  }

  #choose = (category: Category | ''): void => {
    this.category = category;
  };

  /** Without them the list still stands. */
  async #loadLate(): Promise<void> {
    this.late ??= await import('./late.js').catch(() => undefined);
    if (this.late) this.addStyles(this.late.lateStyles);
  }

  get #wish(): Wish {
    return { view: views.find((one) => one === this.view) ?? 'unused', category: this.category };
  }

  #desk(client: TesseraClient): Desk {
    return {
      client, host: this,
      addStyles: (styles) => this.addStyles(styles),
      announce: (text) => this.announce(text),
      redraw: () => this.requestUpdate(),
      explain: (error) => this.explain(error),
      use: (right) => this.dispatchEvent(new RightUseEvent(right)),
      unlock: (level) => this.dispatchEvent(new RightUnlockEvent(level === 'card' ? 'add_card' : 'open_wallet')),
      changed: () => void this.refresh(),
    };
  }

  async #open(make: (sheets: Sheets, desk: Desk) => WalletSheet): Promise<void> {
    await this.act(async (client) => {
      this.sheets ??= await import('./sheets.js');
      this.addStyles(this.sheets.sheetsStyles);
      this.sheet = make(this.sheets, this.#desk(client));
    });
  }

  #close(): void {
    this.sheet?.close?.();
    this.sheet = undefined;
  }

  #show(right: Right, using: boolean): void {
    if (using && right.kind === 'coupon' && !isThing(right)) {
      if (this.dispatchEvent(new RightUseEvent(right))) void this.#open(({ RightSheet }, desk) => new RightSheet(desk, right, 'hint'));
    } else if (using || this.dispatchEvent(new RightOpenEvent(right))) {
      void this.#open(({ RightSheet }, desk) => new RightSheet(desk, right, using ? (isThing(right) ? 'code' : 'confirm') : 'rest'));
    }
  }

  #onMore = async (): Promise<void> => {
    const [client, wallet, late] = [this.activeClient, this.data, this.late];
    if (!client || !late || !wallet?.cursor || this.more === 'asking') return;
    this.more = 'asking';
    try {
      const first = await late.extend(client, this.#wish, wallet);
      if (wallet !== this.data) return;
      this.more = 'idle';
      await this.updateComplete;
      if (!first) return;
      this.renderRoot.querySelector<HTMLElement>(`[data-right="${CSS.escape(first.id)}"]`)?.focus();
      this.announce(msg(str`又加载了 ${wallet.items.length - wallet.items.indexOf(first)} 项权益`));
    } catch {
      if (wallet === this.data) this.more = 'failed';
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tessera-rights-wallet': RightsWalletElement;
  }
}
