import type { PaymentOptions, Quote } from '@tessera/contract';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CODE128_QUIET, code128 } from '../code128.js';
import { msg } from '../locale/localize.js';
import type { Choice, Picked } from '../paying/choice.js';
import { couponList } from '../paying/coupon-list.js';
import { planList } from '../paying/plans.js';
import { payingStyles } from '../paying/paying.styles.js';
import { sourceList } from '../paying/source-list.js';
import { QR_QUIET, qrRows } from '../qr.js';
import { sheet } from '../sheet.js';
import { bars, matrix } from '../symbol.js';
import { sourceOf } from './choice.js';
import type { LiveCode } from './live-code.js';
import type { Unfit } from './rows.js';

/** The sheets that choose, and the two enlarged symbols. */
export type Sheet = 'sources' | 'coupons' | 'plans' | 'barcode' | 'qr';

/** What the sheets need and what they do. */
export interface Sheets {
  readonly data: PaymentOptions;
  readonly choice: Choice;
  readonly code: LiveCode | undefined;
  readonly quote: Quote | undefined;
  /** Why coupons would be left out whatever is bought, in words by their ids. */
  readonly unfit: Unfit;
  /** The page's own cap, in minor units. */
  readonly cap: number | undefined;
  readonly onClose: () => void;
  readonly onPick: (picked: Picked) => void;
  readonly onOrder: (sourceIds: string[]) => void;
  readonly onTerms: (sourceId: string) => void;
}

export const viewStyles = css`
  ${payingStyles}
  dialog.paper{inset:0;width:100%;max-width:none;height:100%;max-height:none;border-radius:0;padding:0;background:#fff;color:#333;color-scheme:light;forced-color-adjust:none;overflow:hidden}
  .paper header{position:absolute;inset:0 0 auto;padding:14px 16px;margin:0}.paper h2{font-size:14px;color:#5b6664}
  .paper .stage{position:absolute;inset:0;display:grid;place-content:center}
  .wide{width:100%;margin-top:12px}.num{white-space:nowrap}.num.quiet{color:var(--_ink-soft);font-weight:400}
  .receipt{padding-top:2px}.receipt .id{font-size:12px}.receipt dt small{margin-top:1px}
  .pair{display:flex;gap:8px;justify-content:center;flex-wrap:wrap;margin-top:6px}.pair .mini{display:flex;gap:6px;align-items:center;min-height:36px}.pair svg{width:16px;height:16px}
`;

function sources({ data, choice, code, quote, cap, onClose, onPick, onOrder, onTerms }: Sheets): TemplateResult {
  const current = choice.sourceId ?? code?.sourceId ?? sourceOf(data, undefined)?.id;
  const body = sourceList({
    sources: data.sources, current, onOrder, onTerms,
    verdicts: quote?.sources,
    ...(cap !== undefined && { cap: { amount: cap, currency: 'CNY' as const } }),
    onPick: (sourceId) => onPick({ sourceId }),
  });
  return sheet({ heading: msg('选择付款方式'), body, onClose });
}

function plans({ data, choice, code, quote, onClose, onPick }: Sheets): TemplateResult {
  const source = sourceOf(data, choice.sourceId ?? code?.sourceId);
  const body = planList({
    plans: quote?.instalments ?? [], offer: source?.instalments ?? null, months: choice.months,
    onPick: (months) => onPick({ months, ...(source && { sourceId: source.id }) }),
  });
  return sheet({ heading: msg('分期'), body, onClose });
}

/** One symbol on a white screen: the bars along the longer side, as a till's scanner likes them. */
function enlarged(symbol: 'barcode' | 'qr', code: LiveCode | undefined, onClose: () => void): TemplateResult {
  const { innerWidth, innerHeight } = globalThis;
  const upright = innerHeight > innerWidth;
  const shorter = Math.min(innerWidth, innerHeight);
  const drawn = !code ? nothing : symbol === 'qr'
    ? matrix(qrRows(code.payload), QR_QUIET, shorter)
    : bars(code128(code.number), CODE128_QUIET, Math.max(innerWidth, innerHeight - 96), Math.min(220, shorter * 0.5), upright);
  return sheet({ heading: msg('请对准扫码枪'), body: html`<div class="stage">${drawn}</div>`, onClose, look: 'paper' });
}

/** What stands over the card. */
export function opened(which: Sheet, sheets: Sheets): TemplateResult {
  const { data, choice, code, quote, unfit, onClose, onPick } = sheets;
  switch (which) {
    case 'sources': return sources(sheets);
    case 'plans': return plans(sheets);
    case 'coupons': return sheet({ heading: msg('选择优惠券'), body: couponList({ coupons: data.coupons, current: choice.coupon, verdicts: quote?.coupons, unfit, onPick: (coupon) => onPick({ coupon }) }), onClose });
    default: return enlarged(which, code, onClose);
  }
}
