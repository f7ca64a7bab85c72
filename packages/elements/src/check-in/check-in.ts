import type { TesseraClient } from '@tessera/client';
import type { CheckIn, CheckInCalendar } from '@tessera/contract';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { RefreshOnController } from '../controllers/refresh-on.js';
import { element } from '../element.js';
import { integer } from '../format.js';
import { check, chevron, gift } from '../icons.js';
import { getLocale, msg, str } from '../locale/localize.js';
import { rewardWords } from '../reward-words.js';
import { WidgetElement, type Part } from '../widget.js';
import { CheckInEvent } from './check-in-events.js';
import { checkInStyles } from './check-in.styles.js';
import { monthFrom, weeks, type Tile } from './month.js';

export * from './check-in-events.js';

/** Months one may leaf back. */
const MOST_MONTHS = 12;
/** A Monday, from which the weekdays' names are taken. */
const MONDAY = Date.UTC(2026, 2, 2);
const DAY = 86_400_000;

const named = (at: number | string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(getLocale(), { timeZone: 'UTC', ...options }).format(new Date(at));

/**
 * Daily check-in: a month of tiles, one laid for each day, the streak, and what streaks give. One tap a day.
 *
 * @fires {CheckInEvent} tessera-check-in - The user checked in.
 * @slot header - Instead of the heading.
 * @csspart card - The card.
 * @csspart header - Its head.
 * @csspart item - A reward of a streak.
 * @csspart action - The button that checks in.
 * @csspart error - What went wrong.
 * @cssproperty --tessera-color-energy - The leaf green of the tiles and the button.
 * @cssstate loading - Data is on its way.
 * @cssstate offline - The network is away.
 * @cssstate error - The data could not be had.
 */
@element('tessera-check-in')
export class CheckInElement extends WidgetElement<CheckInCalendar> {
  static override styles = [WidgetElement.styles, checkInStyles];

  @state() private busy = false;
  @state() private result: CheckIn | undefined;
  /** An earlier month that is being looked at. */
  @state() private earlier: CheckInCalendar | undefined;
  #midnight: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new RefreshOnController(this, () => this.activeClient, (type) => type === 'energy.collected');
  }

  protected get heading(): string {
    return msg('每日签到');
  }

  protected async load({ energy }: TesseraClient, signal: AbortSignal): Promise<CheckInCalendar> {
    const calendar = await energy.getCheckIns({}, { signal });
    if (!calendar.done) this.result = undefined;
    return calendar;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#midnight);
  }

  /** A new day begins at midnight in Shanghai, and with it a new tile. */
  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    clearTimeout(this.#midnight);
    if (!this.data || !this.isConnected) return;
    const next = Date.parse(`${this.data.today}T00:00:00+08:00`) + DAY;
    const wait = next - (this.activeClient?.now() ?? Date.now());
    if (wait > 0) this.#midnight = setTimeout(() => void this.refresh(), wait + 1000);
  }

  protected override renderSkeleton(): Part {
    return html`<div class="bone go"></div><div class="bone days"></div><div class="bone gift"></div><div class="bone go"></div>`;
  }

  protected renderReady(calendar: CheckInCalendar): Part {
    return html`<div class="energy tone streak">
        <strong>${integer(calendar.streakDays)}</strong><span>${msg('天连续签到')}</span>${this.#renderNext(calendar)}
      </div>
      ${this.#renderMonth(calendar)}
      <ul class="gifts energy tone" aria-label=${msg('连签奖励')}>${calendar.rewards.map((one) => html`<li part="item" class=${one.given ? 'given' : ''}>
        <b>${one.given ? check() : gift()}${msg(str`${one.days} 天`)}</b><small>${rewardWords(one.reward)}</small>${one.given ? html`<small>${msg('已得')}</small>` : nothing}
      </li>`)}</ul>
      <div class="energy tone">${calendar.done ? this.#renderDone() : html`<button class="button go" part="action" aria-disabled=${this.busy} @click=${this.#onCheckIn}>${this.busy ? msg('正在签到') : msg('签到')}</button>`}</div>`;
  }

  #renderNext({ streakDays, rewards }: CheckInCalendar): Part {
    const next = rewards.find(({ days, given }) => !given && days > streakDays);
    if (!next) return nothing;
    return html`<small>${msg(str`再签 ${next.days - streakDays} 天得 ${rewardWords(next.reward)}`)}</small>`;
  }

  #renderMonth(now: CheckInCalendar): TemplateResult {
    const { month, days } = this.earlier ?? now;
    const oldest = monthFrom(now.month, -MOST_MONTHS);
    return html`<div>
      <div class="month"><b id="month" aria-live="polite">${named(`${month}-01T00:00:00Z`, { year: 'numeric', month: 'long' })}</b>
        <button class="turn back" aria-label=${msg('上个月')} ?disabled=${month <= oldest} @click=${() => this.#turn(now, month, -1)}>${chevron()}</button>
        <button class="turn" aria-label=${msg('下个月')} ?disabled=${month >= now.month} @click=${() => this.#turn(now, month, 1)}>${chevron()}</button></div>
      <table aria-labelledby="month" class="energy tone">
        <thead><tr>${[0, 1, 2, 3, 4, 5, 6].map((day) => html`<th scope="col"><span aria-hidden="true">${named(MONDAY + day * DAY, { weekday: 'narrow' })}</span><span class="sr">${named(MONDAY + day * DAY, { weekday: 'long' })}</span></th>`)}</tr></thead>
        <tbody>${weeks(month, days, now.today).map((week) => html`<tr>${week.map((tile) => (tile ? this.#renderTile(tile) : html`<td></td>`))}</tr>`)}</tbody>
      </table></div>`;
  }

  #renderTile({ number, checked, today, coming }: Tile): TemplateResult {
    const look = ['day', checked && 'checked', today && 'today', coming && 'coming', today && checked && this.result && 'fresh'].filter(Boolean).join(' ');
    return html`<td class=${look}>${number}${checked ? html`<span class="sr">${msg('已签到')}</span>` : today ? html`<span class="sr">${msg('今天，还没签到')}</span>` : nothing}</td>`;
  }

  #renderDone(): TemplateResult {
    const { result } = this;
    if (!result) return html`<p class="panel">${msg('今天已签到，明天再来')}</p>`;
    return html`<p class="panel result">${msg(str`签到成功，能量 +${integer(result.grams)} 克`)}${result.reward && result.reward.kind !== 'nothing' ? html`<br>${msg(str`连续 ${result.energy.checkIn.streakDays} 天，奖励 ${rewardWords(result.reward)}`)}` : nothing}<small>${msg('明天再来')}</small></p>`;
  }

  async #turn(now: CheckInCalendar, from: string, step: number): Promise<void> {
    const month = monthFrom(from, step);
    if (month === now.month) this.earlier = undefined;
    else this.earlier = await this.act((client) => client.energy.getCheckIns({ month })) ?? this.earlier;
  }

  #onCheckIn = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    this.earlier = undefined;
    const result = await this.act((client) => client.energy.checkIn());
    this.busy = false;
    // Refused or lost: another tab or device may have been first, and the calendar knows.
    if (!result) return this.refresh();
    const before = this.data;
    this.result = result;
    if (before) {
      const { streakDays } = result.energy.checkIn;
      this.take({ ...before, done: true, streakDays, days: [...before.days, before.today], rewards: before.rewards.map((one) => ({ ...one, given: one.given || one.days === streakDays })) });
    }
    this.announce(this.#said(result));
    this.dispatchEvent(new CheckInEvent(result.grams, result.energy.checkIn.streakDays, result.reward));
  };

  #said({ grams, energy, reward }: CheckIn): string {
    const { streakDays } = energy.checkIn;
    const words = msg(str`签到成功，能量 +${integer(grams)} 克`);
    return reward && reward.kind !== 'nothing' ? `${words} ${msg(str`连续 ${streakDays} 天，奖励 ${rewardWords(reward)}`)}` : words;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tessera-check-in': CheckInElement;
  }
}
