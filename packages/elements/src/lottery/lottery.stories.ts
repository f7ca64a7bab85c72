import type { PrizeDraw } from '@tessera/contract';
import { createFakeClient, FIXTURE_NOW, fixtureId, prizeDrawFixture, type FakeClientOptions } from '@tessera/client/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { askAgain, cut, slow } from '../testing/ask-again.js';
import './lottery.js';

interface Args {
  view: 'draw' | 'odds' | 'prizes';
  locale: 'zh-CN' | 'zh-HK' | 'en';
  /** How the fake client behaves. */
  fake: FakeClientOptions;
  signedOut: boolean;
}

const world = (parts: Partial<PrizeDraw>): FakeClientOptions => ({ world: { prizeDraw: { ...prizeDrawFixture(FIXTURE_NOW), ...parts } } });

const meta: Meta<Args> = {
  title: 'Engage/Prize draw',
  component: 'tessera-lottery',
  args: { view: 'draw', locale: 'zh-CN', fake: {}, signedOut: false },
  argTypes: {
    view: { control: 'inline-radio', options: ['draw', 'odds', 'prizes'] },
    locale: { control: 'inline-radio', options: ['zh-CN', 'zh-HK', 'en'] },
    fake: { control: false },
    signedOut: { control: false },
  },
  render: ({ view, locale, fake, signedOut }) => html`<tessera-lottery .client=${signedOut ? nothing : createFakeClient({ locale, ...fake })} view=${view} locale=${locale}></tessera-lottery>`,
};
export default meta;

type Story = StoryObj<Args>;

export const Ready: Story = {};
export const GivesACoupon: Story = { args: { fake: { world: { nextPrize: fixtureId('prz', 2) } } } };
export const ForPoints: Story = { args: { fake: world({ freeDraws: 0 }) } };
export const PointsTooFew: Story = { args: { fake: world({ freeDraws: 0, pointsPerDraw: 100_000 }) } };
export const NoMoreToday: Story = { args: { fake: world({ freeDraws: 0, pointsPerDraw: null }) } };
export const Over: Story = { args: { fake: world({ endsAt: '2026-03-01T00:00:00Z' }) } };
export const Odds: Story = { args: { view: 'odds' } };
export const Prizes: Story = { args: { view: 'prizes' } };
export const NoPrizesYet: Story = { args: { view: 'prizes', fake: { world: { prizes: [] } } } };
export const Empty: Story = { args: { fake: { problems: { 'engagement.getPrizeDraw': 'not_found' } } } };
export const Loading: Story = { args: { fake: { latency: 600_000 } } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const OfflineWithOldData: Story = { play: askAgain('tessera-lottery', cut) };
export const Refreshing: Story = { play: askAgain('tessera-lottery', slow) };
export const Failed: Story = { args: { fake: { problems: { 'engagement.getPrizeDraw': 'unavailable' } } } };
export const LostAnswer: Story = { args: { fake: { problems: { 'engagement.drawPrize': 'timeout' } } } };
export const SessionEnded: Story = { args: { fake: { problems: { 'engagement.getPrizeDraw': 'session_expired' } } } };
export const NotAllowed: Story = { args: { fake: { problems: { 'engagement.getPrizeDraw': 'scope_missing' } } } };
export const SignedOut: Story = { args: { signedOut: true } };
export const English: Story = { args: { locale: 'en' } };
export const HongKong: Story = { args: { locale: 'zh-HK' } };
