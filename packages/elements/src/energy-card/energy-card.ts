import type { TesseraClient } from '@tessera/client';
import type { Bubble, Energy, EnergyDay, Ride } from '@tessera/contract';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { RefreshOnController } from '../controllers/refresh-on.js';
import { element } from '../element.js';
import { grams, integer } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { WidgetElement, type Part } from '../widget.js';
import { energyCardStyles } from './energy-card.styles.js';
import { EnergyCheckInEvent, EnergyCollectEvent } from './energy-events.js';
import { mosaicTree, percent } from './mosaic-tree.js';
import { byUrgency, finePrint, modeWord, rideWords, waitWords } from './ride-words.js';
import { credited, week } from './week.js';

export * from './energy-events.js';

interface EnergyData {
  readonly energy: Energy;
  readonly days: readonly EnergyDay[];
}

/** How many bubbles hang beside the tree; the others are counted below it. */
const bubblesInScene = 4;
/** The gateway takes no more bubbles in one collection. */
const bubblesPerCollection = 50;
const dayMilliseconds = 86_400_000;

/** The most urgent bubbles; one place is kept for what is still ripening, so that it can be seen coming. */
const inScene = (bubbles: readonly Bubble[]): readonly Bubble[] => {
  const unripe = bubbles.filter((bubble) => !bubble.ripe);
  return [...bubbles.filter((bubble) => bubble.ripe).slice(0, bubblesInScene - Math.min(1, unripe.length)), ...unripe].slice(0, bubblesInScene);
};

/**
 * The low-carbon card: a mosaic tree that grows with the energy of green rides, bubbles to collect, check-in and the last
 * seven days. Reads ride data only after the user's separate consent; without it check-in still works.
 *
 * @fires {EnergyCollectEvent} tessera-energy-collect - Energy was collected.
 * @fires {EnergyCheckInEvent} tessera-energy-check-in - The user checked in.
 * @slot header - Instead of the heading.
 * @csspart card - The card.
 * @csspart header - Its head.
 * @csspart item - A bubble.
 * @csspart action - The buttons that act.
 * @csspart error - What went wrong.
 * @cssproperty --tessera-color-energy - The leaf green of bubbles, bars and the check-in button.
 * @cssstate loading - Data is on its way.
 * @cssstate offline - The network is away.
 * @cssstate error - The data could not be had.
 */
@element('tessera-energy-card')
export class EnergyCardElement extends WidgetElement<EnergyData> {
  static override styles = [WidgetElement.styles, energyCardStyles];

  /** `tree`, `rides` (what was ridden) or `guide` (how grams are counted). */
  @property() view: 'tree' | 'rides' | 'guide' = 'tree';
  /** Leaves out the chart of the last seven days. */
  @property({ type: Boolean, attribute: 'no-chart' }) noChart = false;

