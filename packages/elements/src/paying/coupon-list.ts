import type { CouponRefusal, PaymentOptions, Quote } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { money } from '../format.js';
import { check, coupon as couponIcon } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import { couponRefusalWords } from './reason-words.js';

/** The coupons to choose from; `current` is `auto`, `none` or an id. */
export interface CouponChoice {
  readonly coupons: PaymentOptions['coupons'];
  readonly current: string;
  /** A quote's verdict on each coupon, where the amount is known. */
  readonly verdicts?: Quote['coupons'] | undefined;
  /** Why coupons would be left out, in words by their ids, where the amount is not known. */
  readonly unfit?: Readonly<Record<string, string>>;
  readonly onPick: (coupon: string) => void;
}

/** `not_best` and `not_wanted` are about the choice itself, so they do not stand in the way of choosing. */
export const stands = (refusal: CouponRefusal | null | undefined): refusal is 'not_best' | 'not_wanted' | null | undefined => !refusal || refusal === 'not_best' || refusal === 'not_wanted';

/** A radio group of coupons, best first, and none of them. */
export function couponList({ coupons, current, verdicts, unfit = {}, onPick }: CouponChoice): TemplateResult {
  const applied = verdicts?.find(({ refusal }) => !refusal)?.id;
  const chosen = current === 'auto' ? (verdicts ? applied : coupons.find(({ id }) => !unfit[id])?.id) : current;
  return html`<ul class="rows" role="radiogroup" aria-label=${msg('优惠券')}>
    ${coupons.map(({ id, title, saves, threshold }) => {
      const verdict = verdicts?.find((one) => one.id === id);
      const refusal = verdict?.refusal;
      const why = stands(refusal) ? unfit[id] : couponRefusalWords(refusal);
      const line = why ? why : threshold.amount ? msg(str`满 ${money(threshold, true).slice(1)} 可用`) : msg('无门槛');
      return html`<li role="none"><button class="row" role="radio" aria-checked=${id === chosen} ?disabled=${why !== undefined} @click=${() => onPick(id)}>
        <span class="tile tone coupon">${couponIcon()}</span><div><b>${title}</b><small>${line}</small></div><em class="save">${msg(str`省 ${money(verdict?.saves.amount ? verdict.saves : saves, true)}`)}</em><span class="chosen">${id === chosen ? check() : nothing}</span></button></li>`;
    })}
    <li role="none"><button class="row" role="radio" aria-checked=${chosen === 'none'} @click=${() => onPick('none')}><div><b>${msg('不使用优惠券')}</b></div><span class="chosen">${chosen === 'none' ? check() : nothing}</span></button></li></ul>`;
}
