import { fixture, html } from '@open-wc/testing';
import { createFakeClient, fixtureId, paymentFixture, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import type { Payment } from '@tessera/contract';
import { setLocale } from '../locale/localize.js';
import { FakeClock } from './fake-clock.js';
import type { PayCodeElement } from '../pay-code/pay-code.js';
import '../pay-code/pay-code.js';

/** The page's clock of the running test. */
export let clock: FakeClock;

export const inside = (element: PayCodeElement) => element.shadowRoot as ShadowRoot;
export const all = (element: PayCodeElement, selector: string) => [...inside(element).querySelectorAll<HTMLElement>(selector)];
export const one = (element: PayCodeElement, selector: string) => all(element, selector)[0] as HTMLElement;
export const text = (element: PayCodeElement) => inside(element).textContent.replace(/\s+/g, ' ');
export const press = async (element: PayCodeElement, selector: string) => {
  one(element, selector).click();
  await clock.settle();
};
/** Opens what a row stands for, and takes one of its options. */
export const choose = async (element: PayCodeElement, row: number, option: number) => {
  all(element, '.rows .row')[row]?.click();
  await clock.settle();
  all(element, 'dialog [role=radio]')[option]?.click();
  await clock.settle();
};
export const issued = (client: FakeClient) => client.calls.filter(({ method }) => method === 'payCodes.issue').map(({ input }) => input as Record<string, unknown>);
export const retired = (client: FakeClient) => client.calls.filter(({ method }) => method === 'payCodes.retire').length;
export const symbols = (element: PayCodeElement) => all(element, '.bars svg, .qr svg').length;

/** Puts the widget on the page with a fake client behind it. */
export async function show(options: FakeClientOptions = {}, attributes: Record<string, string | true> = {}) {
  const client = createFakeClient(options);
  const element = document.createElement('tessera-pay-code');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value === true ? '' : value);
  element.client = client;
  const host = await fixture<HTMLElement>(html`<div></div>`);
  host.append(element);
  await clock.settle();
  await clock.settle();
  return { client, element };
}

/** Tells the widget of a payment with the code it shows. */
export async function pay(client: FakeClient, status: Payment['status'], special: Partial<Payment> = {}) {
  const payCodeId = client.world.payCodes.at(-1)?.id ?? fixtureId('pyc', 1);
  const payment = paymentFixture(client.now(), { id: fixtureId('pay', 77), payCodeId, status, ...special });
  client.world.payments = [payment, ...client.world.payments.filter(({ id }) => id !== payment.id)];
  client.emit({ type: `payment.${status}`, payment });
  await clock.settle();
  return payment;
}

export const setHidden = async (hidden: boolean) => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
  await clock.settle();
};

/** Gives each test of a file its own clock, and loads before what the widget loads when reached, so that `settle` covers it. */
export function withClock(): void {
  before(() => Promise.all([import('../pay-code/desk.js'), import('../problem-text.js'), import('../locale/en.js'), import('../locale/zh-HK.js')]));

  beforeEach(() => {
    clock = new FakeClock();
  });

  afterEach(async () => {
    Reflect.deleteProperty(document, 'hidden');
    await setLocale('zh-CN');
    clock.restore();
  });
}
