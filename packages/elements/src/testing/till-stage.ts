import { fixture, html } from '@open-wc/testing';
import { createFakeClient, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import type { CashierElement } from '../cashier/cashier.js';
import '../cashier/cashier.js';
import { FakeClock } from './fake-clock.js';

/** The page's clock of the running test. */
export let clock: FakeClock;

export const all = (element: CashierElement, selector: string) => [...(element.shadowRoot as ShadowRoot).querySelectorAll<HTMLElement>(selector)];
export const one = (element: CashierElement, selector: string) => all(element, selector)[0] as HTMLElement;
export const text = (element: CashierElement) => (element.shadowRoot as ShadowRoot).textContent.replace(/\s+/g, ' ');
export const said = (element: CashierElement) => one(element, '[role=status]').textContent;
export const called = (client: FakeClient, method: string) => client.calls.filter((call) => call.method === method);
export const button = (element: CashierElement, label: string) => all(element, 'button').find(({ textContent }) => textContent.trim() === label) as HTMLElement;
export const press = async (element: CashierElement, label: string) => {
  button(element, label).click();
  await clock.settle();
  await clock.settle();
};

/** Puts the till on the page with a fake client behind it and a customer's code at hand. */
export async function show(options: FakeClientOptions = {}) {
  const client = createFakeClient({ frozen: true, ...options });
  const element = document.createElement('tessera-cashier');
  element.client = client;
  const host = await fixture<HTMLElement>(html`<div></div>`);
  host.append(element);
  await clock.settle();
  await clock.settle();
  const number = options.offline ? '' : (await client.payCodes.issue({ coupon: 'none' })).number;
  return { client, element, number };
}

export const keys = async (sequence: string) => {
  for (const key of sequence) dispatchEvent(new KeyboardEvent('keydown', { key }));
  await clock.settle();
};

/** Keys the way a keyboard-wedge scanner sends them: at once, and Enter. */
export const scan = async (characters: string) => {
  for (const key of characters) dispatchEvent(new KeyboardEvent('keydown', { key }));
  dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
  await clock.settle();
  await clock.settle();
};

/** Long enough that the next key is not a scanner's; events carry the real time. */
export const pause = async () => {
  await clock.settle();
  const until = Date.now() + 120;
  while (Date.now() < until);
};

/** Presses the keypad. */
export const enter = async (element: CashierElement, amount: string) => {
  for (const key of amount) all(element, '.keypad button').find(({ textContent }) => textContent.trim() === key)?.click();
  await clock.settle();
};

export const type = async (element: CashierElement, amount: string, code: string) => {
  await enter(element, amount);
  const input = one(element, 'input[name=code]') as HTMLInputElement;
  input.value = code;
  input.dispatchEvent(new Event('input'));
  await clock.settle();
  one(element, '.charge').click();
  await clock.settle();
  await clock.settle();
};

/** Gives each test of a file its own clock, and loads before what the till loads when reached, so that `settle` covers it. */
export function withClock(): void {
  before(() => Promise.all([import('../cashier/payment-sheet.js'), import('../problem-text.js')]));
  beforeEach(() => { clock = new FakeClock(); });
  afterEach(() => clock.restore());
}
