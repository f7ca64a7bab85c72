import type { Energy } from '@tessera/contract';
import { createFakeClient, energyFixture, FIXTURE_NOW, type FakeClientOptions } from '@tessera/client/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import './energy-card.js';

interface Args {
  view: 'tree' | 'rides' | 'guide';
  noChart: boolean;
  locale: 'zh-CN' | 'zh-HK' | 'en';
  /** How the fake client behaves. */
  fake: FakeClientOptions;
  signedOut: boolean;
}

const energy = energyFixture(FIXTURE_NOW);
const world = (parts: Partial<Energy>): FakeClientOptions => ({ world: { energy: { ...energy, ...parts } } });

const meta: Meta<Args> = {
  title: 'Widgets/Energy card',
  component: 'tessera-energy-card',
  args: { view: 'tree', noChart: false, locale: 'zh-CN', fake: {}, signedOut: false },
  argTypes: {
    view: { control: 'inline-radio', options: ['tree', 'rides', 'guide'] },
    locale: { control: 'inline-radio', options: ['zh-CN', 'zh-HK', 'en'] },
    fake: { control: false },
    signedOut: { control: false },
  },
  render: ({ view, noChart, locale, fake, signedOut }) => html`<tessera-energy-card
    .client=${signedOut ? nothing : createFakeClient({ locale, ...fake })}
    view=${view} locale=${locale} ?no-chart=${noChart}
  ></tessera-energy-card>`,
};
export default meta;

type Story = StoryObj<Args>;

export const Ready: Story = {};
export const CheckedIn: Story = { args: { fake: world({ todayGrams: 10, checkIn: { done: true, streakDays: 7, grams: 10 } }) } };
export const NoBubbles: Story = { args: { fake: world({ bubbles: [] }) } };
export const Seedling: Story = { args: { fake: { ...world({ totalGrams: 0, bubbles: [], tree: { ...energy.tree, grams: 0, weeksLeft: null }, checkIn: { done: false, streakDays: 0, grams: 10 } }) } } };
export const Grown: Story = { args: { fake: world({ tree: { ...energy.tree, grams: energy.tree.costGrams, weeksLeft: 0 } }) } };
export const AsksForConsent: Story = { args: { fake: world({ consent: false, bubbles: [] }) } };
export const Rides: Story = { args: { view: 'rides' } };
export const Guide: Story = { args: { view: 'guide' } };
export const WithoutChart: Story = { args: { noChart: true } };
export const Loading: Story = { args: { fake: { latency: 600_000 } } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const Failed: Story = { args: { fake: { problems: { 'energy.get': 'unavailable' } } } };
export const SessionEnded: Story = { args: { fake: { problems: { 'energy.get': 'session_expired' } } } };
export const BubbleGone: Story = { args: { fake: { problems: { 'energy.collect': 'bubble_gone' } } } };
export const NotAllowed: Story = { args: { fake: { problems: { 'energy.get': 'scope_missing' } } } };
export const SignedOut: Story = { args: { signedOut: true } };
export const English: Story = { args: { locale: 'en' } };
export const HongKong: Story = { args: { locale: 'zh-HK' } };
