import { css, html, nothing, type TemplateResult } from 'lit';
import { backspace } from './rare-icons.js';
import { msg } from './locale/localize.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'Backspace'];

export const keypadStyles = css`
  .keypad{display:grid;grid-template-columns:repeat(3,1fr);gap:8px}
  .keypad button{min-height:var(--key,52px);border-radius:var(--_radius-control);background:var(--_sunken);font-size:24px;font-weight:550;text-align:center;display:grid;place-items:center;touch-action:manipulation}
  .keypad button:active{background:var(--_soft)}
  .keypad svg{width:28px;height:28px}
  @media (forced-colors:active){.keypad button{border:1px solid ButtonText}}
`;

/** Digits, a point and a way back: what is pressed is told by its name, `Backspace` as a keyboard's. */
export const keypad = (onKey: (key: string) => void): TemplateResult => html`<div class="keypad" role="group" aria-label=${msg('金额')}>
  ${KEYS.map((key) => html`<button type="button" aria-label=${key === 'Backspace' ? msg('删除') : nothing} @click=${() => onKey(key)}>${key === 'Backspace' ? backspace() : key}</button>`)}</div>`;
