import type { RightDetail } from '@tessera/contract';
import { createFakeClient, fixtureId, FIXTURE_NOW, rightFixtures, tierFixture, type FakeClientOptions } from '@tessera/client/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { askAgain, cut, slow } from '../testing/ask-again.js';
import './rights-wallet.js';

interface Args {
  view: 'unused' | 'used' | 'expired';
  category: string;
  locale: 'zh-CN' | 'zh-HK' | 'en';
  /** How the fake client behaves. */
  fake: FakeClientOptions;
  signedOut: boolean;
}

const rights = rightFixtures(FIXTURE_NOW);
const only = (state: RightDetail['state']): FakeClientOptions => ({ world: { rights: rights.filter((right) => right.state === state) } });

const meta: Meta<Args> = {
  title: 'Widgets/Rights wallet',
  component: 'tessera-rights-wallet',
  args: { view: 'unused', category: '', locale: 'zh-CN', fake: {}, signedOut: false },
  argTypes: {
    view: { control: 'inline-radio', options: ['unused', 'used', 'expired'] },
    locale: { control: 'inline-radio', options: ['zh-CN', 'zh-HK', 'en'] },
    fake: { control: false },
    signedOut: { control: false },
  },
  render: ({ view, category, locale, fake, signedOut }) => html`<tessera-rights-wallet
    .client=${signedOut ? nothing : createFakeClient({ locale, ...fake })}
    view=${view} category=${category} locale=${locale}
  ></tessera-rights-wallet>`,
};
export default meta;

type Story = StoryObj<Args>;

/** Opens something once the wallet stands: the first element that fits each selector, one after another. */
const opening = (...selectors: string[]): NonNullable<Story['play']> => async ({ canvasElement }) => {
  const wallet = canvasElement.querySelector('tessera-rights-wallet');
  for (const selector of selectors) {
    for (let tries = 0; tries < 100 && !wallet?.shadowRoot?.querySelector(selector); tries += 1) await new Promise((done) => { setTimeout(done, 50); });
    wallet?.shadowRoot?.querySelector<HTMLElement>(selector)?.click();
  }
};
const weekend: FakeClientOptions = { frozen: true, world: { rights: rights.map((right) => ({ ...right, weekdays: right.kind === 'coupon' ? [6, 7] : null })) } };

export const Ready: Story = {};
export const English: Story = { args: { locale: 'en' } };
export const HongKong: Story = { args: { locale: 'zh-HK' } };
export const Used: Story = { args: { view: 'used' } };
export const Expired: Story = { args: { view: 'expired' } };
export const Pending: Story = { args: { fake: only('pending') } };
export const LockedByPayment: Story = { args: { fake: only('locked') } };
export const Recalled: Story = { args: { view: 'expired', fake: only('recalled') } };
export const Refunded: Story = { args: { view: 'expired', fake: only('refunded') } };
export const NotToday: Story = { args: { fake: weekend } };
export const NotTodayEnglish: Story = { args: { fake: weekend, locale: 'en' } };
export const Detail: Story = { play: opening(`[data-right="${fixtureId('cpn', 4)}"] .row`) };
export const OneTimeCode: Story = { play: opening(`[data-right="${fixtureId('cpn', 3)}"] .mini`) };
export const OneTimeCodeEnglish: Story = { args: { locale: 'en' }, play: opening(`[data-right="${fixtureId('cpn', 3)}"] .mini`) };
export const OneTimeCodeFailing: Story = { args: { fake: { problems: { 'coupons.issueCode': 'unavailable' } } }, play: opening(`[data-right="${fixtureId('cpn', 3)}"] .mini`) };
export const Points: Story = { play: opening('header .ghost') };
export const PointsEnglish: Story = { args: { locale: 'en' }, play: opening('header .ghost') };
export const Bundles: Story = { play: opening('header .ghost:last-of-type') };
export const BundlesEnglish: Story = { args: { locale: 'en' }, play: opening('header .ghost:last-of-type') };
export const BundleOwned: Story = { play: opening('header .ghost:last-of-type', `[data-bundle="${fixtureId('bdl', 2)}"]`) };
export const BundleToBuy: Story = { play: opening('header .ghost:last-of-type', `[data-bundle="${fixtureId('bdl', 1)}"]`) };
export const BundlesFailing: Story = { args: { fake: { problems: { 'bundles.list': 'unavailable' } } }, play: opening('header .ghost:last-of-type') };
export const NewMember: Story = { args: { fake: { world: { tier: tierFixture('registered') } } } };
export const HighestTier: Story = { args: { fake: { world: { tier: tierFixture('card') } } } };
export const UseRefused: Story = { args: { fake: { problems: { 'rights.use': 'right_not_usable' } } } };
export const Empty: Story = { args: { fake: { world: { rights: [], points: [] } } } };
export const Loading: Story = { args: { fake: { latency: 600_000 } } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const OfflineWithOldData: Story = { play: askAgain('tessera-rights-wallet', cut) };
export const Refreshing: Story = { play: askAgain('tessera-rights-wallet', slow) };
export const Failing: Story = { args: { fake: { problems: { 'rights.list': 'internal' } } } };
export const SessionExpired: Story = { args: { fake: { problems: { 'rights.list': 'session_expired' } } } };
export const NotAllowed: Story = { args: { fake: { problems: { 'rights.list': 'scope_missing' } } } };
export const SignedOut: Story = { args: { signedOut: true } };
