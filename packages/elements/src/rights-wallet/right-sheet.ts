import type { Right, RightDetail } from '@tessera/contract';
import { html, nothing } from 'lit';
import { faceLine, faceWords } from '../face.js';
import { check } from '../icons.js';
import { copy } from '../rare-icons.js';
import { msg } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { categoryTiles } from './category-tiles.js';
import { said, tone } from './right-row.js';
import { RedemptionCodeController } from './redemption-code.js';
import { rightMore } from './right-more.js';
import { isThing, isUsable, stateWords } from './right-words.js';
import type { Desk, WalletSheet } from './wallet-sheet.js';

/** Ready to use, asking before a benefit is used, using it, saying how a coupon is paid with, or showing its one-time code. */
type Step = 'rest' | 'confirm' | 'using' | 'hint' | 'code';

/** One right in full: face, validity, rules, stores and history, and the way to use it. */
export class RightSheet implements WalletSheet {
  #detail: RightDetail | undefined;
  #failure = '';
  #status = '';
  #step: Step;
  #revealed = false;
  #code: RedemptionCodeController | undefined;

  constructor(private readonly desk: Desk, private readonly right: Right, step: Exclude<Step, 'using'>) {
    this.#step = step;
    if (step === 'code') this.#showCode();
    void this.reload();
  }

  get heading(): string {
    return this.right.kind === 'coupon' ? msg('券详情') : msg('权益详情');
  }

  close(): void {
    this.#code?.stop();
    this.#code = undefined;
  }

  async reload(): Promise<void> {
    this.#failure = '';
    try {
      this.#detail = await this.desk.client.rights.get({ rightId: this.right.id });
    } catch (error) {
      this.#failure = await this.desk.explain(error);
    }
    // A code that no till would take is not shown: the coupon was used, taken back, or has ended.
    if (this.#code && this.#detail && !isUsable(this.#detail, this.desk.client.now())) {
      this.close();
      this.#go('rest', this.#detail.state === 'used' ? msg('已核销') : '');
    }
    this.desk.redraw();
  }

  render(): Part {
    const right = this.#detail ?? this.right;
    return html`<article class="right tone ${tone(right)}">
      ${this.#renderHero(right)}
      ${this.#failure ? html`<p class="notice" role="alert"><span>${this.#failure}</span>${this.#detail ? nothing : html`<button class="mini" @click=${() => this.reload()}>${msg('重试')}</button>`}</p>` : nothing}
      ${this.#renderUse(right)}
      ${this.#detail ? rightMore(this.#detail) : this.#failure ? nothing : html`<div class="bone lines waiting" aria-hidden="true"></div>`}
      <p class="sr" role="status">${this.#status}</p>
    </article>`;
  }

  #renderHero(right: Right): Part {
    const { face, title, giver, category } = right;
    const words = face && faceWords(face);
    return html`<div class="hero">
      <div class="top">${words && face && 'threshold' in face
        ? html`<strong>${words.sign ? html`<sub>${words.sign}</sub>` : nothing}${words.figure}${words.unit ? html`<sub>${words.unit}</sub>` : nothing}</strong>`
        : html`<span class="picture">${categoryTiles(category)}</span>`}
        ${face ? html`<small>${faceLine(face)}</small>` : nothing}</div>
      <div class="bottom"><h3>${title}</h3><small>${giver} · ${said(stateWords(right, this.desk.client.now()))}</small></div>
    </div>`;
  }

  #renderUse(right: Right): Part {
    const code = this.#detail?.code;
    const now = this.desk.client.now();
    if (code) return this.#renderCode(code);
    if (right.state === 'pending') return html`<p class="notice"><span>${msg('供应商还没有发放。发放好会自动出现在这里；发不出来会退回，不会让您白花。')}</span></p>`;
    if (right.state === 'used' && isThing(right)) return html`<p class="redeemed"><span class="seal">${check()}</span><b>${msg('已核销')}</b></p>`;
    if (right.state !== 'unused' || now >= Date.parse(right.validTo)) return nothing;
    if (!isUsable(right, now)) return html`<button class="button" disabled>${stateWords(right, now).text}</button>`;
    if (this.#code) return this.#code.render();
    if (this.#step === 'hint') return html`<p class="notice"><span>${msg('打开付款码给店员扫，付款时会自动用上这张券')}</span></p>`;
    if (this.#step === 'rest' || this.#step === 'code') return html`<button class="button" part="action" @click=${() => this.#use()}>${isThing(right) ? msg('出示兑换码') : right.kind === 'coupon' ? msg('去付款使用') : msg('立即使用')}</button>`;
    return html`<div class="ask" role="group" aria-label=${msg('确认使用')}>
      <p>${msg('使用后不能撤回，兑换码会显示在这里。请在需要兑换时再使用。')}</p>
      <div><button class="button soft" ?disabled=${this.#step === 'using'} @click=${() => this.#go('rest')}>${msg('再想想')}</button>
        <button class="button" aria-busy=${this.#step === 'using'} @click=${this.#onConfirm}>${this.#step === 'using' ? msg('正在取码…') : msg('确定使用')}</button></div>
    </div>`;
  }

  #renderCode(code: string): Part {
    if (!this.#revealed) return html`<button class="button soft" @click=${() => this.#reveal()}>${msg('查看兑换码')}</button>`;
    return html`<div class="secret"><small id="code-name">${msg('兑换码，请勿告诉他人')}</small><output aria-labelledby="code-name">${code}</output>
      <button class="mini" @click=${(event: Event) => this.#copy(code, event)}>${copy()}${msg('复制')}</button></div>`;
  }

  #showCode(): void {
    this.#step = 'code';
    this.#code = new RedemptionCodeController(this.desk, this.right.id, () => void this.reload());
  }

  /** A coupon is used by paying, which the page may lead to, or by a code, when it is for a thing; a benefit asks first, since using it cannot be undone. */
  #use(): void {
    const { right } = this;
    if (right.kind === 'benefit') this.#go('confirm');
    else if (isThing(right)) this.#showCode();
    else if (this.desk.use(right)) this.#go('hint', msg('打开付款码给店员扫，付款时会自动用上这张券'));
  }

  #onConfirm = async (event: MouseEvent): Promise<void> => {
    if (!event.isTrusted || this.#step === 'using') return;
    this.#failure = '';
    this.#go('using');
    try {
      const used = await this.desk.client.rights.use({ rightId: this.right.id });
      this.#detail = used;
      this.#revealed = true;
      this.#go('rest', used.code ? msg('已使用，兑换码已显示') : msg('已使用'));
      this.desk.changed(used);
      // Built anew: the code is a secret between the supplier and the user, and events reach the page.
      this.desk.use({ ...this.right, state: used.state, usedAt: used.usedAt });
    } catch (error) {
      this.#failure = await this.desk.explain(error);
      this.#go('rest');
    }
  };

  #reveal(): void {
    this.#revealed = true;
    this.#go(this.#step, msg('兑换码已显示'));
  }

  /** Without leave to write the clipboard, the code is selected for the user to copy. */
  async #copy(code: string, event: Event): Promise<void> {
    const output = (event.currentTarget as Element).parentElement?.querySelector('output');
    try {
      await navigator.clipboard.writeText(code);
      this.#go(this.#step, msg('已复制兑换码'));
    } catch {
      if (output) getSelection()?.selectAllChildren(output);
      this.#go(this.#step, msg('不能自动复制，兑换码已选中，请手动复制'));
    }
  }

  #go(step: Step, status = ''): void {
    this.#step = step;
    this.#status = status;
    this.desk.redraw();
  }
}
