import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { backspace } from '../rare-icons.js';
import { msg, str } from '../locale/localize.js';

/** Milliseconds for which buttons that have just appeared take no tap: one meant for what was there before must not pay. */
export const DEAD = 500;
const LENGTH = 6;

const focus = (pad: Element | undefined): void => queueMicrotask(() => (pad as HTMLElement | undefined)?.focus());

/**
 * Six digits that are typed on buttons or a keyboard and stand nowhere in the page: what is drawn is only how many there
 * are. Nothing can be pasted or filled in.
 */
export class PinEntry {
  #digits = '';
  #since = performance.now();
  #busy = false;

  constructor(private readonly onChange: () => void, private readonly onWhole: (pin: string) => void) {}

  get count(): number {
    return this.#digits.length;
  }

  /** Forgets what was typed; `fresh` buttons are dead for a moment. */
  clear(fresh = false): void {
    this.#digits = '';
    if (fresh) this.#since = performance.now();
    this.onChange();
  }

  /** Whether buttons that stand for as long as this pad may be pressed yet. */
  get alive(): boolean {
    return performance.now() - this.#since >= DEAD;
  }

  render(label: string, busy: boolean, wrong: boolean): TemplateResult {
    this.#busy = busy;
    // Not `disabled`: a button that is would lose the focus, and the keyboard its place, with each wrong PIN.
    const key = (digit: string): TemplateResult => html`<button type="button" aria-disabled=${busy} @click=${() => this.#type(digit)}>${digit}</button>`;
    return html`<div class="pin" tabindex="-1" role="group" aria-label=${label} aria-describedby="pin-count" ${ref(focus)} @keydown=${this.#onKeyDown} @paste=${(event: Event) => event.preventDefault()}>
      <div class="boxes ${wrong ? 'wrong' : ''}" aria-hidden="true">${Array.from({ length: LENGTH }, (_, index) => html`<span class=${index < this.count ? 'full' : ''}></span>`)}</div>
      <span class="sr" id="pin-count" role="status">${msg(str`已输入 ${this.count} 位，共 ${LENGTH} 位`)}</span>
      <div class="keys">${[...'123456789'].map(key)}<span></span>${key('0')}<button type="button" aria-label=${msg('删除一位')} aria-disabled=${busy} @click=${this.#erase}>${backspace()}</button></div>
    </div>`;
  }

  #type(digit: string): void {
    if (this.#busy || !this.alive || this.count >= LENGTH) return;
    this.#digits += digit;
    this.onChange();
    if (this.count === LENGTH) this.onWhole(this.#digits);
  }

  #erase = (): void => {
    if (this.#busy) return;
    this.#digits = this.#digits.slice(0, -1);
    this.onChange();
  };

  #onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^\d$/.test(event.key)) this.#type(event.key);
    else if (event.key === 'Backspace') this.#erase();
    else return;
    event.preventDefault();
  };
}
