import type { Right } from '@tessera/contract';
import { html, nothing } from 'lit';
import { faceLine, faceWords } from '../face.js';
import { msg } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { categoryTiles } from './category-tiles.js';
import { isUsable, stateWords, type Said } from './right-words.js';

/** Warm for coupons, green for what moves people without a car, gold for what others give. */
export const tone = ({ kind, category }: Right): string => (category === 'transit' ? 'energy' : kind === 'coupon' ? 'coupon' : 'gold');

/** A right's little picture: a short face in figures, else its category in tiles. */
export function thumb(right: Right): Part {
  const { face, category } = right;
  const { figure, unit } = face && 'threshold' in face ? faceWords(face) : { figure: '', unit: '' };
  const short = figure.length > 0 && figure.length + unit.length / 2 <= 4;
  return html`<span class="thumb tone ${tone(right)} ${figure.length > 2 ? 'long' : ''}" aria-hidden="true">${short ? html`<span>${figure}${unit ? html`<sub>${unit}</sub>` : nothing}</span>` : categoryTiles(category)}</span>`;
}

/** What is said in vermilion is near its end. */
export const said = ({ text, soon }: Said): Part => (soon ? html`<mark>${text}</mark>` : html`${text}`);

/** One right: its picture and words open it, the button at the end puts it to use. */
export function rightRow(right: Right, now: number, open: (right: Right) => void, use: (right: Right) => void): Part {
  const line = right.face ? faceLine(right.face) : right.giver;
  const { state, title } = right;
  return html`<li part="item" class=${state} tabindex="-1" data-right=${right.id}>
    <button class="row" @click=${() => open(right)}>${thumb(right)}<span><b>${title}</b><small>${line} · ${said(stateWords(right, now))}</small></span></button>
    ${isUsable(right, now)
      ? html`<button class="mini" part="action" aria-label="${msg('使用')} ${title}" @click=${() => use(right)}>${msg('使用')}</button>`
      : state === 'pending' ? html`<span class="wait" aria-hidden="true"><i></i><i></i><i></i><i></i></span>` : nothing}
  </li>`;
}
