import type { Campaign } from '@tessera/contract';
import { campaignFixtures, createFakeClient, fixtureId, FIXTURE_NOW, type FakeClientOptions } from '@tessera/client/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import './coupon-center.js';

interface Args {
  city: string;
  category: string;
  limit: number | undefined;
  locale: 'zh-CN' | 'zh-HK' | 'en';
  /** How the fake client behaves. */
  fake: FakeClientOptions;
  signedOut: boolean;
}

const campaigns = campaignFixtures(FIXTURE_NOW);
const standing = (state: Campaign['standing']['state']): FakeClientOptions => ({ world: { campaigns: campaigns.filter((campaign) => campaign.standing.state === state) } });
const [first] = campaigns as [Campaign];
const soon = new Date(FIXTURE_NOW + 15_000).toISOString();

const meta: Meta<Args> = {
  title: 'Widgets/Coupon center',
  component: 'tessera-coupon-center',
  args: { city: '', category: '', limit: undefined, locale: 'zh-CN', fake: {}, signedOut: false },
  argTypes: {
    locale: { control: 'inline-radio', options: ['zh-CN', 'zh-HK', 'en'] },
    fake: { control: false },
    signedOut: { control: false },
  },
  render: ({ city, category, limit, locale, fake, signedOut }) => html`<tessera-coupon-center
    .client=${signedOut ? nothing : createFakeClient({ locale, ...fake })}
    city=${city} category=${category} limit=${limit ?? nothing} locale=${locale}
  ></tessera-coupon-center>`,
};
export default meta;

type Story = StoryObj<Args>;

export const Ready: Story = {};
export const English: Story = { args: { locale: 'en' } };
export const HongKong: Story = { args: { locale: 'zh-HK' } };
export const ThreeCoupons: Story = { args: { limit: 3 } };
export const Claimable: Story = { args: { fake: standing('claimable') } };
export const Claimed: Story = { args: { fake: standing('claimed') } };
export const RoundInFifteenSeconds: Story = {
  args: { fake: { world: { campaigns: [{ ...first, round: { title: '12:00 场', opensAt: soon }, standing: { state: 'upcoming', opensAt: soon } }, ...campaigns.slice(1, 3)] } } },
};
export const SoldOut: Story = { args: { fake: standing('sold_out') } };
export const Locked: Story = { args: { fake: standing('locked') } };
export const Over: Story = { args: { fake: standing('over') } };
export const ClaimsRefused: Story = { args: { fake: { problems: { 'coupons.claim': 'rate_limited' } } } };
export const TenThousand: Story = {
  args: { fake: { world: { campaigns: Array.from({ length: 10_000 }, (_, index) => ({ ...first, id: fixtureId('cmp', 100 + index), title: `第 ${index + 1} 张券` })) } } },
};
export const Empty: Story = { args: { fake: { world: { campaigns: [] } } } };
export const Loading: Story = { args: { fake: { latency: 600_000 } } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const Failing: Story = { args: { fake: { problems: { 'coupons.listCampaigns': 'internal' } } } };
export const SessionExpired: Story = { args: { fake: { problems: { 'coupons.listCampaigns': 'session_expired' } } } };
export const NotAllowed: Story = { args: { fake: { problems: { 'coupons.listCampaigns': 'scope_missing' } } } };
export const SignedOut: Story = { args: { signedOut: true } };
