import type { TesseraClient } from '@tessera/client';
import type { PrizeDraw, PrizeResult } from '@tessera/contract';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { RefreshOnController } from '../controllers/refresh-on.js';
import { element } from '../element.js';
import { integer } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { failureOf } from '../problem.js';
import { randomKey } from '../random-key.js';
import { rewardPlace, rewardWords } from '../reward-words.js';
import { WidgetElement, type Part } from '../widget.js';
import { PrizeDrawEvent } from './lottery-events.js';
import { lotteryStyles } from './lottery.styles.js';

export * from './lottery-events.js';

/** Milliseconds the tiles take to light up; must match the styles. */
const LIGHTING = 960;

/** One draw, asked for under one key until its answer is known. */
interface Attempt {
  readonly drawId: string;
  readonly pay: 'free' | 'points';
  readonly idempotencyKey: string;
}

const tiles = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/**
 * A prize draw that hides nothing: the odds and the stock of every prize are one tap away, the cost is on the button, and one tap
 * draws once. Nothing spins: nine tiles light up in under a second and say what it was.
 *
 * @fires {PrizeDrawEvent} tessera-prize-draw - The user drew.
 * @slot header - Instead of the heading.
 * @slot empty - Instead of the words for when no draw is on.
 * @csspart card - The card.
 * @csspart header - Its head.
 * @csspart action - The button that draws.
 * @csspart error - What went wrong.
 * @cssproperty --tessera-color-coupon - The vermilion of the tiles and the button.
 * @cssstate loading - Data is on its way.
 * @cssstate offline - The network is away.
 * @cssstate error - The data could not be had.
 */
@element('tessera-lottery')
export class LotteryElement extends WidgetElement<PrizeDraw | null> {
  static override styles = [WidgetElement.styles, lotteryStyles];

  /** `draw`, `odds` (every prize with its odds, and the rules) or `prizes` (what the user drew). */
  @property() view: 'draw' | 'odds' | 'prizes' = 'draw';

  @state() private drawing = false;
  @state() private result: PrizeResult | undefined;
  /** A draw whose answer was lost: asked about again, never drawn twice. */
  @state() private lost: Attempt | undefined;
  @state() private pages: typeof import('./lottery-pages.js') | undefined;
  /** The prizes were asked for since they are in view. */
  #listed = false;
  @state() private prizes: { readonly items: readonly PrizeResult[]; readonly nextCursor: string | null } | undefined;

  constructor() {
    super();
    new RefreshOnController(this, () => this.activeClient, (type) => type === 'points.expired');
  }

  protected get heading(): string {
    return this.view === 'odds' ? msg('概率与规则') : this.view === 'prizes' ? msg('我的奖品') : this.data?.title ?? msg('抽奖');
  }

  protected async load({ engagement }: TesseraClient, signal: AbortSignal): Promise<PrizeDraw | null> {
    try {
      return await engagement.getPrizeDraw({}, { signal });
    } catch (error) {
      if (failureOf(error).code === 'not_found') return null;
      throw error;
    }
  }

  protected override isEmpty(draw: PrizeDraw | null): boolean {
    return draw === null;
  }

