import type { FundingSource, MerchantOrder, PaymentOptions, Quote } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { integer, money } from '../format.js';
import { chevron, clock, coupon as couponIcon, points as pointsIcon } from '../icons.js';
import { keypad } from '../keypad.js';
import { msg, str } from '../locale/localize.js';
import type { Choice } from './choice.js';
import { figure } from './payment-result.js';
import { planWords } from './plans.js';
import { sourceLine, sourceTile } from './source-face.js';
import type { Part } from '../widget.js';
import { payable, sumOf, yuan, type Typed } from './order-sum.js';

/** The store, and what the code says of the order. */
export const storeView = ({ store, scheme, orderReference, purpose }: MerchantOrder, more: Part = nothing): TemplateResult => html`<div class="store">
  <b>${store.name}</b>${more}
  ${purpose ? html`<small>${purpose}</small>` : nothing}
  ${orderReference ? html`<small>${msg('订单号')} ${orderReference}</small>` : nothing}
  ${scheme === 'unionpay' ? html`<small>${msg('银联收款码')}</small>` : nothing}</div>`;

/** What the entry of an amount shows and does. */
export interface Entry {
  readonly order: MerchantOrder;
  readonly typed: Typed;
  readonly field: keyof Typed;
  readonly onField: (field: keyof Typed) => void;
  readonly onKey: (key: string) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

/** The amount where the code names none, and the tip where it leaves that to the user. */
export function entryView({ order, typed, field, onField, onKey, onNext, onBack }: Entry): TemplateResult {
  const asksTip = order.tip?.kind === 'ask';
  const sum = sumOf(order, typed);
  const box = (name: keyof Typed, label: string): TemplateResult => html`<button class="field ${typed[name] ? '' : 'none'}" aria-pressed=${field === name} @click=${() => onField(name)}>
    <span>${label}</span><strong>¥${typed[name] || '0.00'}</strong></button>`;
  const tip = order.tip?.kind === 'percent' ? msg(str`另加小费 ${order.tip.basisPoints / 100}%：${money(yuan(sum.tip))}`) : order.tip?.kind === 'amount' ? msg(str`另加小费 ${money(order.tip.amount)}`) : '';
  return html`<div class="entry">${storeView(order, order.amount ? figure(order.amount) : nothing)}
    ${order.amount ? nothing : box('amount', msg('付款金额'))}
    ${asksTip ? box('tip', msg('小费（可不给）')) : tip ? html`<small>${tip}</small>` : nothing}
    ${keypad(onKey)}
    <div class="pair"><button class="button soft" @click=${onBack}>${msg('不付了')}</button><button class="button" part="action" ?disabled=${!payable(sum)} @click=${onNext}>${msg('下一步')}</button></div></div>`;
}

/** What stands over the card. */
export type Opened = 'sources' | 'coupons' | 'plans';

/** How the order is to be paid, and what changes that. */
export interface Rows {
  readonly data: PaymentOptions;
  readonly quote: Quote;
  readonly choice: Choice;
  readonly source: FundingSource | undefined;
  readonly onOpen: (opened: Opened) => void;
  readonly onPoints: () => void;
}

const opens = (row: TemplateResult, onClick: () => void): TemplateResult =>
  html`<li part="item"><button class="row" aria-haspopup="dialog" @click=${onClick}>${row}<span class="chevron">${chevron()}</span></button></li>`;

/** Source, instalments, coupon and points, as they go with this order. */
export function rowsView({ data, quote, choice, source, onOpen, onPoints }: Rows): TemplateResult {
  const coupon = quote.coupons.find(({ refusal }) => !refusal);
  const { points } = data;
  const { plan, instalments } = quote;
  return html`<ul class="rows">
    ${source ? opens(html`${sourceTile(source.kind)}<div><b>${source.name}</b><small>${sourceLine(source)}</small></div>`, () => onOpen('sources')) : opens(html`<div><b>${msg('换一种付款方式')}</b></div>`, () => onOpen('sources'))}
    ${instalments.length ? opens(html`<span class="tile">${clock()}</span><div><b>${plan ? planWords(plan) : msg('一次付清')}</b><small>${msg(str`可分 ${instalments.map(({ months }) => months).join('/')} 期`)}</small></div>`, () => onOpen('plans')) : nothing}
    ${data.coupons.length ? opens(html`<span class="tile tone coupon">${couponIcon()}</span><div><b>${coupon?.title ?? (choice.coupon === 'none' ? msg('不使用优惠券') : msg('这一笔没有能用的券'))}</b><small>${coupon && choice.coupon === 'auto' ? msg('已选最省的一张') : msg(str`有 ${data.coupons.length} 张券`)}</small></div>
      ${coupon ? html`<em class="save">−${money(coupon.saves, true)}</em>` : nothing}`, () => onOpen('coupons')) : nothing}
    ${points.usable ? html`<li part="item"><span class="tile tone gold">${pointsIcon()}</span><div><b id="points">${msg('积分抵现')}</b><small>${quote.points.spent ? msg(str`用 ${integer(quote.points.spent)} 积分抵 ${money(quote.points.saves)}`) : msg(str`共 ${integer(points.balance)} 积分`)}</small></div>
      <button class="switch" role="switch" aria-labelledby="points" aria-checked=${choice.points} @click=${onPoints}></button></li>` : nothing}
  </ul>`;
}
