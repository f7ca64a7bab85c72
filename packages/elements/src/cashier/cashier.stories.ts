import { createFakeClient, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import type { CashierElement } from './cashier.js';
import './cashier.js';

interface Args {
  locale: 'zh-CN' | 'zh-HK' | 'en';
  /** How the fake client behaves. */
  fake: FakeClientOptions;
  signedOut: boolean;
}

const meta: Meta<Args> = {
  title: 'Widgets/Till',
  component: 'tessera-cashier',
  args: { locale: 'zh-CN', fake: {}, signedOut: false },
  argTypes: { locale: { control: 'inline-radio', options: ['zh-CN', 'zh-HK', 'en'] }, fake: { control: false }, signedOut: { control: false } },
  render: ({ locale, fake, signedOut }) => html`<tessera-cashier .client=${signedOut ? nothing : createFakeClient({ locale, ...fake })} locale=${locale}></tessera-cashier>`,
};
export default meta;

type Story = StoryObj<Args>;

const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });

/** A story in which ¥68.50 has been keyed in and a code scanned. */
const charging = (fake: FakeClientOptions, chargeStatus?: FakeClient['world']['chargeStatus']): Story => ({
  args: { fake },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('tessera-cashier') as CashierElement;
    while (!element.shadowRoot?.querySelector('.keys')) await frame();
    const client = element.client as FakeClient;
    if (chargeStatus) client.world.chargeStatus = chargeStatus;
    const { number } = await client.payCodes.issue({});
    for (const key of '68.50') [...element.shadowRoot.querySelectorAll<HTMLElement>('.keys button')].find((button) => button.textContent.trim() === key)?.click();
    const input = element.shadowRoot.querySelector('input') as HTMLInputElement;
    input.value = number;
    input.dispatchEvent(new Event('input'));
    await element.updateComplete;
    element.shadowRoot.querySelector<HTMLElement>('.charge')?.click();
  },
});

export const Ready: Story = {};
export const Paid: Story = charging({});
export const Declined: Story = charging({}, 'declined');
export const InDoubt: Story = charging({}, 'in_doubt');
export const Refused: Story = charging({ problems: { 'payments.charge': 'code_used' } });
export const NoAnswer: Story = charging({ problems: { 'payments.charge': 'timeout' } });
export const Refund: Story = {
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('tessera-cashier') as CashierElement;
    while (!element.shadowRoot?.querySelector('.rows .mini')) await frame();
    element.shadowRoot.querySelector<HTMLElement>('.rows .mini')?.click();
  },
};
export const NothingToday: Story = { args: { fake: { world: { payments: [] } } } };
export const Loading: Story = { args: { fake: { latency: 3_600_000 } } };
export const SignedOut: Story = { args: { signedOut: true } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const Failing: Story = { args: { fake: { problems: { 'payments.list': 'internal' } } } };
export const English: Story = { args: { locale: 'en' } };
