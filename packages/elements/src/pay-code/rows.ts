import type { FundingSource, Months, PaymentOptions, Quote } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { integer, money } from '../format.js';
import { chevron, clock, coupon as couponIcon, points as pointsIcon } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import type { Choice } from '../paying/choice.js';
import { sourceLine, sourceTile } from '../paying/source-face.js';
import type { Part } from '../widget.js';
import { sourceOf } from './choice.js';

const opens = (row: TemplateResult, onClick: () => void): TemplateResult =>
  html`<li part="item"><button class="row" aria-haspopup="dialog" @click=${onClick}>${row}<span class="chevron">${chevron()}</span></button></li>`;

const face = ({ kind, name, last4, available }: FundingSource): TemplateResult =>
  html`${sourceTile(kind)}<div><b>${name}</b><small>${sourceLine({ last4, available })}</small></div>`;

/** How the source spreads a payment; opens the months to choose from. */
const planRow = ({ from, rates }: NonNullable<FundingSource['instalments']>, months: Months | undefined, onClick: () => void): TemplateResult => {
  const least = money(from, true);
  return opens(html`<span class="tile">${clock()}</span><div><b>${months ? msg(str`分 ${months} 期付`) : msg('分期付')}</b>
    <small>${months ? msg(str`满 ${least} 才会分期`) : msg(str`满 ${least} 可分 ${rates.map((rate) => rate.months).join('/')} 期`)}</small></div>`, onClick);
};

/** Instead of a code where no source can pay: what to do, and the way to each source's reason. */
export function noSource(data: PaymentOptions | undefined, onRefresh: () => void, onWhy: () => void): TemplateResult {
  const [title, line, action] = data?.sources.some(({ unusable }) => unusable !== 'not_opened')
    ? [msg('现在没有能用的付款方式'), msg('每一种都有原因，看过就知道怎么办'), msg('再看看')]
    : [msg('还没有可用的付款方式'), msg('开通数字人民币钱包或绑定一张银行卡，就能在这里付款'), msg('我已开通')];
  return html`<div class="failure"><b>${title}</b><small>${line}</small><button class="button soft" @click=${onRefresh}>${action}</button><button class="ghost" @click=${onWhy}>${msg('看看为什么不能用')}</button></div>`;
}

/** Why the coupon that was asked for is not the one that is shown. */
export const refusedWords = ({ coupons }: PaymentOptions): string =>
  coupons.length ? msg('选的那张券现在不可用，已换成最优的券') : msg('选的那张券现在不可用');

/** The coupon that goes with it, named with what it saves; opens the list of coupons where there are any. */
function couponRow(data: PaymentOptions, choice: string, { quoted, unfit = {}, refused }: Pick<Rows, 'quoted' | 'unfit' | 'refused'>, onClick: () => void): TemplateResult {
  const { coupons } = data;
  const applied = quoted?.find(({ refusal }) => !refusal);
  const best = coupons.find(({ id }) => (quoted ? id === applied?.id : !unfit[id]));
  const chosen = choice === 'none' ? undefined : (coupons.find(({ id }) => id === choice) ?? best);
  const why = chosen && unfit[chosen.id];
  const [title, line] = !chosen && coupons.length && choice !== 'none'
    ? [msg('这一笔没有能用的券'), msg('点开看看每一张的原因')]
    : chosen
    ? [chosen.title, why ? why : chosen.threshold.amount ? msg(str`满 ${money(chosen.threshold, true)} 自动使用`) : msg('付款时自动使用')]
    : coupons.length
      ? [msg('不使用优惠券'), msg(str`有 ${coupons.length} 张可用`)]
      : [msg('暂无可用优惠券'), msg('领到的券会自动出现在这里')];
  const row = html`<span class="tile">${couponIcon()}</span><div><b>${title}</b><small class=${refused || why ? 'refused' : nothing}>${refused ? refusedWords(data) : line}</small></div>
    ${chosen && !why ? html`<em class="save">${msg(str`省 ${money(applied?.id === chosen.id ? applied.saves : chosen.saves, true)}`)}</em>` : nothing}`;
  return coupons.length ? opens(row, onClick) : html`<li part="item">${row}</li>`;
}

/** Points for cash, with a switch where there are enough. */
function pointsRow({ points: { usable, balance, saves } }: PaymentOptions, on: boolean, onClick: () => void): TemplateResult {
  const all = integer(balance);
  return html`<li part="item"><span class="tile tone gold">${pointsIcon()}</span>
    <div><b id="points">${usable ? msg(str`${integer(usable)} 积分抵 ${money(saves)}`) : msg('积分抵现')}</b><small>${usable ? msg(str`共 ${all} 积分`) : msg(str`共 ${all} 积分，还不够抵现`)}</small></div>
    ${usable ? html`<button class="switch" role="switch" aria-labelledby="points" aria-checked=${on} @click=${onClick}></button>` : nothing}</li>`;
}

/** Words by a coupon's id. */
export type Unfit = Readonly<Record<string, string>>;

/** What the rows show and do. */
export interface Rows extends Omit<Choice, 'sourceId'> {
  readonly sourceId: string | undefined;
  /** The coupon that was asked for cannot be used now. */
  readonly refused: boolean;
  readonly noPoints: boolean;
  /** What a known amount's quote says of each coupon. */
  readonly quoted: Quote['coupons'] | undefined;
  /** Why a coupon would be left out whatever is bought, by its id. */
  readonly unfit: Unfit | undefined;
  /** A code without a network is shown: nothing can be chosen. */
  readonly offline: boolean;
  readonly onOpen: (opened: 'sources' | 'coupons' | 'plans') => void;
  readonly onPoints: () => void;
}

/** What a code is paid with: source, instalments, coupon, points. */
export function rows(data: PaymentOptions, given: Rows): Part {
  const { sourceId, coupon, points, months, noPoints, offline, onOpen, onPoints } = given;
  const source = sourceOf(data, sourceId);
  if (offline) return source ? html`<ul class="rows"><li part="item">${face(source)}</li><li><small>${msg('没有网络时不用券和积分，付款结果联网后补上')}</small></li></ul>` : nothing;
  return html`<ul class="rows">
    ${source ? opens(face(source), () => onOpen('sources')) : nothing}
    ${source?.instalments ? planRow(source.instalments, months, () => onOpen('plans')) : nothing}
    ${couponRow(data, coupon, given, () => onOpen('coupons'))}
    ${noPoints ? nothing : pointsRow(data, points, onPoints)}
  </ul>`;
}
