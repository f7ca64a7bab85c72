import type { Invitation } from '@tessera/contract';
import { createFakeClient, FIXTURE_NOW, invitationFixture, type FakeClientOptions } from '@tessera/client/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { askAgain, cut, slow } from '../testing/ask-again.js';
import './invite.js';

interface Args {
  linkTemplate: string;
  code: string;
  locale: 'zh-CN' | 'zh-HK' | 'en';
  /** How the fake client behaves. */
  fake: FakeClientOptions;
  signedOut: boolean;
}

const world = (parts: Partial<Invitation>): FakeClientOptions => ({ world: { invitation: { ...invitationFixture(FIXTURE_NOW), ...parts } } });

const meta: Meta<Args> = {
  title: 'Engage/Invite',
  component: 'tessera-invite',
  args: { linkTemplate: 'https://city.example/?invite={code}', code: '', locale: 'zh-CN', fake: {}, signedOut: false },
  argTypes: { locale: { control: 'inline-radio', options: ['zh-CN', 'zh-HK', 'en'] }, fake: { control: false }, signedOut: { control: false } },
  render: ({ linkTemplate, code, locale, fake, signedOut }) => html`<tessera-invite
    .client=${signedOut ? nothing : createFakeClient({ locale, ...fake })} link-template=${linkTemplate} code=${code} locale=${locale}
  ></tessera-invite>`,
};
export default meta;

type Story = StoryObj<Args>;

export const Ready: Story = {};
export const WithoutLink: Story = { args: { linkTemplate: '' } };
export const NewUser: Story = { args: { code: 'QK4M7X2P', fake: world({ acceptable: true, invited: [], rewarded: 0 }) } };
export const Unknown: Story = { args: { code: 'NOSUCH00', fake: world({ acceptable: true, invited: [], rewarded: 0 }) } };
export const Empty: Story = { args: { fake: world({ invited: [], rewarded: 0 }) } };
export const Loading: Story = { args: { fake: { latency: 600_000 } } };
export const Offline: Story = { args: { fake: { offline: true } } };
export const OfflineWithOldData: Story = { play: askAgain('tessera-invite', cut) };
export const Refreshing: Story = { play: askAgain('tessera-invite', slow) };
export const Failed: Story = { args: { fake: { problems: { 'engagement.getInvitation': 'unavailable' } } } };
export const SessionEnded: Story = { args: { fake: { problems: { 'engagement.getInvitation': 'session_expired' } } } };
export const NotAllowed: Story = { args: { fake: { problems: { 'engagement.getInvitation': 'scope_missing' } } } };
export const SignedOut: Story = { args: { signedOut: true } };
export const English: Story = { args: { locale: 'en' } };
export const HongKong: Story = { args: { locale: 'zh-HK' } };
