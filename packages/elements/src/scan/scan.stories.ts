import { createFakeClient, merchantPayloads, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import type { ScanElement } from './scan.js';
import './scan.js';

interface Args {
  noCamera: boolean;
  locale: 'zh-CN' | 'zh-HK' | 'en';
  /** How the fake client behaves. */
  fake: FakeClientOptions;
  signedOut: boolean;
}

const meta: Meta<Args> = {
  title: 'Widgets/Scan to pay',
  component: 'tessera-scan',
  args: { noCamera: false, locale: 'zh-CN', fake: {}, signedOut: false },
  argTypes: { locale: { control: 'inline-radio', options: ['zh-CN', 'zh-HK', 'en'] }, fake: { control: false }, signedOut: { control: false } },
  render: ({ noCamera, locale, fake, signedOut }) => html`<tessera-scan ?no-camera=${noCamera} .client=${signedOut ? nothing : createFakeClient({ locale, ...fake })} locale=${locale}></tessera-scan>`,
};
export default meta;

type Story = StoryObj<Args>;
type Stage = { readonly element: ScanElement; readonly client: FakeClient; readonly press: (selector: string) => Promise<void> };

const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });

/** A story in which something is done once the widget stands. */
const doing = (run: (stage: Stage) => Promise<void>, fake: FakeClientOptions = {}): Story => ({
  args: { fake },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('tessera-scan') as ScanElement;
    const find = (selector: string) => element.shadowRoot?.querySelector<HTMLButtonElement>(selector);
    const press = async (selector: string) => {
      while (!find(selector) || find(selector)?.disabled) await frame();
      find(selector)?.click();
      await element.updateComplete;
    };
    await run({ element, client: element.client as FakeClient, press });
  },
});

/** Types a code. */
const read = async ({ element, press }: Stage, payload: string): Promise<void> => {
  await press('.ways button');
  const area = element.shadowRoot?.querySelector('textarea') as HTMLTextAreaElement;
  area.value = payload;
  area.dispatchEvent(new Event('input'));
  await element.updateComplete;
  await press('.typed [part=action]');
};

const reading = (payload: string, fake: FakeClientOptions = {}): Story => doing((stage) => read(stage, payload), fake);

/** A story in which the order is paid, once the button is alive. */
const paying = (payload: string, fake: FakeClientOptions = {}): Story => doing(async (stage) => {
  await read(stage, payload);
  while (!stage.element.shadowRoot?.querySelector('.pay')) await frame();
  while (stage.element.shadowRoot?.querySelector('.pay:enabled')) {
    await stage.press('.pay');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}, fake);

const faulty = Object.assign(new Error('merchant_code_malformed'), {
  code: 'merchant_code_malformed', requestId: null,
  errors: [{ detail: 'Object 63: expected the CRC 1A2B; FFFF came.' }, { detail: 'Object 53: expected three digits; none came.' }],
});

export const Start: Story = {};
export const WithoutACamera: Story = { args: { noCamera: true } };
export const Typing: Story = doing(({ press }) => press('.ways button'));
export const Order: Story = reading(merchantPayloads.order);
export const OrderWithTip: Story = reading(merchantPayloads.tip);
export const AmountEntry: Story = reading(merchantPayloads.fixed);
export const Instalments: Story = reading(merchantPayloads.unionpay);
export const SumChanged: Story = doing(async (stage) => {
  await read(stage, merchantPayloads.order);
  while (!stage.element.shadowRoot?.querySelector('.pay:enabled')) await frame();
  stage.client.world.options = { ...stage.client.world.options, coupons: [] };
  while (!stage.element.shadowRoot?.querySelector('.changed')) {
    await stage.press('.pay');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
});
export const Confirm: Story = paying(merchantPayloads.unionpay);
export const Paid: Story = paying(merchantPayloads.order);
export const Declined: Story = paying(merchantPayloads.order, { world: { chargeStatus: 'declined' } });
export const Processing: Story = paying(merchantPayloads.order, { world: { chargeStatus: 'processing' } });
export const InDoubt: Story = paying(merchantPayloads.order, { world: { chargeStatus: 'in_doubt' } });
export const NoAnswer: Story = doing(async (stage) => {
  await read(stage, merchantPayloads.order);
  stage.client.fail('payments.payMerchant', 'timeout');
  while (!stage.client.calls.some(({ method }) => method === 'payments.payMerchant')) {
    await stage.press('.pay');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
});
export const Malformed: Story = doing(async (stage) => {
  Object.assign(stage.client.merchantCodes, { read: () => Promise.reject(faulty) });
  await read(stage, '000201');
});
export const Unsupported: Story = reading('000201', { problems: { 'merchantCodes.read': 'merchant_code_unsupported' } });
export const Ended: Story = reading('000201', { problems: { 'merchantCodes.read': 'merchant_code_ended' } });
export const NoNetwork: Story = doing(async (stage) => {
  while (!stage.element.shadowRoot?.querySelector('.ways')) await frame();
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
  dispatchEvent(new Event('offline'));
  Reflect.deleteProperty(navigator, 'onLine');
});
export const NoWayToPay: Story = { args: { fake: { world: { options: { sources: [], coupons: [], points: { balance: 0, usable: 0, saves: { amount: 0, currency: 'CNY' } } } } } } };
export const Loading: Story = { args: { fake: { latency: 3_600_000 } } };
export const SignedOut: Story = { args: { signedOut: true } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const Failing: Story = { args: { fake: { problems: { 'payments.options': 'internal' } } } };
export const English: Story = { args: { locale: 'en' } };