  @state() private chart: typeof import('./week-chart.js') | undefined;
  @state() private pages: typeof import('./energy-pages.js') | undefined;
  @state() private asTable = false;
  @state() private busy = false;
  @state() private notNow = false;
  @state() private withdrawing = false;
  @state() private rides: { readonly items: readonly Ride[]; readonly nextCursor: string | null } | undefined;
  #ripening: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new RefreshOnController(this, () => this.activeClient, (type) => type.startsWith('energy.'));
  }

  protected override get heading(): string {
    return this.view === 'rides' ? msg('出行记录') : this.view === 'guide' ? msg('低碳攻略') : msg('低碳能量');
  }

  protected override async load({ energy }: TesseraClient, signal: AbortSignal): Promise<EnergyData> {
    const [now, { items }] = await Promise.all([energy.get({}, { signal }), energy.listDays({ days: 7 }, { signal })]);
    if (!now.consent) await this.#loadPages();
    return { energy: now, days: items };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#ripening);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('view')) this.withdrawing = false;
    if (!this.data) return;
    if (this.view !== 'tree' && !this.pages) void this.#loadPages().catch(() => { this.view = 'tree'; });
    if (this.view === 'tree' && !this.noChart && !this.chart) void this.#loadChart().catch(() => { this.noChart = true; });
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (this.view === 'rides' && changed.has('view')) void this.#loadRides();
    clearTimeout(this.#ripening);
    const now = this.#now;
    const waits = (this.data?.energy.bubbles ?? []).map((bubble) => Date.parse(bubble.ripe ? bubble.lapsesAt : bubble.ripeAt) - now).filter((wait) => wait > 0);
    const next = Math.min(...waits);
    if (this.isConnected && next < dayMilliseconds) this.#ripening = setTimeout(() => void this.refresh(), next + 1000);
  }

  protected override renderAction(): Part {
    if (!this.data) return nothing;
    return html`<button class="ghost" @click=${() => this.#open(this.view === 'tree' ? 'guide' : 'tree')}>${this.view === 'tree' ? msg('攻略') : msg('返回')}</button>`;
  }

  protected override renderSkeleton(): Part {
    return html`<div class="stack"><div class="bone scene"></div><div class="bone figures"></div><div class="bone chart"></div><div class="bone figures"></div></div>`;
  }

  protected override renderReady(data: EnergyData): Part {
    if (this.view === 'tree') return this.#renderTree(data);
    if (!this.pages) return this.renderSkeleton();
    if (this.view === 'rides') return this.pages.ridesPage(data.energy, this.rides, { now: this.#now, more: () => void this.#loadRides(), agree: this.#onAgree });
    return this.pages.guidePage(data.energy, { asking: this.withdrawing, ask: (asking) => { this.withdrawing = asking; }, withdraw: this.#onWithdraw, agree: this.#onAgree });
  }

  #renderTree({ energy, days }: EnergyData): TemplateResult {
    const bubbles = byUrgency(energy.bubbles);
    const { tree } = energy;
    return html`
      <div class="scene energy tone">
        ${mosaicTree(tree.grams, tree.costGrams, msg(str`${tree.name}，已长成 ${percent(tree.grams, tree.costGrams)}%，${integer(tree.grams)} 克，共需 ${integer(tree.costGrams)} 克`))}
        <ul class="bubbles" aria-label=${msg('能量')}>${inScene(bubbles).map((bubble) => html`<li>${this.#renderBubble(bubble)}</li>`)}</ul>
      </div>
      <div class="energy tone stack">
        ${energy.consent ? this.#renderGather(bubbles) : this.notNow ? nothing : this.pages?.consentPanel(this.#onAgree, () => { this.notNow = true; })}
        ${this.#renderFigures(energy)}
        ${this.#renderWeek(energy, days)}
        ${this.#renderActions(energy.checkIn)}
      </div>`;
  }

  #renderBubble(bubble: Bubble): TemplateResult {
    const inside = html`<b>${integer(bubble.grams)}g</b><small>${modeWord(bubble.mode)}</small><small>${waitWords(bubble, this.#now)}</small><span class="sr">${finePrint(bubble)}</span>`;
    if (!bubble.ripe) return html`<div class="bubble unripe" part="item">${inside}</div>`;
    return html`<button class="bubble" part="item" data-bubble=${bubble.id} @click=${() => this.#onCollect([bubble])}>${inside}</button>`;
  }

  #renderGather(bubbles: readonly Bubble[]): Part {
    const ripe = bubbles.filter((bubble) => bubble.ripe);
    const [first] = ripe;
    if (!bubbles.length) return html`<p class="panel">${msg('坐公交地铁、骑车或步行之后，能量会长在树旁边。')}</p>`;
    if (!first || (ripe.length < 2 && bubbles.length <= bubblesInScene)) return nothing;
    const sum = ripe.reduce((total, bubble) => total + bubble.grams, 0);
    return html`<div class="bar panel">
      <div><b>${msg(str`${ripe.length} 份可收取，共 ${integer(sum)} 克`)}</b><small>${msg(str`最早的一份：${rideWords(first)}，${waitWords(first, this.#now)}`)}</small></div>
      <button class="button soft pill" part="action" aria-disabled=${this.busy} @click=${() => this.#onCollect(ripe.slice(0, bubblesPerCollection))}>${msg('全部收取')}</button>
    </div>`;
  }

  #renderFigures({ totalGrams, tree }: Energy): TemplateResult {
    const total = grams(totalGrams);
    const grown = percent(tree.grams, tree.costGrams);
    return html`<div class="sum">
      <div><strong>${total.figure}<sub>${total.unit}</sub></strong><small>${msg('累计减排')}</small></div>
      <div><strong>${grown}<sub>%</sub></strong><small>${msg(str`这棵${tree.name}`)}</small></div>
      <div>${grown === 100 ? html`<strong>${msg('已长成')}</strong><small>${msg('一棵树')}</small>` : this.#renderPace(tree.weeksLeft)}</div>
    </div>`;
  }

  #renderPace(weeks: number | null): TemplateResult {
    if (weeks === null) return html`<strong>–</strong><small>${msg('收取几天后估算')}</small>`;
    const inYears = weeks > 104;
    return html`<strong>${integer(inYears ? Math.ceil(weeks / 52) : weeks)}<sub>${inYears ? msg('年') : msg('周')}</sub></strong><small>${msg('照此速度长成')}</small>`;
  }

  #renderWeek({ todayGrams }: Energy, days: readonly EnergyDay[]): TemplateResult {
    const bars = week(days, this.#now);
    return html`
      <div class="bar">
        <div><b>${msg(str`今日 ${integer(todayGrams)} 克`)}</b></div>
        ${this.noChart ? nothing : html`<button class="ghost" aria-pressed=${this.asTable} @click=${() => { this.asTable = !this.asTable; }}>${this.asTable ? msg('看图') : msg('看数字')}</button>`}
      </div>
      ${this.noChart ? nothing : html`<div class="chart">${this.asTable ? this.chart?.weekTable(bars) : this.chart?.weekChart(bars)}</div>`}`;
  }

  #renderActions({ done, streakDays, grams: gain }: Energy['checkIn']): TemplateResult {
    const streak = streakDays ? html`<small>${msg(str`已连续 ${streakDays} 天`)}</small>` : nothing;
    return html`<div class="acts">
      <button class=${done ? 'button soft' : 'button'} part="action" aria-disabled=${done || this.busy} @click=${this.#onCheckIn}>${done ? msg('今日已签到') : msg(str`签到 +${gain}g`)}${streak}</button>
      <button class="button soft rides" @click=${() => this.#open('rides')}>${msg('出行记录')}</button>
    </div>`;
  }

  get #now(): number {
    return this.activeClient?.now() ?? Date.now();
  }

  async #loadPages(): Promise<void> {
    this.pages ??= await import('./energy-pages.js');
    this.addStyles(this.pages.pageStyles);
  }

  async #loadChart(): Promise<void> {
    this.chart ??= await import('./week-chart.js');
    this.addStyles(this.chart.chartStyles);
  }

  /** Runs one write at a time; what it did not bring is asked for again, since the card was out of date. */
  async #write<T>(run: (client: TesseraClient) => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    const result = await this.act(run);
    this.busy = false;
    if (result === undefined) void this.refresh();
    return result;
  }

  #show(energy: Energy, gained = 0): void {
    this.take({ energy, days: credited(this.data?.days ?? [], gained, this.#now) });
  }

  async #onCollect(bubbles: readonly Bubble[]): Promise<void> {
    const bubbleIds = bubbles.map((bubble) => bubble.id);
    const held = this.shadowRoot?.activeElement;
    const gain = await this.#write((client) => client.energy.collect({ bubbleIds }));
    if (!gain) return;
    const land = await this.#fly(bubbleIds);
    this.#show(gain.energy, gain.grams);
    await this.updateComplete;
    land?.();
    this.#rescue(held, 'button.bubble, .acts .button');
    this.announce(msg(str`已收取 ${integer(gain.grams)} 克`));
    this.dispatchEvent(new EnergyCollectEvent(gain.grams, bubbleIds));
  }

  /** A flight that cannot be loaded is not worth losing the result for. */
  async #fly(bubbleIds: readonly string[]): Promise<(() => void) | undefined> {
    return import('./bubble-flight.js').then(({ flyAway }) => flyAway(this.renderRoot, bubbleIds), () => undefined);
  }

  #onCheckIn = async (): Promise<void> => {
    if (this.data?.energy.checkIn.done) return;
    const gain = await this.#write((client) => client.energy.checkIn());
    if (!gain) return;
    this.#show(gain.energy, gain.grams);
    const { streakDays } = gain.energy.checkIn;
    this.announce(msg(str`已签到，得 ${integer(gain.grams)} 克，已连续 ${streakDays} 天`));
    this.dispatchEvent(new EnergyCheckInEvent(gain.grams, streakDays));
  };

  #onAgree = (): Promise<void> => this.#setConsent(true, msg('已开启，之后的绿色出行会变成能量'));

  #onWithdraw = (): Promise<void> => this.#setConsent(false, msg('已撤回，不再读取出行数据'));

  async #setConsent(consent: boolean, told: string): Promise<void> {
    const held = this.shadowRoot?.activeElement;
    const energy = await this.#write((client) => client.energy.setConsent({ consent }));
    if (!energy) return;
    this.withdrawing = false;
    this.notNow = !consent;
    this.#show(energy);
    this.rides = undefined;
    if (this.view === 'rides') void this.#loadRides();
    await this.updateComplete;
    this.#rescue(held, '.acts .button');
    this.announce(told);
  }

  async #loadRides(): Promise<void> {
    const before = this.rides;
    const cursor = before?.nextCursor;
    const page = await this.act((client) => client.energy.listRides(cursor ? { cursor } : {}));
    this.rides = page ? { items: [...(cursor ? before.items : []), ...page.items], nextCursor: page.nextCursor } : before ?? { items: [], nextCursor: null };
  }

  async #open(view: EnergyCardElement['view']): Promise<void> {
    const from = this.view;
    this.view = view;
    this.notice = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(view === 'tree' && from === 'rides' ? '.rides' : 'header .ghost')?.focus();
  }

  /** Gives the keyboard a place when the button it was on is gone. */
  #rescue(held: Element | null | undefined, selector: string): void {
    if (held && !held.isConnected) this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tessera-energy-card': EnergyCardElement;
  }
}
