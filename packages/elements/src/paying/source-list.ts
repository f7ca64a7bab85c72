import type { FundingSource, Money, Quote } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { money } from '../format.js';
import { check, chevron } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import { sourceRefusalWords } from './reason-words.js';
import { sourceLine, sourceTile } from './source-face.js';

/** The sources to choose from. */
export interface SourceChoice {
  readonly sources: readonly FundingSource[];
  readonly current: string | undefined;
  /** A quote's verdict on each source, where the amount is known. */
  readonly verdicts?: Quote['sources'] | undefined;
  /** The page's own cap on a payment. */
  readonly cap?: Money | undefined;
  readonly onPick: (sourceId: string) => void;
  /** A source whose contract is to be read first was pressed. */
  readonly onTerms: (sourceId: string) => void;
  /** Makes this order the default; absent where it cannot be changed. */
  readonly onOrder?: ((sourceIds: string[]) => void) | undefined;
}

/** A radio group of sources, each with its balance, its limit per payment, and why it cannot be used. */
export function sourceList({ sources, current, verdicts, cap, onPick, onTerms, onOrder }: SourceChoice): TemplateResult {
  const row = (source: FundingSource): TemplateResult => {
    const { id, kind, name, last4, unusable, perPayment } = source;
    const refusal = unusable ?? verdicts?.find((verdict) => verdict.id === id)?.refusal;
    const byTerms = refusal === 'terms_not_accepted';
    const limit = [perPayment, cap].filter((one) => one != null).sort((a, b) => a.amount - b.amount)[0];
    const lines = [refusal ? msg(str`尾号 ${last4} · ${sourceRefusalWords(refusal)}`) : sourceLine(source), ...(limit && !unusable ? [msg(str`单笔不超过 ${money(limit, true)}`)] : [])];
    const first = id === sources[0]?.id;
    return html`<li class="stacked" role="none">
      <button class="row" role="radio" aria-checked=${id === current} ?disabled=${refusal && !byTerms} @click=${() => (byTerms ? onTerms(id) : onPick(id))}>
        ${sourceTile(kind)}<div><b>${name}</b>${lines.map((line) => html`<small>${line}</small>`)}</div><span class="chosen">${byTerms ? chevron() : id === current ? check() : nothing}</span></button>
      ${id === current && !first && onOrder ? html`<button class="default" @click=${() => onOrder([id, ...sources.filter((one) => one.id !== id).map((one) => one.id)])}>${msg('以后都先用它')}</button>` : nothing}
    </li>`;
  };
  return html`<ul class="rows" role="radiogroup" aria-label=${msg('选择付款方式')}>${sources.map(row)}</ul>`;
}
