import type { TesseraClient } from '@tessera/client';
import type { Verification } from '@tessera/contract';
import { html, type TemplateResult } from 'lit';
import { msg, str } from '../locale/localize.js';
import { failureOf } from '../problem.js';
import { PinEntry } from './pin-entry.js';

/** Milliseconds before another one-time code may be asked for. */
const RESEND = 60_000;

/** What a new PIN needs and tells. */
export interface PinSetupOptions {
  readonly client: () => TesseraClient | undefined;
  readonly explain: (error: unknown) => Promise<string>;
  readonly update: () => void;
  readonly onSet: (verification: Verification) => void;
}

/** Sets or unlocks the PIN: a one-time code to the user's phone, then the new PIN twice. The code and the PINs stand in no field of the page but the code's own. */
export class PinSetup {
  #step: 'start' | 'code' | 'new' | 'again' = 'start';
  #code = '';
  #first = '';
  #sentAt = 0;
  #busy = false;
  #problem = '';
  readonly #entry: PinEntry;

  constructor(private readonly options: PinSetupOptions) {
    this.#entry = new PinEntry(options.update, (pin) => void this.#onWhole(pin));
  }

  render(why: string, phone: string | null): TemplateResult {
    const problem = html`<p class="problem" role="alert">${this.#problem}</p>`;
    if (this.#step === 'new') return html`<b>${msg('设置 6 位支付密码')}</b>${problem}${this.#entry.render(msg('新的支付密码，6 位数字'), this.#busy, this.#problem !== '')}`;
    if (this.#step === 'again') return html`<b>${msg('再输入一次')}</b>${problem}${this.#entry.render(msg('再输入一次新的支付密码'), this.#busy, false)}`;
    if (!phone) return html`<b>${why}</b><p>${msg('还没有登记手机号。请在银行 App 里登记手机号，再来设置支付密码。')}</p>`;
    if (this.#step === 'start') return html`<b>${why}</b><p>${msg(str`我们会把验证码发到 ${phone}`)}</p>${problem}<button class="button" part="action" ?disabled=${this.#busy} @click=${this.#send}>${msg('发送验证码')}</button>`;
    const rest = Math.ceil((this.#sentAt + RESEND - performance.now()) / 1000);
    return html`<label class="code"><b>${msg(str`输入发到 ${phone} 的验证码`)}</b>
        <input inputmode="numeric" autocomplete="one-time-code" maxlength="6" @input=${this.#onInput}></label>${problem}
      <button class="ghost" ?disabled=${this.#busy || rest > 0} @click=${this.#send}>${rest > 0 ? msg(str`${rest} 秒后可以重发`) : msg('重新发送')}</button>`;
  }

  #to(step: 'start' | 'code' | 'new' | 'again', problem = ''): void {
    this.#step = step;
    this.#problem = problem;
    this.#entry.clear(true);
  }

  #send = async (): Promise<void> => {
    this.#busy = true;
    this.options.update();
    try {
      await this.options.client()?.verification.sendPhoneCode();
      this.#sentAt = performance.now();
      this.#to('code');
    } catch (error) {
      this.#to('start', await this.options.explain(error));
    }
    this.#busy = false;
    this.options.update();
  };

  #onInput = ({ target }: Event): void => {
    const code = (target as HTMLInputElement).value.replace(/\D/g, '');
    if (code.length !== 6) return;
    this.#code = code;
    this.#to('new');
  };

  async #onWhole(pin: string): Promise<void> {
    if (this.#step === 'new') {
      this.#first = pin;
      this.#to('again');
      return;
    }
    if (pin !== this.#first) {
      this.#to('new', msg('两次输入的不一样，请重新设置'));
      return;
    }
    this.#busy = true;
    this.options.update();
    try {
      const verification = await this.options.client()?.verification.setPin({ pin, proof: { method: 'phone', code: this.#code } });
      if (verification) this.options.onSet(verification);
    } catch (error) {
      const { code } = failureOf(error);
      const words = await this.options.explain(error);
      this.#to(code === 'phone_code_wrong' ? 'code' : 'new', words);
    }
    this.#first = '';
    this.#busy = false;
    this.options.update();
  }
}
