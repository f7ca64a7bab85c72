import { createFakeClient, fixtureId, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
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
type Stage = { readonly element: CashierElement; readonly client: FakeClient; readonly press: (selector: string) => Promise<void> };

const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });

/** A story in which something is done once the till stands. */
const doing = (run: (stage: Stage) => Promise<void>, fake: FakeClientOptions = {}): Story => ({
  args: { fake },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('tessera-cashier') as CashierElement;
    const find = (selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector);
    while (!find('.keypad')) await frame();
    const press = async (selector: string) => {
      while (!find(selector)) await frame();
      find(selector)?.click();
      await element.updateComplete;
    };
    await run({ element, client: element.client as FakeClient, press });
  },
});

const enter = async ({ element }: Stage, amount: string): Promise<void> => {
  for (const key of amount) [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.keypad button') ?? [])].find(({ textContent }) => textContent.trim() === key)?.click();
  await element.updateComplete;
};

/** A story in which an amount has been keyed in and a code scanned. */
const charging = (fake: FakeClientOptions = {}, amount = '68.50'): Story => doing(async (stage) => {
  const { number } = await stage.client.payCodes.issue({});
  await enter(stage, amount);
  const input = stage.element.shadowRoot?.querySelector('input') as HTMLInputElement;
  input.value = number;
  input.dispatchEvent(new Event('input'));
  await stage.element.updateComplete;
  await stage.press('.charge');
}, fake);

export const Ready: Story = {};
export const Paid: Story = charging();
export const WaitingForTheCustomer: Story = charging({}, '1280');
export const Cancelled: Story = doing(async (stage) => {
  await (charging({}, '1280').play as (context: unknown) => Promise<void>)({ canvasElement: stage.element.parentElement });
  await stage.press('.result .button');
});
export const Declined: Story = charging({ world: { chargeStatus: 'declined' } });
export const InDoubt: Story = charging({ world: { chargeStatus: 'in_doubt', voidStatus: 'in_doubt' } });
export const Refused: Story = charging({ problems: { 'payments.charge': 'code_used' } });
export const NoAnswer: Story = charging({ problems: { 'payments.charge': 'timeout' } });
export const OwnCode: Story = doing(async (stage) => {
  await enter(stage, '36');
  await stage.press('.own');
});
export const FixedCode: Story = doing(({ press }) => press('.own'));
export const NoCamera: Story = doing(async (stage) => {
  await enter(stage, '36');
  await stage.press('.square.camera');
});
export const OfflineWithAnAmount: Story = doing(async (stage) => {
  await enter(stage, '36');
  stage.client.offline = true;
});
export const Receipt: Story = doing(({ press }) => press('.rows .row'));
export const Refund: Story = doing(async ({ press }) => {
  await press('.rows .row');
  await press('dialog .acts .button:nth-child(2)');
});
export const Void: Story = doing(async ({ press }) => {
  await press('.rows .row');
  await press('dialog .acts .button:nth-child(3)');
});
/** A story in which a coupon's code has been typed. */
const redeeming = (fake: FakeClientOptions = {}, used = false): Story => doing(async (stage) => {
  const { code } = await stage.client.coupons.issueCode({ couponId: fixtureId('cpn', 3) });
  if (used) await stage.client.coupons.redeem({ code });
  const input = stage.element.shadowRoot?.querySelector('input') as HTMLInputElement;
  input.value = code;
  input.dispatchEvent(new Event('input'));
  await stage.element.updateComplete;
  await stage.press('.charge');
}, fake);

export const Redeemed: Story = redeeming();
export const RedeemedBefore: Story = redeeming({}, true);
export const RedemptionWithoutAnswer: Story = redeeming({ problems: { 'coupons.redeem': 'timeout' } });
export const NothingToday: Story = { args: { fake: { world: { payments: [] } } } };
export const Loading: Story = { args: { fake: { latency: 3_600_000 } } };
export const SignedOut: Story = { args: { signedOut: true } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const Failing: Story = { args: { fake: { problems: { 'payments.list': 'internal' } } } };
export const English: Story = { args: { locale: 'en' } };
