import { css, html, nothing, type TemplateResult } from 'lit';
import type { CameraController } from './camera.js';
import { torch } from './icons.js';
import { msg } from './locale/localize.js';

export const viewfinderStyles = css`
  .finder{position:relative;overflow:hidden;border-radius:var(--_radius-panel);background:#000;aspect-ratio:1;max-height:min(420px,70vh);width:100%;color:#fff}
  .finder video{position:absolute;inset:0;width:100%;height:100%;object-fit:cover}
  .finder .frame{position:absolute;inset:16%;display:grid;grid-template:1fr 1fr/1fr 1fr;place-content:space-between}
  .finder i{width:34px;height:34px;border:3px solid #fff;border-radius:11px 4px 4px;border-inline-end:0;border-block-end:0}
  .finder i:nth-child(2){justify-self:end;rotate:90deg}.finder i:nth-child(3){align-self:end;rotate:270deg}
  .finder i:nth-child(4){place-self:end;rotate:180deg;border-color:var(--_coupon)}
  .finder p{position:absolute;inset:auto 12px 12px;text-align:center;font-size:13.5px;text-shadow:0 0 6px #000}
  .finder .torch{position:absolute;inset:10px 10px auto auto;width:44px;height:44px;border-radius:50%;display:grid;place-items:center;background:oklch(0 0 0/.5);color:#fff}
  .finder .torch[aria-pressed=true]{background:#fff;color:#000}
  @media (prefers-reduced-motion:no-preference){.finder i{animation:seek 1.6s ease-in-out infinite alternate}@keyframes seek{from{opacity:.55}}}
`;

/** What the camera sees, with four tiles around where the code should be. */
export const viewfinder = (camera: CameraController, hint: string): TemplateResult => html`<div class="finder">
  <video muted playsinline autoplay aria-label=${msg('相机画面')} .srcObject=${camera.stream ?? null}></video>
  <div class="frame" aria-hidden="true"><i></i><i></i><i></i><i></i></div>
  ${camera.torch === undefined ? nothing : html`<button class="torch" aria-pressed=${camera.torch} aria-label=${msg('手电筒')} @click=${() => camera.light(!camera.torch)}>${torch()}</button>`}
  <p>${camera.stream ? hint : msg('正在打开相机')}</p></div>`;