  protected override renderEmpty(): Part {
    return html`<p class="failure"><small>${msg('现在没有抽奖活动')}</small></p>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('view')) this.#listed = false;
    if (!this.data || this.view === 'draw') return;
    if (!this.pages) void this.#loadPages();
    if (this.view === 'prizes' && !this.#listed) {
      this.#listed = true;
      this.prizes = undefined;
      void this.#loadPrizes();
    }
  }

  protected override renderAction(): Part {
    if (!this.data) return nothing;
    return html`<button class="ghost" @click=${() => this.#open(this.view === 'draw' ? 'odds' : 'draw')}>${this.view === 'draw' ? msg('概率与规则') : msg('返回')}</button>`;
  }

  protected override renderSkeleton(): Part {
    return html`<div class="bone stage"></div><div class="bone go"></div>`;
  }

  protected renderReady(draw: PrizeDraw | null): Part {
    if (!draw) return nothing;
    if (this.view !== 'draw') {
      if (!this.pages) return this.renderSkeleton();
      return this.view === 'odds' ? this.pages.oddsPage(draw) : this.pages.prizesPage(this.prizes, () => void this.#loadPrizes());
    }
    const tone = this.result?.reward.kind === 'points' ? 'gold' : 'coupon';
    return html`<div class="stage tone ${tone}">
        <div class="mosaic ${this.drawing ? 'lit' : this.result ? 'settled' : ''}" aria-hidden="true">${tiles.map(() => html`<i></i>`)}</div>
        ${this.#renderWords(draw)}
      </div>
      <div class="acts coupon tone">${this.#renderButton(draw)}<button class="ghost prizes" @click=${() => this.#open('prizes')}>${msg('我的奖品')}</button></div>`;
  }

  #renderWords({ prizes }: PrizeDraw): TemplateResult {
    if (this.drawing) return html`<div class="words"><strong>${msg('正在抽')}</strong></div>`;
    if (this.lost) return html`<div class="words"><strong>${msg('还没有收到结果')}</strong><small>${msg('网络断了。再问一次不会多抽，也不会多扣积分。')}</small></div>`;
    if (this.result) {
      const { reward } = this.result;
      return html`<div class="words result"><strong>${reward.kind === 'nothing' ? rewardWords(reward) : msg(str`抽中 ${rewardWords(reward)}`)}</strong><small>${rewardPlace(reward)}</small></div>`;
    }
    // The best that can still be drawn: a prize that has run out is no headline.
    const best = prizes.find(({ stock }) => stock?.remaining !== 0) ?? prizes[0];
    return html`<div class="words"><strong>${best ? rewardWords(best.reward) : ''}</strong><small>${msg(str`等 ${prizes.length} 种奖品，概率与库存如实公示`)}</small></div>`;
  }

  #renderButton({ freeDraws, pointsPerDraw, points, endsAt }: PrizeDraw): TemplateResult {
    const over = Date.parse(endsAt) <= (this.activeClient?.now() ?? Date.now());
    const [label, more, off] = this.lost && !this.drawing ? [msg('再问一次结果'), '', false]
      : over ? [msg('活动已结束'), '', true]
      : freeDraws ? [msg('免费抽一次'), msg(str`今天还有 ${freeDraws} 次`), false]
      : pointsPerDraw === null ? [msg('今天的抽完了'), msg('明天 0 点再来'), true]
      : points < pointsPerDraw ? [msg(str`再抽一次要 ${integer(pointsPerDraw)} 积分`), msg(str`现有 ${integer(points)} 积分，不够`), true]
      : [msg(str`用 ${integer(pointsPerDraw)} 积分抽一次`), msg(str`现有 ${integer(points)} 积分`), false];
    return html`<button class="button go" part="action" ?disabled=${off} aria-disabled=${off || this.drawing} @click=${this.#onDraw}>${label}${more ? html`<small>${more}</small>` : nothing}</button>`;
  }

  #onDraw = async (event: Event): Promise<void> => {
    const draw = this.data;
    // A draw spends a turn or points: only a person's own tap does that.
    if (!event.isTrusted || this.drawing || !draw) return;
    await this.#draw(this.lost ?? { drawId: draw.id, pay: draw.freeDraws ? 'free' : 'points', idempotencyKey: randomKey() });
  };

  async #draw(attempt: Attempt): Promise<void> {
    this.drawing = true;
    this.result = undefined;
    const lit = pause(matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : LIGHTING);
    const result = await this.act(async ({ engagement }) => {
      try {
        const answer = await engagement.drawPrize({ drawId: attempt.drawId, pay: attempt.pay }, { idempotencyKey: attempt.idempotencyKey });
        this.lost = undefined;
        return answer;
      } catch (error) {
        this.lost = failureOf(error).offline ? attempt : undefined;
        throw error;
      }
    });
    if (!result) {
      this.drawing = false;
      if (!this.lost) void this.refresh();
      return;
    }
    await lit;
    this.result = result;
    this.drawing = false;
    this.announce(`${result.reward.kind === 'nothing' ? rewardWords(result.reward) : msg(str`抽中 ${rewardWords(result.reward)}`)} ${rewardPlace(result.reward)}`);
    this.dispatchEvent(new PrizeDrawEvent(result));
    await this.refresh();
  }

  async #loadPages(): Promise<void> {
    try {
      this.pages = await import('./lottery-pages.js');
      this.addStyles(this.pages.pageStyles);
    } catch (error) {
      this.view = 'draw';
      this.notice = await this.explain(error);
    }
  }

  async #loadPrizes(): Promise<void> {
    const before = this.prizes;
    const cursor = before?.nextCursor;
    const page = await this.act((client) => client.engagement.listPrizes(cursor ? { cursor } : {}));
    this.prizes = page ? { items: [...(before?.items ?? []), ...page.items], nextCursor: page.nextCursor } : before ?? { items: [], nextCursor: null };
  }

  async #open(view: LotteryElement['view']): Promise<void> {
    const from = this.view;
    this.view = view;
    this.notice = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(view === 'draw' && from === 'prizes' ? '.prizes' : 'header .ghost')?.focus();
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

declare global {
  interface HTMLElementTagNameMap {
    'tessera-lottery': LotteryElement;
  }
}
