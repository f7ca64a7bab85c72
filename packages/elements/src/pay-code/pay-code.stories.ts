import { createFakeClient, optionsFixture, paymentFixture, fixtureId, FIXTURE_NOW, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import type { Payment, ProblemCode } from '@tessera/contract';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import type { PayCodeElement } from './pay-code.js';
import './pay-code.js';

interface Args {
  coupon: string;
  account: string;
  noBarcode: boolean;
  noPoints: boolean;
  locale: 'zh-CN' | 'zh-HK' | 'en';
  /** How the fake client behaves. */
  fake: FakeClientOptions;
  signedOut: boolean;
}

const options = optionsFixture();
const fails = (code: ProblemCode): FakeClientOptions => ({ problems: { 'payments.options': code, 'payCodes.issue': code } });

const meta: Meta<Args> = {
  title: 'Widgets/Pay code',
  component: 'tessera-pay-code',
  args: { coupon: 'auto', account: '', noBarcode: false, noPoints: false, locale: 'zh-CN', fake: {}, signedOut: false },
  argTypes: { locale: { control: 'inline-radio', options: ['zh-CN', 'zh-HK', 'en'] }, fake: { control: false }, signedOut: { control: false } },
  render: ({ coupon, account, noBarcode, noPoints, locale, fake, signedOut }) => html`<tessera-pay-code
    .client=${signedOut ? nothing : createFakeClient({ locale, ...fake })}
    coupon=${coupon} account=${account || nothing} locale=${locale} ?no-barcode=${noBarcode} ?no-points=${noPoints}
  ></tessera-pay-code>`,
};
export default meta;

type Story = StoryObj<Args>;

/** Waits until the code stands. */
const standing = async (canvas: HTMLElement): Promise<PayCodeElement> => {
  const element = canvas.querySelector('tessera-pay-code') as PayCodeElement;
  while (!element.shadowRoot?.querySelector('.qr svg')) await new Promise((resolve) => { requestAnimationFrame(resolve); });
  return element;
};

/** A story in which the till has just charged the code. */
const paying = (status: Payment['status'], special: Partial<Payment> = {}): Story => ({
  play: async ({ canvasElement }) => {
    const client = (await standing(canvasElement)).client as FakeClient;
    const payment = paymentFixture(FIXTURE_NOW, { id: fixtureId('pay', 90), payCodeId: client.world.payCodes.at(-1)?.id ?? '', status, ...special });
    client.world.payments = [payment];
    client.emit({ type: `payment.${status}`, payment });
  },
});

const pressing = (selector: string): Story => ({
  play: async ({ canvasElement }) => {
    const element = await standing(canvasElement);
    while (!element.shadowRoot?.querySelector('.rows')) await new Promise((resolve) => { requestAnimationFrame(resolve); });
    element.shadowRoot.querySelector<HTMLElement>(selector)?.click();
  },
});

export const Ready: Story = {};
export const QrOnly: Story = { args: { noBarcode: true, noPoints: true } };
export const FromTheCard: Story = { args: { account: 'life_card' } };
export const NoCouponsFewPoints: Story = { args: { fake: { world: { options: { ...options, coupons: [], points: { balance: 86, usable: 0, saves: { amount: 0, currency: 'CNY' } } } } } } };
export const DigitsShown: Story = pressing('.reveal');
export const Sources: Story = pressing('.rows li:nth-child(1) .row');
export const Coupons: Story = pressing('.rows li:nth-child(2) .row');
export const BarcodeEnlarged: Story = pressing('.bars');
export const QrEnlarged: Story = pressing('.qr');
export const Processing: Story = paying('processing', { settledAt: null });
export const Paid: Story = paying('paid');
export const Declined: Story = paying('declined', { declineReason: 'insufficient_funds', discounts: [] });
export const InDoubt: Story = paying('in_doubt', { settledAt: null });
export const Loading: Story = { args: { fake: { latency: 3_600_000 } } };
export const Empty: Story = { args: { fake: { world: { options: { ...options, sources: options.sources.map((source) => ({ ...source, unusable: 'not_opened' as const })) } } } } };
export const CodeFails: Story = { args: { fake: { problems: { 'payCodes.issue': 'unavailable' } } } };
export const SignedOut: Story = { args: { signedOut: true } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const Failing: Story = { args: { fake: fails('internal') } };
export const SessionExpired: Story = { args: { fake: fails('session_expired') } };
export const NotAllowed: Story = { args: { fake: fails('scope_missing') } };
export const English: Story = { args: { locale: 'en' } };
export const HongKong: Story = { args: { locale: 'zh-HK' } };
