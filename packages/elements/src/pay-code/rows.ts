import type { FundingSource, PaymentOptions } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { integer, money } from '../format.js';
import { bank, card, chevron, coupon as couponIcon, loan, points as pointsIcon, wallet } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';

const faces: Readonly<Record<FundingSource['kind'], readonly [tone: string, icon: () => TemplateResult]>> = {
  e_cny_wallet: ['coupon', wallet],
  life_card: ['', card],
  quick_loan: ['gold', loan],
  debit_card: ['energy', bank],
  other_bank_card: ['gold', card],
};

/** The tile a funding source is known by. */
export const sourceTile = (kind: FundingSource['kind']): TemplateResult => {
  const [tone, icon] = faces[kind];
  return html`<span class="tile tone ${tone}">${icon()}</span>`;
};

/** `尾号 8842 · 可用 ¥1,286.40` */
export const sourceLine = ({ last4, available }: Pick<FundingSource, 'last4' | 'available'>): string =>
  available ? msg(str`尾号 ${last4} · 可用 ${money(available)}`) : msg(str`尾号 ${last4}`);

const opens = (row: TemplateResult, onClick: () => void): TemplateResult =>
  html`<li part="item"><button class="row" aria-haspopup="dialog" @click=${onClick}>${row}<span class="chevron">${chevron()}</span></button></li>`;

/** What pays; opens the list of sources. */
const sourceRow = ({ sources }: PaymentOptions, sourceId: string | undefined, onClick: () => void): Part => {
  const source = sources.find(({ id }) => id === sourceId) ?? sources.find(({ unusable }) => !unusable);
  return source ? opens(html`${sourceTile(source.kind)}<div><b>${source.name}</b><small>${sourceLine(source)}</small></div>`, onClick) : nothing;
};

/** Why the coupon that was asked for is not the one that is shown. */
export const refusedWords = ({ coupons }: PaymentOptions): string =>
  coupons.length ? msg('选的那张券现在不可用，已换成最优的券') : msg('选的那张券现在不可用');

/** The coupon that goes with it, named with what it saves; opens the list of coupons where there are any. */
function couponRow(data: PaymentOptions, choice: string, refused: boolean, onClick: () => void): TemplateResult {
  const { coupons } = data;
  const chosen = choice === 'none' ? undefined : (coupons.find(({ id }) => id === choice) ?? coupons[0]);
  const [title, line] = chosen
    ? [chosen.title, chosen.threshold.amount ? msg(str`满 ${money(chosen.threshold, true)} 自动使用`) : msg('付款时自动使用')]
    : coupons.length
      ? [msg('不使用优惠券'), msg(str`有 ${coupons.length} 张可用`)]
      : [msg('暂无可用优惠券'), msg('领到的券会自动出现在这里')];
  const row = html`<span class="tile">${couponIcon()}</span><div><b>${title}</b><small class=${refused ? 'refused' : nothing}>${refused ? refusedWords(data) : line}</small></div>
    ${chosen ? html`<em class="save">${msg(str`省 ${money(chosen.saves, true)}`)}</em>` : nothing}`;
  return coupons.length ? opens(row, onClick) : html`<li part="item">${row}</li>`;
}

/** Points for cash, with a switch where there are enough. */
function pointsRow({ points: { usable, balance, saves } }: PaymentOptions, on: boolean, onClick: () => void): TemplateResult {
  const all = integer(balance);
  return html`<li part="item"><span class="tile tone gold">${pointsIcon()}</span>
    <div><b id="points">${usable ? msg(str`${integer(usable)} 积分抵 ${money(saves)}`) : msg('积分抵现')}</b><small>${usable ? msg(str`共 ${all} 积分`) : msg(str`共 ${all} 积分，还不够抵现`)}</small></div>
    ${usable ? html`<button class="switch" role="switch" aria-labelledby="points" aria-checked=${on} @click=${onClick}></button>` : nothing}</li>`;
}

/** What the rows show and do. */
export interface Rows {
  readonly sourceId: string | undefined;
  readonly coupon: string;
  readonly points: boolean;
  /** The coupon that was asked for cannot be used now. */
  readonly refused: boolean;
  readonly noPoints: boolean;
  readonly onOpen: (opened: 'sources' | 'coupons') => void;
  readonly onPoints: () => void;
}

/** What a code is paid with: source, coupon, points. */
export const rows = (data: PaymentOptions, { sourceId, coupon, points, refused, noPoints, onOpen, onPoints }: Rows): TemplateResult => html`<ul class="rows">
  ${sourceRow(data, sourceId, () => onOpen('sources'))}${couponRow(data, coupon, refused, () => onOpen('coupons'))}${noPoints ? nothing : pointsRow(data, points, onPoints)}
</ul>`;
