import { html, nothing, type TemplateResult } from 'lit';
import { CODE128_QUIET, code128 } from '../code128.js';
import { money } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { QR_QUIET, qrRows } from '../qr.js';
import { bars, matrix, moduleSize } from '../symbol.js';
import type { LiveCode } from './live-code.js';

/** Widest barcode (three pixels a module) and QR code, and the modules a pay code's symbols take with their quiet zones, so that their room is kept. */
const BARS_ROOM = 462;
const QR_ROOM = 232;
const QR_MODULES = 25 + 2 * QR_QUIET;
const BARS_MODULES = 134 + 2 * CODE128_QUIET;
const BARS_HEIGHT = 64;

/** What the panel shows and what its buttons do. */
export interface Panel {
  readonly code: LiveCode | undefined;
  readonly secondsLeft: number;
  readonly renewing: boolean;
  /** Nobody can be looking, so no code is shown. */
  readonly paused: boolean;
  readonly failure: string | undefined;
  readonly revealed: boolean;
  readonly noBarcode: boolean;
  /** CSS pixels across. */
  readonly room: number;
  readonly onReveal: () => void;
  readonly onRenew: () => void;
  readonly onEnlarge: (symbol: 'barcode' | 'qr') => void;
}

/** Groups of four, as cashiers read them out. */
export const grouped = (number: string): string => number.replace(/\d{4}(?=\d)/g, '$& ');

/** The white panel with the symbols. Its size does not depend on there being a code. */
export function codePanel({ code, secondsLeft, renewing, paused, failure, revealed, noBarcode, room, onReveal, onRenew, onEnlarge }: Panel): TemplateResult {
  return html`<div class="symbol" part="code">
    ${noBarcode ? nothing : html`
      <button class="bars" aria-label=${msg('付款条形码，点按横屏放大')} ?disabled=${!code} @click=${() => onEnlarge('barcode')}>${code ? bars(code128(code.number), CODE128_QUIET, Math.min(room, BARS_ROOM), BARS_HEIGHT) : nothing}</button>`}
    <button class="reveal ${revealed ? 'open' : ''}" aria-expanded=${revealed} ?disabled=${!code} @click=${onReveal}>${revealed && code ? grouped(code.number) : msg('查看数字')}</button>
    ${code?.offline ? html`<span class="badge">${msg(str`离线码 · 单笔不超过 ${money(code.offline.limit, true)}`)}</span>` : nothing}
    ${revealed ? html`<span class="warn">${msg('只报给收银员，不要发给任何人')}</span>` : nothing}
    <button class="qr" aria-label=${msg('付款二维码，点按放大')} ?disabled=${!code} @click=${() => onEnlarge('qr')}>${code ? matrix(qrRows(code.payload), QR_QUIET, Math.min(room, QR_ROOM)) : nothing}</button>
    <button class="renew" ?disabled=${renewing || !code} @click=${onRenew}>
      <svg class="ring" aria-hidden="true" width="16" height="16" viewBox="0 0 20 20"><circle cx="10" cy="10" r="8"></circle><circle cx="10" cy="10" r="8" pathLength="60" stroke-dasharray="${code ? secondsLeft : 0} 60"></circle></svg>
      <span class="sr">${msg('立即更新付款码')}</span><span aria-hidden="true">${paused ? msg('回到这里就会显示') : renewing || !code ? msg('正在更新') : code.offline ? msg(str`没有网络 · 还剩 ${code.offline.left} 个离线码`) : msg(str`${secondsLeft} 秒后自动更新`)}</span></button>
    ${code || !failure ? nothing : html`<div class="over" part="error" role="alert">${failure}<button class="button soft" @click=${onRenew}>${msg('重试')}</button></div>`}
  </div>`;
}

/** Keeps both symbols' left edges on a whole device pixel and their room free, whatever the payload; answers how wide the panel is. */
export function measurePanel(panel: HTMLElement): number {
  const room = panel.clientWidth;
  const scale = globalThis.devicePixelRatio || 1;
  const inset = (width: number): string => `${Math.floor(((room - width) * scale) / 2) / scale}px`;
  const kept = Math.min(room, QR_ROOM);
  const drawn = panel.querySelector<SVGSVGElement>('.qr svg')?.viewBox.baseVal.width ?? QR_MODULES;
  const qr = drawn * moduleSize(kept, drawn);
  panel.style.setProperty('--qr-room', `${QR_MODULES * moduleSize(kept, QR_MODULES)}px`);
  panel.style.setProperty('--inset', inset(BARS_MODULES * moduleSize(Math.min(room, BARS_ROOM), BARS_MODULES)));
  panel.style.setProperty('--qr', `${qr}px`);
  panel.style.setProperty('--qr-inset', inset(qr));
  return room;
}
