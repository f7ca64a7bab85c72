import type { PointsEntry, PointsLot } from '@tessera/contract';
import { html, nothing } from 'lit';
import { dayAndTime, integer } from '../format.js';
import { chevronDown, points as pointsIcon } from '../icons.js';
import { getLocale, msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import type { Desk, WalletSheet } from './wallet-sheet.js';

function reasonWord(reason: PointsEntry['reason']): string {
  switch (reason) {
    case 'payment': return msg('付款奖励');
    case 'refund': return msg('退款收回');
    case 'spent': return msg('抵现');
    case 'returned': return msg('返还');
    case 'gift': return msg('赠送');
    case 'check_in': return msg('签到奖励');
    case 'prize': return msg('抽奖所得');
    case 'invitation': return msg('邀请奖励');
    case 'expired': return msg('到期失效');
  }
}

const shown = (month: string): string => new Intl.DateTimeFormat(getLocale(), { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(`${month}-15`));

const lotRow = ({ month, earned, left, expiresAt }: PointsLot): Part => html`<li>
  <span><b>${shown(month)}</b><small>${msg(str`获得 ${integer(earned)}，还剩 ${integer(left)}`)}</small></span>
  <small>${msg(str`${dayAndTime(Date.parse(expiresAt) - 1)}到期`)}</small></li>`;

/** The points book, newest first, page by page, under what is left of each month's points and when that lapses. */
export class PointsSheet implements WalletSheet {
  #entries: readonly PointsEntry[] = [];
  #lots: readonly PointsLot[] = [];
  #cursor: string | null | undefined;
  #asking = false;
  #failure = '';

  constructor(private readonly desk: Desk) {
    void this.#more();
    void this.#askLots();
  }

  get heading(): string {
    return msg('积分明细');
  }

  render(): Part {
    const none = this.#cursor === null && this.#entries.length === 0;
    return html`<div class="points">
      ${none ? html`<div class="hollow">${pointsIcon()}<small>${msg('还没有积分，用付款码付款就会有')}</small></div>` : nothing}
      ${this.#renderLots()}
      <ul class="plain">${this.#entries.map(({ id, title, reason, at, points, balance }) => html`<li tabindex="-1" data-entry=${id}>
        <span><b>${title}</b><small>${reasonWord(reason)} · ${dayAndTime(at)}</small></span>
        <span class="amount"><b class=${points < 0 ? 'minus' : ''}>${points < 0 ? '−' : '+'}${integer(Math.abs(points))}</b><small>${msg(str`余 ${integer(balance)}`)}</small></span></li>`)}</ul>
      ${this.#failure ? html`<p class="notice" role="alert"><span>${this.#failure}</span></p>` : nothing}
      ${this.#cursor === undefined && !this.#failure ? html`<div class="bone lines waiting" aria-hidden="true"></div>` : nothing}
      ${this.#cursor || this.#failure ? html`<div class="end"><button class="mini" aria-disabled=${this.#asking} @click=${this.#onMore}>${this.#asking ? msg('正在加载…') : this.#failure ? msg('重试') : msg('加载更多')}</button></div>` : nothing}
    </div>`;
  }

  /** What is left of each month's points, the first to lapse first; they are spent in that order too. Only the first stands before the book. */
  #renderLots(): Part {
    const [first, ...rest] = this.#lots.filter(({ left }) => left > 0);
    return !first ? nothing : html`<section class="lots"><h3>${msg('按获得月份，先到期的先用')}</h3><ul class="plain">${lotRow(first)}</ul>
      ${rest.length ? html`<details><summary>${msg(str`其余 ${rest.length} 个月`)}${chevronDown()}</summary><ul class="plain">${rest.map(lotRow)}</ul></details>` : nothing}</section>`;
  }

  /** Without them the book still reads. */
  async #askLots(): Promise<void> {
    this.#lots = await this.desk.client.rights.listPointsLots().then(({ items }) => items, () => []);
    this.desk.redraw();
  }

  async #more(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    this.#failure = '';
    this.desk.redraw();
    try {
      const { items, nextCursor } = await this.desk.client.rights.listPoints({ limit: 20, ...(this.#cursor && { cursor: this.#cursor }) });
      this.#entries = [...this.#entries, ...items];
      this.#cursor = nextCursor;
    } catch (error) {
      this.#failure = await this.desk.explain(error);
    }
    this.#asking = false;
    this.desk.redraw();
  }

  /** The focus goes on to the first new line. */
  #onMore = async (event: Event): Promise<void> => {
    const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
    const before = this.#entries.length;
    await this.#more();
    const first = this.#entries[before];
    requestAnimationFrame(() => first && root.querySelector<HTMLElement>(`[data-entry="${CSS.escape(first.id)}"]`)?.focus());
  };
}
