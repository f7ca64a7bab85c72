import type { Campaign } from '@tessera/contract';
import { campaignFixtures, createFakeClient, fixtureId, FIXTURE_NOW, refusingCampaigns, type FakeClientOptions } from '@tessera/client/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { askAgain, cut, slow } from '../testing/ask-again.js';
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

const drawn = campaigns.flatMap((campaign): Campaign[] =>
  campaign.standing.state === 'drawn' ? [campaign, { ...campaign, id: fixtureId('cmp', 310), standing: { state: 'drawn', won: true } }] : campaign.lottery ? [campaign] : []);

/** Taps a part of the first coupon once it stands. */
const open = (part: string): NonNullable<Story['play']> => async ({ canvasElement }) => {
  const shown = () => canvasElement.querySelector('tessera-coupon-center')?.shadowRoot?.querySelector<HTMLElement>(part);
  while (!shown()) await new Promise(requestAnimationFrame);
  shown()?.click();
};

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
export const LockedEnglish: Story = { args: { locale: 'en', fake: standing('locked') } };
export const NotEligible: Story = {
  args: { fake: { world: { campaigns: (['new_users_only', 'invited_only', 'person_limit'] as const).map((reason, index) => ({ ...first, id: fixtureId('cmp', 300 + index), round: null, standing: { state: 'not_eligible', reason } })) } } },
};
export const PeriodLimit: Story = { args: { fake: standing('period_limit') } };
export const Paused: Story = { args: { fake: standing('paused') } };
export const Over: Story = { args: { fake: standing('over') } };
export const PositionNeeded: Story = { args: { fake: { world: { campaigns: campaigns.filter(({ area }) => area) } } } };
export const Lottery: Story = { args: { fake: { world: { campaigns: drawn } } } };
export const LotteryEnglish: Story = { args: { locale: 'en', fake: { world: { campaigns: drawn } } } };
/** Every refusal of a claim, one card each: tap to read its words, or all at once. */
export const EachClaimRefused: Story = { args: { fake: { world: { campaigns: refusingCampaigns(FIXTURE_NOW) } } } };
export const EachClaimRefusedEnglish: Story = { args: { locale: 'en', fake: { world: { campaigns: refusingCampaigns(FIXTURE_NOW, 'en') } } } };
/** A tap shows the queue within a second, and the result after it. */
export const InTheQueue: Story = { args: { fake: { latency: 2_500, world: { campaigns: campaigns.slice(0, 3) } } } };
/** The rules and conditions of a government voucher, and why it cannot be had. */
export const RulesAndConditions: Story = { args: { fake: standing('locked') }, play: open('.link') };
export const WhyNotMe: Story = { args: { fake: standing('period_limit') }, play: open('.claim') };
export const WhyNotMeEnglish: Story = { args: { locale: 'en', fake: standing('period_limit') }, play: open('.claim') };
export const DrawProof: Story = { args: { fake: standing('drawn') }, play: open('.claim') };
export const ClaimsRefused: Story = { args: { fake: { problems: { 'coupons.claim': 'rate_limited' } } } };
export const TenThousand: Story = {
  args: { fake: { world: { campaigns: Array.from({ length: 10_000 }, (_, index) => ({ ...first, id: fixtureId('cmp', 100 + index), title: `第 ${index + 1} 张券` })) } } },
};
export const Empty: Story = { args: { fake: { world: { campaigns: [] } } } };
export const Loading: Story = { args: { fake: { latency: 600_000 } } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const OfflineWithOldData: Story = { play: askAgain('tessera-coupon-center', cut) };
export const Refreshing: Story = { play: askAgain('tessera-coupon-center', slow) };
export const Failing: Story = { args: { fake: { problems: { 'coupons.listCampaigns': 'internal' } } } };
export const SessionExpired: Story = { args: { fake: { problems: { 'coupons.listCampaigns': 'session_expired' } } } };
export const NotAllowed: Story = { args: { fake: { problems: { 'coupons.listCampaigns': 'scope_missing' } } } };
export const SignedOut: Story = { args: { signedOut: true } };
