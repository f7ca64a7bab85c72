import type { TesseraClient } from '@tessera/client';
import type { Campaign, ClaimResult } from '@tessera/contract';
import { css, html, nothing } from 'lit';
import { ProblemEvent } from '../events.js';
import { dayAndTime } from '../format.js';
import { coupon as couponIcon } from '../icons.js';
import { getLocale, msg, str } from '../locale/localize.js';
import { untimely } from '../times.js';
import type { Part } from '../widget.js';
import { claimWords } from './claim-words.js';
import { Claims, type Refusal } from './claims.js';
import { CouponClaimEvent, CouponUnlockEvent, CouponUseEvent, type UnlockStep } from './events.js';
import { LongList, type ListHost, type Reading, type Standing } from './long-list.js';
import { Openings } from './openings.js';
import { noPositionWords } from './position.js';
import { afterClaim, isOpen, opensAt, phaseOf, plain } from './standing.js';
import { StepPanel } from './step-panel.js';
import { moment, phaseWords } from './ticket-words.js';

type Sheets = typeof import('./sheets.js');

/** What the counter may ask of the widget around it. */
export interface Shop extends ListHost {
  refresh(): Promise<void>;
  dispatchEvent(event: Event): boolean;
}

/** What it shows on a coupon's card, and the coupon as it now is. */
export interface Till {
  note(campaignId: string, text: string, good?: boolean): void;
  clear(campaignId: string): void;
  /** Something was said on this card, or it is being torn off. */
  isMarked(campaignId: string): boolean;
  announce(text: string): void;
  /** These came to the shelf. */
  extended(items: readonly Campaign[]): void;
  addStyles(styles: Sheets['sheetsStyles']): void;
  current(one: Campaign): Campaign;
  replace(fresh: Campaign): void;
  /** The user has the coupon. */
  hand(after: Campaign, couponId: string): void;
}

/** Whoever waits longer than this is told that the claim is in the queue. */
const QUEUE_MS = 800;

/** Where coupons are handed out: everything that happens to one after it is on the shelf. Loads once the shelf stands. */
export class Counter {
  readonly list: LongList;
  readonly openings = new Openings();
  readonly panel: StepPanel;
  readonly #claims = new Claims();
  #sheets: Sheets | undefined;
  #shownTab = '';
  #sheet: { readonly heading: string; render(): Part } | undefined;

  constructor(private readonly shop: Shop, private readonly till: Till, private readonly reading: () => Reading, standing: Standing) {
    const { client, shelf } = reading();
    if (client && shelf) this.openings.add(shelf.items, client.now());
    this.list = new LongList(shop, { announce: till.announce, extended: (items) => this.#extended(items) }, reading, (campaignId) => this.#isLively(campaignId), standing);
    this.panel = new StepPanel(shop, (step, campaignId) => this.unlock(step, campaignId));
  }

  #extended(items: readonly Campaign[]): void {
    this.openings.add(items, this.reading().client?.now() ?? 0);
    this.till.extended(items);
  }

  isBusy(campaignId: string): boolean {
    return this.#claims.isBusy(campaignId);
  }

  /** Something goes on at this card that its campaign does not tell. */
  #isLively(campaignId: string): boolean {
    return this.isBusy(campaignId) || this.till.isMarked(campaignId) || this.panel.at(campaignId) !== undefined;
  }

  /** A card's button: the one thing its standing allows, or why it does not. */
  press(event: MouseEvent, one: Campaign, client: TesseraClient): Promise<void> | void {
    const now = client.now();
    const phase = phaseOf(one, now);
    const opens = opensAt(one);
    if (isOpen(phase)) return this.take(event, one, client);
    if (phase === 'claimed') return this.#use(one, now);
    if (phase === 'locked') return this.panel.toggle(one.id);
    if (phase === 'upcoming' && opens) return this.till.note(one.id, msg(str`${moment(opens, now)} 开抢，到点按钮会亮起`));
    return this.detail(one, client);
  }

