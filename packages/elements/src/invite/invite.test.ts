import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { Invitation } from '@tessera/contract';
import { createFakeClient, FIXTURE_NOW, invitationFixture, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import { render } from 'lit';
import { expectAccessible } from '../testing/still.js';
import type { InviteAcceptEvent, InviteElement, InviteShareEvent } from './invite.js';
import './invite.js';
import meta, * as stories from './invite.stories.js';
import { inviteLink } from './link.js';

const world = (parts: Partial<Invitation>): FakeClientOptions => ({ world: { invitation: { ...invitationFixture(FIXTURE_NOW), ...parts } } });
const ready = async (options: FakeClientOptions = {}, attributes: { link?: string; code?: string } = {}): Promise<{ element: InviteElement; client: FakeClient }> => {
  const client = createFakeClient({ frozen: true, ...options });
  const element = await fixture<InviteElement>(html`<tessera-invite .client=${client} link-template=${attributes.link ?? ''} code=${attributes.code ?? ''} locale="zh-CN"></tessera-invite>`);
  await waitUntil(() => one(element, '.number'), 'the card never stood');
  return { element, client };
};
const all = (element: InviteElement, selector: string): HTMLElement[] => [...element.renderRoot.querySelectorAll<HTMLElement>(selector)];
const one = (element: InviteElement, selector: string): HTMLElement | undefined => all(element, selector)[0];
const text = (element: InviteElement): string => (element.renderRoot.textContent ?? '').replace(/\s+/g, ' ');

describe('an invitation link', () => {
  it('is a web address with the code in it, or none', () => {
    expect(inviteLink('https://city.example/?invite={code}', 'LX7K 2M9Q')).to.equal('https://city.example/?invite=LX7K%202M9Q');
    for (const template of ['', 'https://city.example/', '/?invite={code}', 'javascript:alert({code})', 'data:text/html,{code}']) expect(inviteLink(template, 'LX7K2M9Q')).to.equal(null);
  });
});

describe('<tessera-invite>', () => {
  it('shows the code large, what both get, who came, and the rules', async () => {
    const { element } = await ready();
    expect(one(element, '.number')?.textContent).to.equal('LX7K2M9Q');
    expect(text(element)).to.contain('你得500 积分').and.contain('好友得咖啡立减券（满 20 减 10）').and.contain('陈*').and.contain('已奖励 2 次，最多 20 次');
    expect(all(element, 'details li')).to.have.length(3);
    expect(one(element, '.paper')).to.equal(undefined);
    expect(one(element, 'form')).to.equal(undefined);
  });

  it('draws the link’s QR code black on white with its quiet zone', async () => {
    const { element } = await ready({}, { link: 'https://city.example/?invite={code}' });
    await waitUntil(() => one(element, '.paper svg'));
    expect([...(one(element, '.paper svg')?.querySelectorAll('path') ?? [])].map((path) => path.getAttribute('fill'))).to.deep.equal(['#fff', '#000']);
    expect(getComputedStyle(one(element, '.paper') as HTMLElement).backgroundColor).to.equal('rgb(255, 255, 255)');
  });

  it('copies the code, or selects it where the clipboard is closed', async () => {
    const { element } = await ready();
    const { clipboard } = navigator;
    let written = '';
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: (value: string) => { written = value; return Promise.resolve(); } } });
    setTimeout(() => one(element, '.copy')?.click());
    const event = await oneEvent<InviteShareEvent>(element, 'tessera-invite-share');
    expect([written, event.code, event.link]).to.deep.equal(['LX7K2M9Q', 'LX7K2M9Q', null]);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.reject(new Error('closed')) } });
    one(element, '.copy')?.click();
    await waitUntil(() => text(element).includes('请手动复制'));
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  });

  it('lets a new user accept the code that came with the page, once', async () => {
    const { element, client } = await ready(world({ acceptable: true }), { code: 'QK4M7X2P' });
    expect((one(element, 'input') as HTMLInputElement).value).to.equal('QK4M7X2P');
    setTimeout(() => one(element, 'form .button')?.click());
    const { reward } = await oneEvent<InviteAcceptEvent>(element, 'tessera-invite-accept');
    expect(reward.kind).to.equal('coupon');
    await waitUntil(() => one(element, '.result')?.textContent?.includes('已接受邀请'));
    expect(one(element, 'form')).to.equal(undefined);
    expect(one(element, '[role=status]')?.textContent).to.contain('已接受邀请，你得 咖啡立减券');
    expect(client.calls.filter(({ method }) => method === 'engagement.acceptInvitation')).to.have.length(1);
  });

  it('says what is wrong with a code, and keeps it for correcting; the same code keeps its key', async () => {
    const { element, client } = await ready(world({ acceptable: true }), { code: 'NOSUCH00' });
    for (let turn = 0; turn < 2; turn += 1) {
      one(element, 'form .button')?.click();
      await waitUntil(() => one(element, '.notice')?.textContent?.includes('没有这个邀请码') && client.calls.filter(({ method }) => method === 'engagement.acceptInvitation').length === turn + 1);
      await element.updateComplete;
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
    expect((one(element, 'input') as HTMLInputElement).value).to.equal('NOSUCH00');
    const keys = client.calls.filter(({ method }) => method === 'engagement.acceptInvitation').map(({ options }) => options?.idempotencyKey);
    expect(keys[1]).to.equal(keys[0]);
  });

  for (const theme of ['light', 'dark']) {
    for (const name of ['Ready', 'WithoutLink', 'NewUser', 'Empty', 'Failed', 'SignedOut'] as const) {
      it(`${name} is accessible in ${theme} and fits a card of 304 pixels`, async () => {
        const host = await fixture<HTMLElement>(html`<div></div>`);
        host.style.cssText = `color-scheme:${theme};background:${theme === 'dark' ? '#0b1214' : '#f3f7f6'};width:304px`;
        render((meta.render as (args: object, context: object) => unknown)({ ...meta.args, ...stories[name].args }, {}), host);
        const element = host.querySelector('tessera-invite') as InviteElement;
        await waitUntil(() => one(element, '.number, .failure'));
        await new Promise((resolve) => { setTimeout(resolve, 500); });
        expect(element.scrollWidth).to.be.at.most(element.clientWidth);
        await expectAccessible(element);
      });
    }
  }
});
