import type { TesseraClient } from '@tessera/client';
import type { Campaign } from '@tessera/contract';
import { html, nothing, type ReactiveControllerHost } from 'lit';
import { getLocale, msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { ListWindow } from './list-window.js';
import { NearEndController } from './near-end.js';
import type { Run } from './runs.js';
import { join, PAGE, query, type Shelf, type Wish } from './shelf.js';
import { opensAt, phaseOf } from './standing.js';

/** Whoever came this far gets longer pages, so that a flick seldom waits for one. */
const LONG = 100;
const LONG_PAGE = 60;

const DAY_MS = 86_400_000;

type Group = readonly Campaign[];

/** What the list needs of the widget around it. */
export interface ListHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** What the list works on. */
export interface Reading {
  readonly client: TesseraClient | undefined;
  readonly shelf: Shelf | undefined;
  readonly wish: Wish;
}

/** The first cards, as they stood before the list took over. */
export interface Standing {
  readonly size: number;
  readonly cards: number;
}

/** When a group has to be drawn again though nothing in it was changed; `turn` counts the times it was. */
interface Due {
  readonly at: number;
  readonly turn: number;
}

/** The list beyond its first page: brings pages near its end, draws what is near the screen, and again only what something happened to. */
export class LongList {
  readonly #window: ListWindow;
  readonly #groups = new Map<number, Group>();
  readonly #due = new WeakMap<Group, Due>();
  #asked: string | undefined;
  /** The shelf whose next page is being asked for, or could not be. */
  #asking: Shelf | undefined;
  #failed: Shelf | undefined;

  constructor(
    private readonly host: ListHost,
    private readonly teller: { announce(text: string): void; extended(items: readonly Campaign[]): void },
    private readonly reading: () => Reading,
    private readonly isLively: (campaignId: string) => boolean,
    private readonly standing: Standing,
  ) {
    const part = (id: string): Element | null => (host.renderRoot as ShadowRoot).getElementById(id);
    this.#asked = reading().shelf?.asked;
    this.#window = new ListWindow(host, () => part('items'), standing.size, standing.cards);
    new NearEndController(host, () => part('end'), () => reading().shelf?.items.length ?? 0, () => void this.more(false));
  }

  /** What is drawn of a shelf, and the room of the rest. */
  runs({ asked, items, cursor }: Shelf): readonly Run[] {
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#groups.clear();
      this.#window.clear();
    }
    return this.#window.runs(items.length, !cursor);
  }

  /** The campaigns of a run; while nothing changed in it, the same array. */
  group(items: readonly Campaign[], { from, to }: Run): Group {
    const known = this.#groups.get(from);
    if (known?.length === to - from && known.every((one, at) => one === items[from + at])) return known;
    const group = items.slice(from, to);
    this.#groups.set(from, group);
    return group;
  }

  /**
   * What a group's look depends on: unequal to the last answer when it has to be drawn again. Time passes only in the groups near the
   * screen; the others catch up when they come there.
   */
  seen(group: Group, { from, drawn }: Run, now: number, near: boolean): unknown[] {
    if (group.some(({ id }) => this.isLively(id))) return [{}];
    let due = this.#due.get(group);
    if (!due || (now >= due.at && this.#window.isNear(from / this.standing.size))) this.#due.set(group, (due = { at: nextChange(group, now), turn: (due?.turn ?? 0) + 1 }));
    return [group, due.turn, drawn, near, getLocale()];
  }

  /** Leads the focus to a coupon, however far from the screen it is. */
  async focus(campaignId: string): Promise<void> {
    const place = this.reading().shelf?.items.findIndex(({ id }) => id === campaignId) ?? -1;
    if (place >= 0) await this.#window.bring(place);
    this.host.renderRoot.querySelector<HTMLElement>(`[data-campaign="${CSS.escape(campaignId)}"]`)?.focus();
  }

  render(shelf: Shelf): Part {
    const busy = this.#asking === shelf;
    return shelf.cursor
      ? html`<button class="mini" aria-disabled=${busy} @click=${() => this.more(true)}>${busy ? msg('正在加载…') : this.#failed === shelf ? msg('没有加载出来，重试') : msg('加载更多')}</button>`
      : nothing;
  }

  /** Brings the next page. By hand the focus goes on to its first coupon; else whoever reads keeps the place. */
  async more(byHand: boolean): Promise<void> {
    const { client, shelf, wish } = this.reading();
    if (!client || !shelf?.cursor || this.#asking === shelf || (this.#failed === shelf && !byHand)) return;
    this.#asking = shelf;
    this.#failed = undefined;
    this.host.requestUpdate();
    try {
      const { items, nextCursor } = await client.coupons.listCampaigns({ ...query(wish), cursor: shelf.cursor, limit: shelf.items.length < LONG ? PAGE : LONG_PAGE });
      const first = shelf.items.length;
      shelf.items = join(shelf.items, items);
      shelf.cursor = nextCursor;
      this.#asking = undefined;
      this.host.requestUpdate();
      if (shelf !== this.reading().shelf) return;
      this.teller.extended(shelf.items.slice(first));
      const from = shelf.items[first];
      if (!from) return;
      if (byHand) await this.focus(from.id);
      this.teller.announce(msg(str`又加载了 ${shelf.items.length - first} 张券`));
    } catch {
      this.#asking = undefined;
      this.#failed = shelf;
      this.host.requestUpdate();
    }
  }
}

/** The next moment at which a group looks different: at once while a clock runs in it. */
function nextChange(group: Group, now: number): number {
  let next = Infinity;
  for (const one of group) {
    const opens = opensAt(one);
    const { standing } = one;
    const begins = opens ? Date.parse(opens) : NaN;
    if (opens && begins > now && phaseOf(one, now) === 'upcoming' && begins - now < DAY_MS) return now + 1;
    for (const moment of [begins, begins - DAY_MS, Date.parse(one.endsAt), 'drawsAt' in standing ? Date.parse(standing.drawsAt) : NaN]) if (moment > now && moment < next) next = moment;
  }
  return next;
}
