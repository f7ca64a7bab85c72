import { createFakeClient, optionsFixture, paymentFixture, paymentFixtures, fixtureId, FIXTURE_NOW, yuan, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import type { Payment, ProblemCode, Verification } from '@tessera/contract';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import type { PayCodeElement } from './pay-code.js';
import './pay-code.js';

interface Args {
  coupon: string;
  account: string;
  /** Minor units; 0 is none. */
  amount: number;
  amountLimit: number;
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
  args: { coupon: 'auto', account: '', amount: 0, amountLimit: 0, noBarcode: false, noPoints: false, locale: 'zh-CN', fake: {}, signedOut: false },
  argTypes: { locale: { control: 'inline-radio', options: ['zh-CN', 'zh-HK', 'en'] }, fake: { control: false }, signedOut: { control: false } },
  render: ({ coupon, account, amount, amountLimit, noBarcode, noPoints, locale, fake, signedOut }) => html`<tessera-pay-code
    .client=${signedOut ? nothing : createFakeClient({ locale, ...fake })}
    coupon=${coupon} account=${account || nothing} amount=${amount || nothing} amount-limit=${amountLimit || nothing} locale=${locale} ?no-barcode=${noBarcode} ?no-points=${noPoints}
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

const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });

/** Waits for a part of the widget. */
const part = async (element: PayCodeElement, selector: string): Promise<HTMLElement> => {
  for (;;) {
    const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await frame();
  }
};

const charged = (client: FakeClient, status: Payment['status'], special: Partial<Payment> = {}): void => {
  const payment = paymentFixture(client.now(), { ...special, id: fixtureId('pay', 90), payCodeId: client.world.payCodes.at(-1)?.id ?? '', status });
  client.world.payments = [payment, ...client.world.payments];
  client.emit({ type: `payment.${status}`, payment });
};

/** A story in which the till has just charged the code. */
const paying = (status: Payment['status'], special: Partial<Payment> = {}, fake: FakeClientOptions = {}): Story => ({
  args: { fake },
  play: async ({ canvasElement }) => charged((await standing(canvasElement)).client as FakeClient, status, special),
});

const waits: Partial<Payment> = {
  amount: yuan(680), paid: yuan(670), settledAt: null, pointsEarned: 0,
  confirmation: { reason: 'amount', by: new Date(FIXTURE_NOW + 118_000).toISOString() },
};

/** A story in which a payment waits for its user, and what the user does then. */
const confirming = (change: (client: FakeClient) => void = () => undefined, then: (element: PayCodeElement) => Promise<void> = () => Promise.resolve()): Story => ({
  play: async ({ canvasElement }) => {
    const element = await standing(canvasElement);
    const client = element.client as FakeClient;
    change(client);
    charged(client, 'needs_confirmation', waits);
    await part(element, '.confirm');
    await new Promise((resolve) => { setTimeout(resolve, 600); });
    await then(element);
  },
});

const type = async (element: PayCodeElement, pin: string): Promise<void> => {
  for (const digit of pin) {
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.keys button') ?? [])].find((button) => button.textContent.trim() === digit)?.click();
    await frame();
  }
};

const pressing = (...selectors: string[]): Story => ({
  play: async ({ canvasElement }) => {
    const element = await standing(canvasElement);
    await part(element, '.rows');
    for (const selector of selectors) (await part(element, selector)).click();
  },
});

const verification = (special: Partial<Verification>) => ({ world }: FakeClient): void => {
  world.verification = { ...world.verification, ...special };
};
const passkey = { id: fixtureId('psk', 1), name: '手机', createdAt: new Date(FIXTURE_NOW).toISOString(), lastUsedAt: null };
const all = (unusable: 'not_opened' | 'frozen'): FakeClientOptions => ({ world: { options: { ...options, sources: options.sources.map((source) => ({ ...source, unusable })) } } });

export const Ready: Story = {};
export const QrOnly: Story = { args: { noBarcode: true, noPoints: true } };
export const FromTheCard: Story = { args: { account: 'life_card' } };
export const NoCouponsFewPoints: Story = { args: { fake: { world: { options: { ...options, coupons: [], points: { balance: 86, usable: 0, saves: { amount: 0, currency: 'CNY' } } } } } } };
export const DigitsShown: Story = pressing('.reveal');
export const Sources: Story = pressing('.rows li:nth-child(1) .row');
export const Terms: Story = pressing('.rows li:nth-child(1) .row', 'dialog li:nth-child(4) .row');
export const Instalments: Story = { ...pressing('.rows li:nth-child(2) .row'), args: { account: 'life_card' } };
export const InstalmentsOfAnAmount: Story = { ...pressing('.quote dl', '.rows li:nth-child(2) .row', 'dialog summary'), args: { account: 'life_card', amount: 120_000 } };
export const Coupons: Story = pressing('.rows li:nth-child(2) .row');
export const BarcodeEnlarged: Story = pressing('.bars');
export const QrEnlarged: Story = pressing('.qr');
export const KnownAmount: Story = { ...pressing('.quote summary'), args: { amount: 6_800 } };
export const OverTheLimit: Story = { args: { amount: 60_000, amountLimit: 50_000 } };
export const Confirm: Story = confirming();
export const ConfirmWithPasskey: Story = confirming(verification({ passkeys: [passkey] }));
export const ConfirmWrong: Story = confirming(undefined, (element) => type(element, '000000'));
export const ConfirmTyping: Story = confirming(undefined, (element) => type(element, '2718'));
export const ConfirmLocked: Story = confirming(verification({ pin: 'locked', pinTriesLeft: 0 }));
export const ConfirmUnset: Story = confirming(verification({ pin: 'unset' }));
export const ConfirmPhoneCode: Story = confirming(verification({ pin: 'unset' }), async (element) => (await part(element, '.confirm .button')).click());
export const ConfirmNoPhone: Story = confirming(verification({ pin: 'unset', phone: null }));
export const PaidOffersPasskey: Story = confirming(undefined, (element) => type(element, '271828'));
export const Processing: Story = paying('processing', { settledAt: null });
export const Paid: Story = paying('paid');
export const PaidByInstalments: Story = paying('paid', paymentFixtures(FIXTURE_NOW).find(({ plan }) => plan));
export const Declined: Story = paying('declined', { declineReason: 'insufficient_funds', discounts: [] });
export const DailyLimit: Story = paying('declined', { declineReason: 'daily_limit', discounts: [] });
export const Voided: Story = paying('voided');
export const InDoubt: Story = paying('in_doubt', { settledAt: null });
export const InDoubtVoiding: Story = paying('in_doubt', { settledAt: null, voiding: true });
export const LastPayments: Story = pressing('header .ghost');
export const Receipt: Story = { ...pressing('header .ghost', 'dialog li:nth-child(4) .row') };
export const ReceiptOfInstalments: Story = { ...pressing('header .ghost', 'dialog li:nth-child(6) .row', 'dialog summary') };
export const OfflineCode: Story = {
  play: async ({ canvasElement }) => {
    const element = await standing(canvasElement);
    const client = element.client as FakeClient;
    while (!client.world.offline) await frame();
    await frame();
    client.offline = true;
    (await part(element, '.renew')).click();
    await part(element, '.badge');
  },
};
export const Loading: Story = { args: { fake: { latency: 3_600_000 } } };
export const Empty: Story = { args: { fake: all('not_opened') } };
export const Locked: Story = { args: { fake: all('frozen') } };
export const CodeFails: Story = { args: { fake: { problems: { 'payCodes.issue': 'unavailable' } } } };
export const SignedOut: Story = { args: { signedOut: true } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const Failing: Story = { args: { fake: fails('internal') } };
export const SessionExpired: Story = { args: { fake: fails('session_expired') } };
export const NotAllowed: Story = { args: { fake: fails('scope_missing') } };
export const English: Story = { args: { locale: 'en' } };
export const EnglishConfirm: Story = { ...confirming(), args: { locale: 'en' } };
export const HongKong: Story = { args: { locale: 'zh-HK' } };