  /** Claims, or enters the draw. Only a real tap does: a script in the page must not. */
  async take(event: MouseEvent, one: Campaign, client: TesseraClient): Promise<void> {
    const { id } = one;
    if (!event.isTrusted || this.isBusy(id)) return;
    const { till } = this;
    till.clear(id);
    if (one.area) till.note(id, msg('正在核对您的位置…'));
    const taken = this.#claims.take(client, one);
    this.shop.requestUpdate();
    const queue = setTimeout(() => till.note(id, msg('排队中，马上有结果，不用再点')), QUEUE_MS);
    const outcome = await taken.finally(() => clearTimeout(queue));
    if (!outcome) return;
    if ('drawsAt' in outcome) {
      till.replace({ ...till.current(one), standing: { state: 'entered', drawsAt: outcome.drawsAt } });
      till.note(id, msg(str`已报名，${moment(outcome.drawsAt, client.now())} 开奖，中签的券自动放进权益钱包`), true);
    } else if ('coupon' in outcome) {
      const { coupon } = outcome;
      const [from, to] = [dayAndTime(coupon.validFrom), dayAndTime(coupon.validTo)];
      till.hand(afterClaim(till.current(one), coupon.id), coupon.id);
      till.note(id, Date.parse(coupon.validFrom) > client.now() ? msg(str`已放进权益钱包，${from} 至 ${to} 可用`) : msg(str`已放进权益钱包，${to} 前可用`), true);
      this.shop.dispatchEvent(new CouponClaimEvent(coupon));
    } else {
      till.note(id, this.#refused(outcome));
      if ('failure' in outcome && !outcome.failure.offline) await client.coupons.getCampaign({ campaignId: id }).then((fresh) => till.replace(fresh), () => undefined);
    }
  }

  /** One tap for all that can be had without more: each with its own result, in a sheet. */
  async takeAll(event: MouseEvent, client: TesseraClient): Promise<void> {
    const { till } = this;
    const wanted = plain(this.reading().shelf?.items ?? [], client.now());
    if (!event.isTrusted || !wanted.length) return;
    const outcome = await this.#claims.takeMany(client, wanted.map(({ id }) => id));
    if (!outcome) return;
    if (!('results' in outcome)) return this.#show(({ BatchSheet }) => new BatchSheet([], this.#refused(outcome)));
    for (const { coupon, campaignId } of outcome.results) {
      const one = wanted.find(({ id }) => id === campaignId);
      if (!coupon || !one) continue;
      till.hand(afterClaim(till.current(one), coupon.id), coupon.id);
      this.shop.dispatchEvent(new CouponClaimEvent(coupon));
    }
    await this.#show(({ BatchSheet }) => new BatchSheet(outcome.results.map((result) => ({ ...result, title: titleOf(wanted, result) }))));
    await this.shop.refresh();
  }

  /** Everything about a campaign, above all why it cannot be had. */
  detail(one: Campaign, client: TesseraClient): Promise<void> {
    return this.#show(({ DetailSheet }) => new DetailSheet(one, client, {
      redraw: () => this.shop.requestUpdate(),
      unlock: (step) => this.unlock(step, one.id),
      refresh: () => this.shop.refresh(),
    }));
  }

  /** True when the page did not lead to the step. */
  unlock(step: UnlockStep, campaignId: string): boolean {
    return this.shop.dispatchEvent(new CouponUnlockEvent(step, campaignId));
  }

  /** The empty list; `narrowed` when there may be more in all of it. */
  renderNone(narrowed: boolean, onWiden: () => void): Part {
    return html`${couponIcon()}<b>${msg('这里暂时没有券')}</b>
      ${narrowed ? html`<button class="mini" @click=${onWiden}>${msg('看全部优惠券')}</button>` : html`<small>${msg('新的一批放出后会出现在这里')}</small>`}`;
  }

  /** Brings the chosen category into view, once for each choice and language. */
  showTab(): void {
    const tab = this.shop.renderRoot.querySelector<HTMLElement>('[aria-selected=true]');
    const shown = `${getLocale()} ${tab?.id ?? ''}`;
    if (!tab || shown === this.#shownTab) return;
    this.#shownTab = shown;
    const row = tab.parentElement;
    row?.scrollTo({ left: tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.clientWidth) / 2 });
  }

  renderSheet(): Part {
    if (!this.#sheet || !this.#sheets) return nothing;
    const { heading } = this.#sheet;
    return this.#sheets.sheet({ heading, body: this.#sheets.body(this.#sheet), onClose: () => {
      this.#sheet = undefined;
      this.shop.requestUpdate();
    } });
  }

  async #show(make: (sheets: Sheets) => { readonly heading: string; render(): Part }): Promise<void> {
    this.#sheets ??= await import('./sheets.js');
    this.till.addStyles(this.#sheets.sheetsStyles);
    this.#sheet = make(this.#sheets);
    this.shop.requestUpdate();
  }

  #refused(refusal: Refusal): string {
    if ('nowhere' in refusal) return noPositionWords(refusal.nowhere);
    const { failure: { code, detail, requestId }, wait } = refusal;
    this.shop.dispatchEvent(new ProblemEvent(code, detail, requestId));
    return claimWords(code, wait);
  }

  #use(one: Campaign, now: number): void {
    if (one.standing.state !== 'claimed' || !this.shop.dispatchEvent(new CouponUseEvent(one.standing.couponId, one))) return;
    const good = !untimely(one, now);
    const pays = 'threshold' in one.face;
    this.till.note(one.id, !good ? phaseWords(one, 'claimed', now) : pays ? msg('付款时出示付款码，会自动用上这张券') : msg('在权益钱包里打开这张券，到店出示核销码'), good);
  }
}

const titleOf = (campaigns: readonly Campaign[], { campaignId }: ClaimResult): string => campaigns.find(({ id }) => id === campaignId)?.title ?? '';

/** What the first look at the shelf does without. */
export const counterStyles = css`
  .note,.panel{grid-column:1/-1;margin-top:4px;background:var(--_paper);border-radius:12px;padding:9px 12px;font-size:.87em}
  .note{display:flex;gap:8px;align-items:center;color:var(--_text)}
  .note svg{flex:none;width:16px;height:16px}
  .panel{display:grid;gap:8px}
  .panel .button{justify-self:start;min-height:44px}
  .torn .face{transform-origin:100% 0;animation:tear-left 240ms}.torn .rest{transform-origin:0 0;animation:tear-right 240ms}
  @keyframes tear-left{40%{rotate:-2.5deg;translate:-2px 1px}}
  @keyframes tear-right{40%{rotate:2deg;translate:7px 2px}}
  @media (prefers-reduced-motion:reduce){.torn :is(.face,.rest){animation:none}}
  .room{border-radius:14px;background:repeating-linear-gradient(var(--_sunken) 0 6.6em,#0000 0 calc(6.6em + 12px));overflow-anchor:none}
  .hollow{display:grid;align-content:center;justify-items:center;text-align:center;gap:10px;padding:34px 8px}
  .hollow svg{width:34px;height:34px;color:var(--_ink-soft)}
  @media (forced-colors:active){.note,.panel{border:1px solid CanvasText}.pill,.field,.round,.clock span{border:1px solid CanvasText}.tabs{mask:none}.face,.rest{border:1px solid CanvasText;mask:none}.claim{border:1px solid ButtonText}.stock{border:1px solid CanvasText}.stock::-webkit-progress-value{background:Highlight;forced-color-adjust:none}.claim.none{border:0;color:GrayText}}
`;
