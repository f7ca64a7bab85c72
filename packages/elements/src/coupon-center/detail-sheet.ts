import type { TesseraClient } from '@tessera/client';
import type { Campaign, CampaignDetail, ClaimStep, Condition, LotteryDraw, Store } from '@tessera/contract';
import { html, nothing } from 'lit';
import { dayAndTime, distance } from '../format.js';
import { check, info } from '../icons.js';
import { getLocale, msg, str } from '../locale/localize.js';
import { close } from '../rare-icons.js';
import { timesWords } from '../times.js';
import type { Part } from '../widget.js';
import { conditionWord, fundingWord, refundWord, unmetWords } from './condition-words.js';
import { DrawProof } from './draw-proof.js';
import { renderStep } from './step-panel.js';
import { spanWords } from './ticket-words.js';

/** What the sheet may ask of the widget. */
interface Desk {
  redraw(): void;
  /** True when the page did not lead to the step. */
  unlock(step: ClaimStep): boolean;
  refresh(): Promise<void>;
}

const NEAREST = 3;

const steps: ReadonlySet<string> = new Set<ClaimStep>(['open_wallet', 'add_card', 'verify_identity']);
const isStep = (kind: Condition['kind']): kind is ClaimStep => steps.has(kind);

const row = (term: string, text: string): Part => (text ? html`<dt>${term}</dt><dd>${text}</dd>` : nothing);
const listed = (words: readonly string[]): string => new Intl.ListFormat(getLocale(), { style: 'narrow' }).format(words);

/** A campaign in full: why it cannot be had, where and when it is good, who pays for it, its rules, and its draw. */
export class DetailSheet {
  #detail: CampaignDetail | undefined;
  #stores: readonly Store[] = [];
  #proof: DrawProof | undefined;
  #failed = false;
  #stayed = false;

  constructor(private readonly one: Campaign, private readonly client: TesseraClient, private readonly desk: Desk) {
    void this.#load();
  }

  get heading(): string {
    return this.one.title;
  }

  render(): Part {
    const campaign = this.#detail ?? this.one;
    return html`${this.#renderWhy(campaign)}${this.#proof?.render(campaign) ?? nothing}${this.#renderFacts(campaign)}
      ${campaign.rules.length ? html`<section><h3>${msg('规则')}</h3><ul>${campaign.rules.map((rule) => html`<li>${rule}</li>`)}</ul></section>` : nothing}
      ${this.#renderConditions(campaign)}`;
  }

  /** The first condition that is not met is the answer; the gateway asks in this order. */
  #renderWhy(campaign: Campaign): Part {
    const kind = this.#detail?.conditions.find(({ met }) => met === false)?.kind;
    const { state } = campaign.standing;
    if (!kind || state === 'claimed' || state === 'entered' || state === 'drawn') return nothing;
    return html`<section class="answer"><h3>${msg('为什么我不能领')}</h3>
      ${isStep(kind) ? renderStep(kind, this.#stayed, () => this.#onStep(kind), () => void this.#onDone()) : html`<p>${unmetWords(campaign, kind, this.client.now())}</p>`}</section>`;
  }

  #renderFacts(campaign: Campaign): Part {
    const { issuer, city, programme, round, allowed, claimed, payWith, area, refund, endsAt, validity } = campaign;
    const funders = this.#detail?.funders ?? [];
    const fixed = validity.kind === 'fixed' ? `${dayAndTime(validity.from)} – ${dayAndTime(validity.to)}` : spanWords(campaign);
    return html`<dl>
      ${row(issuer.kind === 'government' ? msg('发放单位') : msg('提供方'), issuer.name)}
      ${row(msg('所属活动'), programme?.title ?? '')}
      ${row(msg('城市'), city?.name ?? msg('全国通用'))}
      ${row(msg('场次'), round ? `${round.title} · ${dayAndTime(round.opensAt)}` : '')}
      ${row(msg('每人限领'), msg(str`${allowed} 张，已领 ${claimed} 张`))}
      ${row(msg('有效期'), fixed)}
      ${row(msg('可用时间'), timesWords(campaign))}
      ${row(msg('支付方式'), payWith ? listed(payWith.map(fundingWord)) : '')}
      ${row(msg('领取地点'), area ? msg(str`${area.name}。领取时核对一次位置，不保存`) : '')}
      ${row(msg('领取截止'), dayAndTime(endsAt))}
      ${row(msg('退款'), refundWord(refund))}
      ${row(msg('优惠由谁出'), funders.length > 1 ? listed(funders.map(({ name, percent }) => `${name} ${percent}%`)) : '')}
      ${this.#stores.map((store, index) => html`<dt>${index ? '' : msg('附近门店')}</dt><dd>${store.name}${store.distanceMeters === null ? '' : ` · ${distance(store.distanceMeters)}`}</dd>`)}
    </dl>`;
  }

  /** What a claim takes; nothing can be claimed any more once it is drawn. */
  #renderConditions(campaign: Campaign): Part {
    if (campaign.standing.state === 'drawn') return nothing;
    if (this.#failed) return html`<p class="notice"><span>${msg('领取条件没有加载出来')}</span><button class="mini" @click=${() => void this.#load()}>${msg('重试')}</button></p>`;
    if (!this.#detail) return html`<div class="bone"></div>`;
    return html`<section><h3>${msg('领取条件')}</h3><ul class="facts conditions">${this.#detail.conditions.map(({ kind, met }) => html`<li class=${met ? 'yes' : ''}>
      ${met ? check() : met === null ? info() : close()}<div>${conditionWord(campaign, kind)}<small>${met ? msg('已满足') : met === null ? msg('领取时核对') : msg('未满足')}</small></div></li>`)}</ul></section>`;
  }

  async #load(): Promise<void> {
    const { client, one: { id: campaignId, storeCount, lottery } } = this;
    this.#failed = false;
    const draw: Promise<LotteryDraw | undefined> = lottery ? client.coupons.getDraw({ campaignId }).catch(() => undefined) : Promise.resolve(undefined);
    const stores = storeCount ? client.stores.list({ campaignId, limit: NEAREST }).then(({ items }) => items, () => []) : [];
    try {
      this.#detail = await client.coupons.getCampaign({ campaignId });
    } catch {
      this.#failed = true;
    }
    this.desk.redraw();
    this.#stores = await stores;
    const drawn = await draw;
    if (drawn) this.#proof = new DrawProof(drawn, this.client.now(), () => this.desk.redraw());
    this.desk.redraw();
  }

  #onStep(step: ClaimStep): void {
    this.#stayed = this.desk.unlock(step);
    this.desk.redraw();
  }

  async #onDone(): Promise<void> {
    await Promise.all([this.#load(), this.desk.refresh()]);
  }
}
