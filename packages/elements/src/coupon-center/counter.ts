import type { TesseraClient } from '@tessera/client';
import type { Campaign } from '@tessera/contract';
import { css } from 'lit';
import { ProblemEvent } from '../events.js';
import { dayAndTime } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { claimWords } from './claim-words.js';
import { Claims } from './claims.js';
import { CouponClaimEvent, CouponUseEvent } from './events.js';
import { OpenPanel } from './open-panel.js';
import { afterClaim, opensAt, phaseOf } from './standing.js';
import { phaseLabel } from './ticket.js';
import { isUsableToday, moment, phaseWords } from './ticket-words.js';

/** What the counter may ask of the widget around it. */
export interface Shop {
  requestUpdate(): void;
  refresh(): Promise<void>;
  dispatchEvent(event: Event): boolean;
}

/** What it shows on a coupon's card, and the coupon as it now is. */
export interface Till {
  note(campaignId: string, text: string, good?: boolean): void;
  clear(campaignId: string): void;
  announce(text: string): void;
  current(one: Campaign): Campaign;
  replace(fresh: Campaign): void;
  /** The user has the coupon. */
  hand(after: Campaign, couponId: string): void;
}

/** Where coupons are handed out: everything that happens to one after it is on the shelf. Loads once the shelf stands. */
export class Counter {
  readonly panel: OpenPanel;
  readonly #claims = new Claims();

  constructor(private readonly shop: Shop, private readonly till: Till) {
    this.panel = new OpenPanel(shop);
  }

  isBusy(campaignId: string): boolean {
    return this.#claims.isBusy(campaignId);
  }

  /** A card's button: the one thing its standing allows, or words for why it does not. */
  press(event: MouseEvent, one: Campaign, client: TesseraClient): Promise<void> | void {
    const now = client.now();
    const phase = phaseOf(one, now);
    const opens = opensAt(one);
    if (phase === 'claimable') return this.claim(event, one, client);
    if (phase === 'claimed') return this.#use(one, now);
    if (phase === 'locked') return this.panel.toggle(one, 'step', client);
    if (phase === 'upcoming' && opens) return this.till.note(one.id, msg(str`${moment(opens, now)} 开抢，到点按钮会亮起`));
    return this.till.announce(phaseWords(one, phase, now) || phaseLabel(phase));
  }

  /** Only a real tap claims: a script in the page must not. */
  async claim(event: MouseEvent, one: Campaign, client: TesseraClient): Promise<void> {
    const { id } = one;
    if (!event.isTrusted || this.isBusy(id)) return;
    const { till } = this;
    till.clear(id);
    const claimed = this.#claims.claim(client, id);
    this.shop.requestUpdate();
    const outcome = await claimed;
    if (!outcome) return;
    if ('coupon' in outcome) {
      const { coupon } = outcome;
      till.hand(afterClaim(till.current(one), coupon.id), coupon.id);
      till.note(id, msg(str`已放进权益钱包，${dayAndTime(coupon.validTo)} 前可用`), true);
      this.shop.dispatchEvent(new CouponClaimEvent(coupon));
      return;
    }
    const { failure, wait } = outcome;
    till.note(id, claimWords(failure.code, wait));
    this.shop.dispatchEvent(new ProblemEvent(failure.code, failure.detail, failure.requestId));
    if (!failure.offline) await client.coupons.getCampaign({ campaignId: id }).then((fresh) => till.replace(fresh), () => undefined);
  }

  #use(one: Campaign, now: number): void {
    if (one.standing.state !== 'claimed' || !this.shop.dispatchEvent(new CouponUseEvent(one.standing.couponId, one))) return;
    const today = isUsableToday(one, now);
    this.till.note(one.id, today ? msg('付款时出示付款码，会自动用上这张券') : phaseWords(one, 'claimed', now), today);
  }
}

export const counterStyles = css`
  .note,.panel{grid-column:1/-1;margin-top:4px;background:var(--_paper);border-radius:12px;padding:9px 12px;font-size:.87em}
  .note{display:flex;gap:8px;align-items:center;color:var(--_text)}
  .note svg{flex:none;width:16px;height:16px}
  .panel{display:grid;gap:8px}
  .panel ul{padding-inline-start:1.1em;display:grid;gap:4px}
  .panel dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:3px 12px}
  .panel dt{color:var(--_ink-soft)}.panel dd{margin:0}
  .panel .button{justify-self:start;min-height:44px}
  .torn .face{animation:tear-left 240ms}.torn .rest{animation:tear-right 240ms}
  @keyframes tear-left{40%{rotate:-2.5deg;translate:-2px 1px}}
  @keyframes tear-right{40%{rotate:2deg;translate:7px 2px}}
  @media (prefers-reduced-motion:reduce){.torn :is(.face,.rest){animation:none}}
  @media (forced-colors:active){.note,.panel{border:1px solid CanvasText}}
`;
