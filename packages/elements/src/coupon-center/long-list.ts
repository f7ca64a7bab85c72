import type { TesseraClient } from '@tessera/client';
import type { Campaign } from '@tessera/contract';
import { html, nothing, type ReactiveControllerHost } from 'lit';
import { getLocale, msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { NearEndController } from './near-end.js';
import { join, PAGE, query, type Shelf, type Wish } from './shelf.js';
import { opensAt, phaseOf } from './standing.js';

/** Groups away from the screen are not laid out at all. Twelve fill whole rows of one to four columns, sixty those of five or six. */
const GROUP = 12;
const WIDE_GROUP = 60;
const WIDE_PX = 1500;

/** So many are drawn at once, and a frame is left for a scroll between them. */
const AT_ONCE = 4;
const BREATH_MS = 20;

const DAY_MS = 86_400_000;

type Group = readonly Campaign[];

/** What the list needs of the widget around it. */
export interface ListHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly clientWidth: number;
}

/** What the list works on. */
export interface Reading {
  readonly client: TesseraClient | undefined;
  readonly shelf: Shelf | undefined;
  readonly wish: Wish;
}

/** When a group has to be drawn again though nothing in it was changed; `turn` counts the times it was. */
interface Due {
  readonly at: number;
  readonly turn: number;
}

/** The list beyond its first page: brings pages near its end, and draws again only the groups that something happened in. */
export class LongList {
  readonly #size: number;
  #groups: readonly Group[] = [];
  readonly #due = new WeakMap<Group, Due>();
  /** The groups that are not laid out. A browser that does not say so has none. */
  readonly #away = new Set<number>();
  /** The shelf whose next page is being asked for, or could not be. */
  #asking: Shelf | undefined;
  #failed: Shelf | undefined;

  constructor(
    private readonly host: ListHost,
    private readonly teller: { announce(text: string): void; extended(items: readonly Campaign[]): void },
    private readonly reading: () => Reading,
    private readonly isLively: (campaignId: string) => boolean,
  ) {
    this.#size = host.clientWidth > WIDE_PX ? WIDE_GROUP : GROUP;
    host.renderRoot.addEventListener('contentvisibilityautostatechange', this.#onVisibility);
    new NearEndController(host, () => (host.renderRoot as ShadowRoot).getElementById('end'), () => reading().shelf?.items.length ?? 0, () => void this.more(false));
  }

  /** The campaigns in groups; a group in which nothing changed stays the same array. */
  groups(items: readonly Campaign[]): readonly Group[] {
    const size = this.#size;
    this.#groups = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => {
      const [group, known] = [items.slice(index * size, (index + 1) * size), this.#groups[index]];
      return known?.length === group.length && known.every((one, at) => one === group[at]) ? known : group;
    });
    return this.#groups;
  }

  /**
   * What a group's look depends on: unequal to the last answer when it has to be drawn again. Time passes only in the groups near the
   * screen; the others catch up when they come there.
   */
  seen(group: Group, now: number, near: boolean): unknown[] {
    if (group.some(({ id }) => this.isLively(id))) return [{}];
    let due = this.#due.get(group);
    if (!due || (now >= due.at && !this.#away.has(this.#groups.indexOf(group)))) this.#due.set(group, (due = { at: nextChange(group, now), turn: (due?.turn ?? 0) + 1 }));
    return [group, due.turn, near, getLocale()];
  }

  /** A group came near the screen or went away from it, as the browser lays out or skips it. */
  readonly #onVisibility = (event: Event): void => {
    const { target, skipped } = event as ContentVisibilityAutoStateChangeEvent;
    const lists = [...((target as Element).parentElement?.children ?? [])].filter((one) => one.matches('.tickets'));
    const index = lists.indexOf(target as Element);
    if (skipped) this.#away.add(index);
    else if (this.#away.delete(index)) this.host.requestUpdate();
  };

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
      const { items, nextCursor } = await client.coupons.listCampaigns({ ...query(wish), cursor: shelf.cursor, limit: PAGE });
      const first = shelf.items.length;
      for (let from = 0; from < items.length; from += AT_ONCE) {
        if (from) await new Promise((go) => { setTimeout(go, BREATH_MS); });
        shelf.items = join(shelf.items, items.slice(from, from + AT_ONCE));
        this.host.requestUpdate();
        await this.host.updateComplete;
      }
      shelf.cursor = nextCursor;
      this.#asking = undefined;
      this.host.requestUpdate();
      if (shelf !== this.reading().shelf) return;
      this.teller.extended(shelf.items);
      const from = shelf.items[first];
      if (!from) return;
      if (byHand) this.host.renderRoot.querySelector<HTMLElement>(`[data-campaign="${CSS.escape(from.id)}"]`)?.focus();
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
