import { html, nothing, type TemplateResult } from 'lit';
import type { CameraController } from '../camera.js';
import { cameraWords } from '../camera-words.js';
import { time } from '../format.js';
import { camera as cameraIcon, tiles } from '../icons.js';
import { offline } from '../rare-icons.js';
import { keypad } from '../keypad.js';
import { msg, str } from '../locale/localize.js';
import { viewfinder } from '../viewfinder.js';
import { fen } from '../amount.js';
import { isCouponCode } from './redeeming.js';

/** Fewest characters of a pay code. */
const SHORTEST = 16;

/** What the till's entry shows and does. */
export interface Pad {
  readonly display: string;
  readonly code: string;
  readonly camera: CameraController;
  /** Since when there is no network, in milliseconds. */
  readonly offlineSince: number | undefined;
  readonly onKey: (key: string) => void;
  readonly onCode: (code: string) => void;
  readonly onCharge: () => void;
  readonly onCamera: () => void;
  readonly onCollect: () => void;
}

/** The amount, and the ways to a customer's code: scanner, camera, fingers, or the store's own code. */
export function pad({ display, code, camera, offlineSince, onKey, onCode, onCharge, onCamera, onCollect }: Pad): TemplateResult {
  const out = offlineSince !== undefined;
  const coupon = isCouponCode(code);
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    onCharge();
  };
  return html`<div class="pad">
    ${out ? html`<p class="notice out" role="alert"><span class="tile tone gold">${offline()}</span><span>${msg(str`${time(offlineSince)} 起没有网络，现在不能收款。金额会保留，网络恢复后再扫码。`)}</span></p>` : nothing}
    <div class="display ${display ? '' : 'none'}"><strong aria-live="polite"><sub>¥</sub>${display || '0.00'}</strong></div>
    ${camera.on ? viewfinder(camera, fen(display) ? msg('对准顾客的付款码') : msg('对准顾客的券码；收款请先输入金额')) : keypad(onKey)}
    ${camera.fault ? html`<p class="notice" role="alert"><span>${cameraWords(camera.fault)}</span></p>` : nothing}
    <form @submit=${onSubmit}>
      <label for="code">${msg('付款码或券码')}</label>
      <div class="code"><input id="code" name="code" autocapitalize="characters" spellcheck="false" autocomplete="off" placeholder=${msg('扫码枪对准顾客的码，或输入')} .value=${code} @input=${(event: Event) => onCode((event.target as HTMLInputElement).value)} />
        <button type="button" class="square camera" aria-pressed=${camera.on} aria-label=${msg('用相机扫码')} ?disabled=${out} @click=${onCamera}>${cameraIcon()}</button></div>
      <button class="button charge" part="action" ?disabled=${out || (!coupon && (!fen(display) || code.replace(/\s/g, '').length < SHORTEST))}>${coupon ? msg('核销') : msg('收款')}</button>
      <button type="button" class="button soft own" ?disabled=${out} @click=${onCollect}>${tiles()}${msg('出示收款码')}</button>
    </form></div>`;
}
