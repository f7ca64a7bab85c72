import { html, nothing, type TemplateResult } from 'lit';
import type { CameraController } from '../camera.js';
import { cameraWords } from '../camera-words.js';
import { camera as cameraIcon, keyboard, picture } from '../icons.js';
import { offline, warning } from '../rare-icons.js';
import { msg } from '../locale/localize.js';
import { viewfinder } from '../viewfinder.js';

/** The ways to a store's code, and what they do. */
export interface Finder {
  readonly camera: CameraController;
  readonly noCamera: boolean;
  readonly offline: boolean;
  readonly typing: boolean;
  readonly typed: string;
  readonly onCamera: () => void;
  readonly onStop: () => void;
  readonly onFile: (file: File) => void;
  readonly onType: (typing: boolean) => void;
  readonly onTyped: (text: string) => void;
  readonly onSubmit: () => void;
}

/** The picture's field is emptied, so that the same picture can be tried again. */
const fileButton = ({ offline: out, onFile }: Finder): TemplateResult => html`<label class="way ${out ? 'off' : ''}">${picture()}<span>${msg('选图片')}</span>
  <input class="sr" type="file" accept="image/*" ?disabled=${out} @change=${(event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (file) onFile(file);
  }} /></label>`;

const typing = ({ typed, offline: out, onTyped, onSubmit, onType }: Finder): TemplateResult => html`<form class="typed" @submit=${(event: SubmitEvent) => {
  event.preventDefault();
  onSubmit();
}}>
  <label for="payload">${msg('收款码里的内容')}</label>
  <textarea id="payload" rows="4" maxlength="1024" autocomplete="off" spellcheck="false" placeholder="000201…" .value=${typed} @input=${(event: Event) => onTyped((event.target as HTMLTextAreaElement).value)}></textarea>
  <button class="button" part="action" ?disabled=${out || !typed.trim()}>${msg('下一步')}</button>
  <button type="button" class="button soft" @click=${() => onType(false)}>${msg('返回')}</button></form>`;

/** Looks for a code: by camera once it is asked for, from a picture, or typed. */
export function finderView(finder: Finder): TemplateResult {
  const { camera, noCamera, offline: out, onCamera, onStop, onType } = finder;
  const gone = out ? html`<p class="notice" role="alert"><span class="tile tone gold">${offline()}</span><span>${msg('没有网络，不能扫码付款。可以打开付款码，用离线码付款。')}</span></p>` : nothing;
  if (finder.typing) return html`${gone}${typing(finder)}`;
  const still = html`<div class="still" aria-hidden="true"><i></i><i></i><i></i><i></i></div>`;
  return html`${gone}
    ${camera.on ? viewfinder(camera, msg('对准商家的收款码')) : html`<div class="finder idle">${still}<p>${msg('扫商家的收款码，先看金额再付')}</p></div>`}
    ${camera.fault ? html`<p class="notice" role="alert"><span>${cameraWords(camera.fault)}</span></p>` : nothing}
    ${noCamera ? nothing : camera.on
      ? html`<button class="button soft" @click=${onStop}>${msg('关闭相机')}</button>`
      : html`<button class="button" part="action" ?disabled=${out} @click=${onCamera}>${cameraIcon()}${camera.fault ? msg('再试一次相机') : msg('打开相机')}</button>`}
    <div class="ways">${fileButton(finder)}<button class="way" ?disabled=${out} @click=${() => onType(true)}>${keyboard()}<span>${msg('输入')}</span></button></div>`;
}

/** Why a code could not be used. */
export interface Wrong {
  readonly title: string;
  readonly next: string;
  readonly faults: readonly string[];
}

/** What is wrong with a code, fault by fault, and the way on. */
export const wrongView = ({ title, next, faults }: Wrong, onAgain: () => void): TemplateResult => html`<div class="failure" role="alert">
  ${warning()}<b>${title}</b>${faults.length ? html`<ul class="faults">${faults.map((fault) => html`<li>${fault}</li>`)}</ul>` : nothing}<small>${next}</small>
  <button class="button" part="action" @click=${onAgain}>${msg('再扫一次')}</button></div>`;
