import type { TesseraClient } from '@tessera/client';
import type { Campaign, CampaignSort, Category } from '@tessera/contract';
import { html, nothing, type CSSResultGroup, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { whenCalm } from '../calm.js';
import { RefreshOnController } from '../controllers/refresh-on.js';
import { ServerClockController } from '../controllers/server-clock.js';
import { element } from '../element.js';
import { getLocale, msg, str } from '../locale/localize.js';
import { tabsStyles } from '../styles/tabs.styles.js';
import { WidgetElement, type Part } from '../widget.js';
import { couponCenterStyles } from './coupon-center.styles.js';
import type { Counter, Till } from './counter.js';
import { categoryTabs, cityPill, tools } from './filters.js';
import { roundBanner } from './round-banner.js';
import { allRuns, AT_ONCE, groupSize, keyOf, type Run } from './runs.js';
import { askOne, askShelf, type Shelf, type Wish } from './shelf.js';
import { nextRound, phaseOf, plain } from './standing.js';
import { countdownText, ticket, type Note, type TicketActions, type TicketView } from './ticket.js';
import { ticketStyles } from './ticket.styles.js';

export * from './events.js';

const TYPING_MS = 300;

/**
 * 领券中心: the coupons of a city to find, claim and use.
 *
 * @fires tessera-ready - The coupons show for the first time.
 * @fires tessera-error - Something could not be done.
 * @fires tessera-coupon-claim - A coupon was claimed.
 * @fires tessera-coupon-use - The user wants to use a claimed coupon; cancelable.
 * @fires tessera-coupon-unlock - The user wants to take the step that opens a campaign; cancelable.
 * @slot header - Instead of the heading.
 * @slot empty - Instead of the words for an empty list.
 * @csspart card - The card.
 * @csspart header - Its header.
 * @csspart item - One coupon.
 * @csspart action - A coupon's button.
 * @csspart empty - The empty list.
 * @csspart error - Words about something that failed.
 * @cssproperty --tessera-color-coupon - The coupons' tone.
 * @cssstate loading - Coupons are being asked for.
 */
@element('tessera-coupon-center')
export class CouponCenterElement extends WidgetElement<Shelf> {
  static override styles: CSSResultGroup = [WidgetElement.styles, tabsStyles, ticketStyles, couponCenterStyles];

  /** GB/T 2260 code of the city, empty for all. */
  @property() city = '';
  /** One of the 19 categories, empty for all. */
  @property() category: Category | '' = '';
  /** Shows this campaign alone. */
  @property() campaign = '';
  /** Shows what can be used in this store. */
  @property() store = '';
  /** Shows this many and no more, without search. */
  @property({ type: Number }) limit?: number;

  @state() private searched = '';
  @state() private sort: CampaignSort = 'recommended';
  @state() private torn = '';
  /** So many coupons of the first page are drawn, until the list takes over. */
  @state() private drawn = 0;
  @state() private counter: Counter | undefined;

  readonly #notes = new Map<string, Note>();
  /** Campaigns as claimed here, until the gateway's list has caught up. */
  readonly #claimed = new Map<string, Campaign>();
  #round: string | undefined;
  #size = 0;
  #drawing: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #fetching: (() => void) | undefined;

  readonly #events = new RefreshOnController(this, () => this.activeClient, (type) => /^(coupon|lottery)/.test(type));
  readonly #clock = new ServerClockController(this, () => this.activeClient, () => !!this.counter?.openings.isWaiting);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#fetching?.();
    this.#fetching = undefined;
  }

  protected override get heading(): string {
    return msg('领券中心');
  }

  protected override async load(client: TesseraClient, signal: AbortSignal): Promise<Shelf> {
    const shelf = this.campaign
      ? await askOne(client, this.campaign, signal)
      : await askShelf(client, this.#wish, this.#limit, this.data, signal);
    const now = client.now();
    shelf.items = shelf.items.map((one) => {
      const own = this.#claimed.get(one.id);
      return own && own.claimed > one.claimed ? own : one;
    });
    this.counter?.openings.renew(shelf.items, now);
    this.#round = nextRound(shelf.items, now)?.id;
    return shelf;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const asks = ['city', 'category', 'campaign', 'store', 'limit'] as const;
    if (this.hasUpdated && asks.some((name) => changed.has(name))) void this.refresh();
    for (const { id, title } of this.counter?.openings.opened(this.data?.items ?? [], this.#clock.now) ?? []) {
      this.#notes.delete(id);
      this.announce(msg(str`${title} 开抢了`));
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (!this.counter && this.drawn < (this.data?.items.length ?? 0)) this.#drawing ??= requestAnimationFrame(() => setTimeout(() => {
      this.#drawing = undefined;
      this.drawn += AT_ONCE;
    }));
    if (this.data) this.#fetching ??= whenCalm(() => void this.#openCounter().catch(() => undefined));
    this.counter?.showTab();
  }

  protected override renderAction(): Part {
    if (this.campaign) return nothing;
    const { items = [], cities = [] } = this.data ?? {};
    return html`${plain(items, this.#clock.now).length > 1 ? html`<button class="mini all" @click=${this.#onAll}>${msg('一键领取')}</button>` : nothing}${cityPill(cities, this.city, (city) => (this.city = city))}`;
  }

  protected override renderSkeleton(): Part {
    const papers = Array.from({ length: this.campaign ? 1 : (this.#limit ?? 4) }, () => html`<div class="bone paper"></div>`);
    return html`<div class="bones">${this.campaign ? nothing : html`<div class="bone line"></div><div class="bone line"></div>`}${papers}</div>`;
  }

  protected override renderReady(shelf: Shelf): Part {
    const { now } = this.#clock;
    const list = this.counter?.list;
    const size = (this.#size ||= groupSize());
    const round = shelf.items.find(({ id }) => id === this.#round);
    return html`
      ${this.campaign ? nothing : categoryTabs(this.category, (category) => (this.category = category))}
      ${this.campaign || this.#limit !== undefined ? nothing : tools(this.searched, this.#onWords, this.sort, (sort) => this.#reorder(sort))}
      ${round && !this.campaign ? roundBanner(round, now, () => void this.#atCounter(({ list: all }) => all.focus(round.id))) : nothing}
      <div id="list" role=${this.campaign ? 'group' : 'tabpanel'} aria-label=${msg('优惠券')}>
        ${shelf.items.length
          ? html`<div id="items" role="list">${repeat(list?.runs(shelf) ?? allRuns(shelf.items.length, size, this.drawn), keyOf, (run) => this.#renderRun(run, shelf.items, now))}</div>`
          : this.#renderNone()}
        ${shelf.cursor ? html`<div id="end">${list?.render(shelf) ?? nothing}</div>` : nothing}
      </div>${this.counter?.renderSheet() ?? nothing}`;
  }

  #renderRun(run: Run, items: readonly Campaign[], now: number): unknown {
    const { from, to, drawn } = run;
    if (drawn === undefined) return html`<div class="room"></div>`;
    const list = this.counter?.list;
    const group = list?.group(items, run) ?? items.slice(from, to);
    return html`<div class="tickets ${items.length > this.#size ? 'full' : ''}">${guard(list?.seen(group, run, now, this.#near) ?? [{}], () =>
      repeat(group, ({ id }) => id, (one, at) => (at < drawn ? this.#renderTicket(one, now) : html`<div class="bone paper"></div>`)))}</div>`;
  }

  #renderTicket(one: Campaign, now: number): unknown {
    const { id } = one;
    const phase = phaseOf(one, now);
    const { counter } = this;
    const panel = counter?.panel.at(id);
    const view: TicketView = { phase, now, near: this.#near, busy: counter?.isBusy(id) ?? false, torn: this.torn === id, note: this.#notes.get(id), panel: counter?.panel.render(one) };
    const seen = [one, phase, countdownText(one, phase, now), view.near, view.busy, view.torn, view.note, panel, getLocale()];
    return guard(seen, () => ticket(one, view, this.#actions));
  }

  #renderNone(): Part {
    return html`<slot name="empty"><div class="hollow" part="empty">${this.counter?.renderNone(!!(this.searched || this.category || this.city), this.#onWiden) ?? nothing}</div></slot>`;
  }

  readonly #actions: TicketActions = {
    press: (event, one) => void this.#atCounter((counter, client) => counter.press(event, one, client)),
    again: (event, one) => void this.#atCounter((counter, client) => counter.take(event, one, client)),
    rules: (one) => void this.#atCounter((counter, client) => counter.detail(one, client)),
    tornOff: () => (this.torn = ''),
  };

  readonly #till: Till = {
    note: (campaignId, text, good = false) => {
      this.#notes.set(campaignId, { text, good });
      this.announce(text);
      this.requestUpdate();
    },
    isMarked: (campaignId) => this.#notes.has(campaignId) || this.torn === campaignId,
    extended: (items) => {
      this.#round ??= nextRound(items, this.#clock.now)?.id;
    },
    addStyles: (styles) => this.addStyles(styles),
    clear: (campaignId) => void this.#notes.delete(campaignId),
    announce: (text) => this.announce(text),
    current: (one) => this.data?.items.find(({ id }) => id === one.id) ?? one,
    replace: (fresh) => this.#replace(fresh),
    hand: (after, couponId) => {
      this.#events.own.add(couponId);
      this.#claimed.set(after.id, after);
      this.torn = after.id;
      this.#replace(after);
    },
  };

  async #openCounter(): Promise<Counter> {
    if (!this.counter) {
      const { Counter, counterStyles } = await import('./counter.js');
      this.addStyles(counterStyles);
      this.counter ??= new Counter(this, this.#till, () => ({ client: this.activeClient, shelf: this.data, wish: this.#wish }), { size: this.#size, cards: this.drawn });
    }
    return this.counter;
  }

  /** The counter loads while the shelf is looked at; a tap that comes first waits for it. */
  #atCounter(run: (counter: Counter, client: TesseraClient) => Promise<void> | void): Promise<void> {
    return this.act(async (client) => run(await this.#openCounter(), client));
  }

  get #limit(): number | undefined {
    const { limit } = this;
    return limit && limit > 0 ? Math.min(Math.floor(limit), 100) : undefined;
  }

  get #wish(): Wish {
    const { city, category, store, searched: words, sort } = this;
    return { city, category, store, words, sort };
  }

  #replace(fresh: Campaign): void {
    if (this.data) this.data.items = this.data.items.map((one) => (one.id === fresh.id ? fresh : one));
    this.requestUpdate();
  }

  readonly #onAll = (event: MouseEvent): void => void this.#atCounter((counter, client) => counter.takeAll(event, client));

  get #near(): boolean {
    return this.sort === 'nearest';
  }


  #reorder(sort: CampaignSort): void {
    this.sort = sort;
    void this.refresh();
  }

  #onWords = (event: Event): void => {
    if ((event as InputEvent).isComposing) return;
    const words = (event.target as HTMLInputElement).value.trim();
    if (words === this.searched) return;
    this.searched = words;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), TYPING_MS);
  };

  #onWiden = (): void => {
    this.searched = this.category = this.city = '';
    void this.refresh();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tessera-coupon-center': CouponCenterElement;
  }
}
