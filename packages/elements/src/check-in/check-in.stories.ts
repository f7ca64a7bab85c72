import type { Energy } from '@tessera/contract';
import { checkInFixtures, createFakeClient, dayOf, energyFixture, FIXTURE_NOW, type FakeClientOptions } from '@tessera/client/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { askAgain, cut, slow } from '../testing/ask-again.js';
import type { CheckInElement } from './check-in.js';
import './check-in.js';

interface Args {
  locale: 'zh-CN' | 'zh-HK' | 'en';
  /** How the fake client behaves. */
  fake: FakeClientOptions;
  signedOut: boolean;
}

const meta: Meta<Args> = {
  title: 'Engage/Check-in',
  component: 'tessera-check-in',
  args: { locale: 'zh-CN', fake: {}, signedOut: false },
  argTypes: { locale: { control: 'inline-radio', options: ['zh-CN', 'zh-HK', 'en'] }, fake: { control: false }, signedOut: { control: false } },
  render: ({ locale, fake, signedOut }) => html`<tessera-check-in .client=${signedOut ? nothing : createFakeClient({ locale, ...fake })} locale=${locale}></tessera-check-in>`,
};
export default meta;

type Story = StoryObj<Args>;

const energy = energyFixture(FIXTURE_NOW);
const streak = (checkIn: Partial<Energy['checkIn']>): Energy => ({ ...energy, checkIn: { ...energy.checkIn, ...checkIn } });
const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
const press: NonNullable<Story['play']> = async ({ canvasElement }) => {
  const element = canvasElement.querySelector('tessera-check-in') as CheckInElement;
  while (!element.shadowRoot?.querySelector('.go:not(.bone)')) await frame();
  element.shadowRoot.querySelector<HTMLElement>('.go:not(.bone)')?.click();
};

export const Ready: Story = {};
export const Rewarded: Story = { play: press };
export const Done: Story = { args: { fake: { world: { energy: streak({ done: true, streakDays: 7 }), checkIns: [...checkInFixtures(FIXTURE_NOW), dayOf(FIXTURE_NOW)] } } } };
export const FirstDay: Story = { args: { fake: { world: { energy: streak({ streakDays: 0 }), checkIns: [] } } } };
export const Loading: Story = { args: { fake: { latency: 600_000 } } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const OfflineWithOldData: Story = { play: askAgain('tessera-check-in', cut) };
export const Refreshing: Story = { play: askAgain('tessera-check-in', slow) };
export const Failed: Story = { args: { fake: { problems: { 'energy.getCheckIns': 'unavailable' } } } };
export const AlreadyElsewhere: Story = { args: { fake: { problems: { 'energy.checkIn': 'already_checked_in' } } }, play: press };
export const SessionEnded: Story = { args: { fake: { problems: { 'energy.getCheckIns': 'session_expired' } } } };
export const NotAllowed: Story = { args: { fake: { problems: { 'energy.getCheckIns': 'scope_missing' } } } };
export const SignedOut: Story = { args: { signedOut: true } };
export const English: Story = { args: { locale: 'en' } };
export const HongKong: Story = { args: { locale: 'zh-HK' } };
