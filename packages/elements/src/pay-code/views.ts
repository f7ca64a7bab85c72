import type { FundingSource, PayCode, PaymentOptions } from '@tessera/contract';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CODE128_QUIET, code128 } from '../code128.js';
import { money } from '../format.js';
import { check, coupon as couponIcon } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import { QR_QUIET, qrRows } from '../qr.js';
import { sheet, sheetStyles } from '../sheet.js';
import { bars, matrix } from '../symbol.js';
import type { Choice } from './live-code.js';
import type { Opened } from './pay-code.js';
import { sourceLine, sourceTile } from './rows.js';

export { paymentResult, paymentWords } from './payment-result.js';

/** What the sheets need and what they do. */
export interface Sheets {
  readonly data: PaymentOptions;
  readonly choice: Choice;
  readonly code: PayCode | undefined;
  readonly onClose: () => void;
  readonly onPick: (picked: Partial<Choice>) => void;
  readonly onOrder: (sourceIds: string[]) => void;
}

export const viewStyles = css`
  ${sheetStyles}
  .result{display:grid;justify-items:center;text-align:center;gap:6px;padding:18px 4px 4px}
  .result>.button,.acts{width:100%;margin-top:10px}.acts{display:grid;gap:8px}
  .seal{width:52px;height:52px;border-radius:17px;display:grid;place-items:center;background:var(--_tone);color:var(--_on);margin-bottom:6px}
  .seal svg{width:28px;height:28px;stroke-width:2}
  .seal.wait{background:var(--_sunken);color:var(--_ink-soft);animation:breathe 1.6s ease-in-out infinite alternate}
  @keyframes breathe{to{opacity:.45}}
  .sum{font-size:36px;font-weight:650;letter-spacing:-.02em;line-height:1.2}.sum sub{font-size:.5em;vertical-align:baseline;margin-inline-end:2px}
  dl{width:100%;display:grid;grid-template-columns:minmax(0,auto) minmax(0,1fr);gap:8px 16px;padding:14px 0 4px;margin-top:8px;border-top:1px solid var(--_line);font-size:13.5px;text-align:start}
  dt{color:var(--_ink-soft)}dd{text-align:end}.off{color:light-dark(oklch(from var(--_coupon) min(l,.54) c h),var(--_coupon))}
  .row[aria-checked=true] .chosen{color:var(--_accent)}.row:disabled{opacity:.62}
  .chosen{flex:none;width:20px}
  .default{margin-inline-start:46px;font-size:12.5px;color:var(--_text);min-height:28px;padding:2px 0}
  .rows>li.stacked{display:block}
  dialog.paper{inset:0;width:100%;max-width:none;height:100%;max-height:none;border-radius:0;padding:0;background:#fff;color:#333;color-scheme:light;forced-color-adjust:none;overflow:hidden}
  .paper header{position:absolute;inset:0 0 auto;padding:14px 16px;margin:0}.paper h2{font-size:14px;color:#5b6664}
  .paper .stage{position:absolute;inset:0;display:grid;place-content:center}
`;

const reason = (unusable: NonNullable<FundingSource['unusable']>): string =>
  ({ frozen: msg('已冻结，请联系发卡行'), empty: msg('余额不足'), not_opened: msg('还没有开通'), unavailable: msg('银行暂时没有响应') })[unusable];

const option = (chosen: boolean, row: TemplateResult, onClick: () => void, disabled = false): TemplateResult =>
  html`<button class="row" role="radio" aria-checked=${chosen} ?disabled=${disabled} @click=${onClick}>${row}<span class="chosen">${chosen ? check() : nothing}</span></button>`;

const closing = (run: () => void) => (event?: Event): void => {
  run();
  (event?.currentTarget as Element | undefined)?.closest('dialog')?.close();
};

function sources({ data, choice, code, onClose, onPick, onOrder }: Sheets): TemplateResult {
  const usable = data.sources.filter(({ unusable }) => !unusable);
  const current = choice.sourceId ?? code?.sourceId ?? usable[0]?.id;
  const body = html`<ul class="rows" role="radiogroup" aria-labelledby="sheet-heading">${data.sources.map((source) => html`<li class="stacked" role="none">
    ${option(source.id === current, html`${sourceTile(source.kind)}<div><b>${source.name}</b><small>${source.unusable ? msg(str`尾号 ${source.last4} · ${reason(source.unusable)}`) : sourceLine(source)}</small></div>`, closing(() => onPick({ sourceId: source.id })), source.unusable !== null)}
    ${source.id === current && source.id !== data.sources[0]?.id ? html`<button class="default" @click=${() => onOrder([source.id, ...data.sources.filter(({ id }) => id !== source.id).map(({ id }) => id)])}>${msg('以后都先用它')}</button>` : nothing}
  </li>`)}</ul>`;
  return sheet({ heading: msg('付款方式'), body, onClose });
}

function coupons({ data, choice, onClose, onPick }: Sheets): TemplateResult {
  const current = choice.coupon === 'auto' ? data.coupons[0]?.id : choice.coupon;
  const body = html`<ul class="rows" role="radiogroup" aria-labelledby="sheet-heading">
    ${data.coupons.map(({ id, title, saves, threshold }) => html`<li role="none">${option(id === current, html`<span class="tile tone coupon">${couponIcon()}</span>
      <div><b>${title}</b><small>${threshold.amount ? msg(str`满 ${money(threshold, true)} 可用`) : msg('无门槛')}</small></div><em class="save">${msg(str`省 ${money(saves, true)}`)}</em>`, closing(() => onPick({ coupon: id })))}</li>`)}
    <li role="none">${option(choice.coupon === 'none', html`<div><b>${msg('不使用优惠券')}</b></div>`, closing(() => onPick({ coupon: 'none' })))}</li></ul>`;
  return sheet({ heading: msg('选择优惠券'), body, onClose });
}

/** One symbol on a white screen: the bars along the longer side, as a till's scanner likes them. */
function enlarged(symbol: 'barcode' | 'qr', code: PayCode | undefined, onClose: () => void): TemplateResult {
  const { innerWidth, innerHeight } = globalThis;
  const upright = innerHeight > innerWidth;
  const shorter = Math.min(innerWidth, innerHeight);
  const drawn = !code ? nothing : symbol === 'qr'
    ? matrix(qrRows(code.number), QR_QUIET, shorter)
    : bars(code128(code.number), CODE128_QUIET, Math.max(innerWidth, innerHeight - 96), Math.min(220, shorter * 0.5), upright);
  return sheet({ heading: msg('请对准扫码枪'), body: html`<div class="stage">${drawn}</div>`, onClose, look: 'paper' });
}

/** What stands over the card. */
export function opened(which: Opened, sheets: Sheets): TemplateResult {
  if (which === 'sources') return sources(sheets);
  return which === 'coupons' ? coupons(sheets) : enlarged(which, sheets.code, sheets.onClose);
}
