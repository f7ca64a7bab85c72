import type { TesseraClient } from '@tessera/client';
import type { Campaign } from '@tessera/contract';
import { html, nothing, type ReactiveControllerHost } from 'lit';
import { getLocale, msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { NearEndController } from './near-end.js';
import { join, PAGE, query, type Shelf, type Wish } from './shelf.js';
import { GROUP, opensAt, phaseOf } from './standing.js';

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

/** When a group has to be drawn again though nothing in it was changed; `turn` counts the times it was. */
interface Due {
  readonly at: number;
  readonly turn: number;
}

/** The list beyond its first page: brings pages near its end, and draws again only the groups that something happened in. */
export class LongList {
  #groups: readonly Group[] = [];
  readonly #due = new WeakMap<Group, Due>();
  /** The shelf whose next page is being asked for, or could not be. */
  #asking: Shelf | undefined;
  #failed: Shelf | undefined;

  constructor(private readonly host: ListHost, private readonly reading: () => Reading, private readonly announce: (text: string) => void, private readonly isLively: (campaignId: string) => boolean) {
    new NearEndController(host, () => (host.renderRoot as ShadowRoot).getElementById('end'), () => reading().shelf?.items.length ?? 0, () => void this.more(false));
  }

  /** The campaigns in groups; a group in which nothing changed stays the same array. */
  groups(items: readonly Campaign[]): readonly Group[] {
    this.#groups = Array.from({ length: Math.ceil(items.length / GROUP) }, (_, index) => {
      const [group, known] = [items.slice(index * GROUP, (index + 1) * GROUP), this.#groups[index]];
      return known?.length === group.length && known.every((one, at) => one === group[at]) ? known : group;
    });
    return this.#groups;
  }

  /** What a group's look depends on: unequal to the last answer when it has to be drawn again. */
  seen(group: Group, now: number, near: boolean): unknown[] {
    if (group.some(({ id }) => this.isLively(id))) return [{}];
    let due = this.#due.get(group);
    if (!due || now >= due.at) this.#due.set(group, (due = { at: nextChange(group, now), turn: (due?.turn ?? 0) + 1 }));
    return [group, due.turn, near, getLocale()];
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
      const { items, nextCursor } = await client.coupons.listCampaigns({ ...query(wish), cursor: shelf.cursor, limit: PAGE });
      const first = shelf.items.length;
      shelf.items = join(shelf.items, items);
      shelf.cursor = nextCursor;
      this.#asking = undefined;
      if (shelf !== this.reading().shelf) return;
      this.host.requestUpdate();
      await this.host.updateComplete;
      const from = shelf.items[first];
      if (!from) return;
      if (byHand) this.host.renderRoot.querySelector<HTMLElement>(`[data-campaign="${CSS.escape(from.id)}"]`)?.focus();
      this.announce(msg(str`又加载了 ${shelf.items.length - first} 张券`));
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
