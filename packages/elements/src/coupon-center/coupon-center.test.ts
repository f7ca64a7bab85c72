import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { Campaign, ProblemCode } from '@tessera/contract';
import { campaignFixtures, createFakeClient, fixtureId, FIXTURE_NOW, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import { sendKeys } from '@web/test-runner-commands';
import './coupon-center.js';
import type { CouponCenterElement } from './coupon-center.js';

/** Waits as long as a busy machine may take. */
const until = (fact: () => unknown, otherwise?: string): Promise<void> => waitUntil(() => Boolean(fact()), otherwise, { timeout: 5_000 });

type Options = FakeClientOptions & { attributes?: Record<string, string> };

const campaigns = campaignFixtures(FIXTURE_NOW);
const [first] = campaigns as [Campaign];

const place = ({ attributes = {}, locale = 'zh-CN', ...options }: Options = {}): { center: CouponCenterElement; client: FakeClient } => {
  const client = createFakeClient({ frozen: true, locale, ...options });
  const center = document.createElement('tessera-coupon-center');
  Object.assign(center, { client, locale });
  for (const [name, value] of Object.entries(attributes)) center.setAttribute(name, value);
  return { center, client };
};

const ready = async (options?: Options): Promise<{ center: CouponCenterElement; client: FakeClient }> => {
  const placed = place(options);
  await fixture(html`<div>${placed.center}</div>`);
  await until(() => all(placed.center, '#list').length > 0 && all(placed.center, '#list .paper').length === 0, 'the list never stood');
  return placed;
};

const all = (center: CouponCenterElement, selector: string): HTMLElement[] => [...center.renderRoot.querySelectorAll<HTMLElement>(selector)];
const one = (center: CouponCenterElement, selector: string): HTMLElement => {
  const [found] = all(center, selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};
const words = (within: Element | ShadowRoot): string => (within.textContent ?? '').replace(/\s+/g, ' ').trim();
const ticket = (center: CouponCenterElement, number: number): HTMLElement => one(center, `[data-campaign="${fixtureId('cmp', number)}"]`);
const button = (card: HTMLElement): HTMLElement => card.querySelector<HTMLElement>('.claim')!;
const announced = (center: CouponCenterElement): string => words(one(center, '[role=status]')).replace('\u200b', '');
/** The next event of a name, typed. */
const heard = <K extends keyof HTMLElementEventMap>(center: CouponCenterElement, name: K): Promise<HTMLElementEventMap[K]> =>
  new Promise((resolve) => center.addEventListener(name, (event) => resolve(event), { once: true }));
const claims = ({ calls }: FakeClient) => calls.filter(({ method }) => method === 'coupons.claim');

/** A press that the page trusts, as only a browser makes it; by key, since a page in the background gets no pointer. */
const tap = async (target: HTMLElement): Promise<void> => {
  target.focus();
  await sendKeys({ press: 'Enter' });
};

describe('<tessera-coupon-center>', () => {
  it('shows where and when each coupon can be used, and one button by its standing', async () => {
    const { center } = await ready();
    expect(all(center, '.ticket').map((card) => words(button(card)).slice(0, 4))).to.deep.equal(
      ['领取', '领取', '去使用', '即将开始', '已抢光', '去开通', '去开通', '已结束', '领取', '领取', '领取', '已抢光',
        '领取', '不可领', '已领满', '暂停中', '报名', '已报名', '去认证', '未中签']);
    expect(words(ticket(center, 1))).to.include('济南市商务局 发放').and.to.include('济南 268 家门店 · 含领取当天 7 天有效').and.to.include('还剩 16%');
    expect(words(ticket(center, 2))).to.include('8.8折').and.to.include('工作日').and.to.include('限领 2 张');
    expect(words(ticket(center, 5))).to.include('已抢光，明天 10:00 再来');
    expect(words(ticket(center, 10))).to.include('仅剩 23 张');
  });

  it('speaks English', async () => {
    const { center } = await ready({ locale: 'en' });
    await until(() => words(ticket(center, 2)).includes('12%'));
    expect(words(ticket(center, 2))).to.include('12%off').and.to.include('Limit 2 each');
    expect(words(one(center, 'h2'))).to.equal('Coupons');
    center.locale = 'zh-CN';
    await until(() => words(one(center, 'h2')) === '领券中心');
  });

  it('claims on a real tap, tells the page and a screen reader, and offers to use it', async () => {
    const { center, client } = await ready();
    const told = heard(center, 'tessera-coupon-claim');
    await tap(button(ticket(center, 1)));
    expect((await told).coupon.campaignId).to.equal(first.id);
    await center.updateComplete;
    expect(words(button(ticket(center, 1)))).to.equal('去使用');
    expect(words(ticket(center, 1))).to.include('已放进权益钱包').and.to.include('已领 1/1 张');
    expect(announced(center)).to.include('已放进权益钱包');
    expect(claims(client)).to.have.length(1);
  });

  it('sends one request for a double tap', async () => {
    const { center, client } = await ready({ latency: 0 });
    client.latency = 60;
    await Promise.all([1, 2, 3].map(() => tap(button(ticket(center, 1)))));
    await until(() => words(button(ticket(center, 1))) === '去使用' || words(ticket(center, 1)).includes('付款时'));
    expect(claims(client)).to.have.length(1);
  });

  it('does not claim for a script', async () => {
    const { center, client } = await ready();
    button(ticket(center, 1)).click();
    await aTimeout(20);
    expect(claims(client)).to.have.length(0);
  });

  const results: [ProblemCode, string][] = [
    ['sold_out', '手慢一步'], ['limit_reached', '您已领满'], ['not_eligible', '暂不符合领取条件'], ['person_limit_reached', '同一人名下'], ['period_limit_reached', '下一场再来'],
    ['identity_needed', '完成实名认证'], ['position_needed', '允许使用位置'], ['outside_area', '不在活动范围'], ['campaign_paused', '活动暂停中'], ['drawn_not_claimed', '改为抽签'],
    ['not_started', '还没开始'], ['campaign_over', '活动已结束'],
    ['rate_limited', '请 2 秒后再点'], ['conflict', '上一次领取还在处理'], ['request_in_progress', '上一次领取还在处理'], ['network_error', '不会重复领取'], ['timeout', '不会重复领取'],
  ];
  for (const [code, said] of results) {
    it(`has its own words for ${code}`, async () => {
      const { center } = await ready({ problems: { 'coupons.claim': code } });
      const told = heard(center, 'tessera-error');
      await tap(button(ticket(center, 1)));
      expect((await told).code).to.equal(code);
      await until(() => words(ticket(center, 1)).includes(said), `"${words(ticket(center, 1))}" lacks "${said}"`);
      expect(announced(center)).to.include(said);
    });
  }

  it('repeats an unanswered claim under the same key, and an answered one under another', async () => {
    const { center, client } = await ready();
    for (const code of ['timeout', 'rate_limited', 'rate_limited'] as const) {
      client.fail('coupons.claim', code, 1);
      const told = heard(center, 'tessera-error');
      await tap(button(ticket(center, 1)));
      await told;
      await aTimeout(20);
    }
    const [a, b, c] = claims(client).map(({ options }) => options?.idempotencyKey);
    expect(a).to.equal(b);
    expect(a?.length).to.be.greaterThan(20);
    expect(c).not.to.equal(b);
  });

  it('learns from a refusal where the coupon stands', async () => {
    const { center, client } = await ready();
    client.world.campaigns = client.world.campaigns.map((campaign) => (campaign.id === first.id ? { ...campaign, standing: { state: 'sold_out', reopensAt: null } } : campaign));
    await tap(button(ticket(center, 1)));
    await until(() => words(button(ticket(center, 1))) === '已抢光');
  });

  it('arms the button at zero by the gateway’s clock, without asking, and says so once', async () => {
    const { center, client } = await ready();
    const soon = button(ticket(center, 4));
    expect(words(soon)).to.equal('即将开始');
    expect(soon.dataset['clock']).to.equal('01:30:00');
    expect(words(one(center, '.clock'))).to.equal('013000');
    expect(soon.getAttribute('aria-disabled')).to.equal('true');
    expect(soon.getAttribute('aria-label')).not.to.include('01:30');
    await tap(soon);
    await until(() => words(ticket(center, 4)).includes('到点按钮会亮起'));
    client.advance(90 * 60_000 - 1);
    await aTimeout(1_100);
    expect(soon.dataset['clock']).to.equal('00:00:01');
    const asked = client.calls.length;
    client.advance(1);
    await until(() => words(soon) === '领取', 'it never armed');
    expect(announced(center)).to.equal('打车立减券 开抢了');
    expect(words(one(center, '.round'))).to.include('去抢');
    expect(client.calls.length).to.equal(asked);
    await tap(soon);
    await until(() => words(one(center, '.round')).includes('已领取'), 'the banner still sends to what is claimed');
    expect(words(one(center, '.round'))).to.not.include('去抢');
  });

  it('explains the step that unlocks a coupon, and asks the page to lead there', async () => {
    const { center } = await ready();
    button(ticket(center, 6)).click();
    await until(() => words(ticket(center, 6)).includes('开通免费'));
    const told = heard(center, 'tessera-coupon-unlock');
    ticket(center, 6).querySelector<HTMLElement>('.panel button')!.click();
    expect((await told).step).to.equal('open_wallet');
    await until(() => words(ticket(center, 6)).includes('完成后回到这里'));
  });

  it('shows the rules, the issuer and the nearest stores one tap away', async () => {
    const { center } = await ready();
    const link = ticket(center, 1).querySelector<HTMLElement>('.link')!;
    link.focus();
    link.click();
    await until(() => all(center, 'dialog').some((sheet) => words(sheet).includes('永辉超市（泉城路店）')));
    const said = words(one(center, 'dialog'));
    expect(said).to.include('每人每轮限领一张').and.to.include('发放单位').and.to.include('每日 10:00 场').and.to.include('泉城购 2026 春季');
    expect(said).to.include('退款后券不退回').and.to.include('济南市商务局 80%').and.to.include('领取条件');
    expect(said).not.to.include('为什么我不能领');
    await sendKeys({ press: 'Escape' });
    await until(() => all(center, 'dialog').length === 0);
    expect(center.shadowRoot?.activeElement).to.equal(link);
  });

  it('leaves the use of a coupon to the page, or says how to use it', async () => {
    const { center } = await ready();
    center.addEventListener('tessera-coupon-use', (event) => event.preventDefault(), { once: true });
    const told = heard(center, 'tessera-coupon-use');
    button(ticket(center, 3)).click();
    expect((await told).couponId).to.equal(fixtureId('cpn', 1));
    expect(words(ticket(center, 3))).not.to.include('付款时');
    button(ticket(center, 3)).click();
    await until(() => words(ticket(center, 3)).includes('付款时出示付款码'));
  });

  it('asks for a city, a category, words and an order', async () => {
    const { center, client } = await ready();
    const last = () => client.calls.filter(({ method }) => method === 'coupons.listCampaigns').at(-1)?.input;
    const choose = (select: HTMLElement, value: string) => {
      (select as HTMLSelectElement).value = value;
      select.dispatchEvent(new Event('change'));
    };
    choose(one(center, 'header select'), '110000');
    await until(() => (last() as { city?: string }).city === '110000');
    one(center, '#tab-supermarket').click();
    await until(() => all(center, '.ticket').length === 1);
    choose(one(center, '.tools select'), 'ending_soon');
    const field = one(center, 'input') as HTMLInputElement;
    field.value = '没有这种券';
    field.dispatchEvent(new InputEvent('input'));
    await until(() => all(center, '.hollow').length === 1, 'never empty');
    expect(last()).to.include({ city: '110000', category: 'supermarket', sort: 'ending_soon', q: '没有这种券' });
    one(center, '.hollow button').click();
    await until(() => all(center, '.ticket').length === 20);
  });

  it('moves along the categories with the keyboard', async () => {
    const { center } = await ready();
    one(center, '[role=tab][aria-selected=true]').focus();
    await sendKeys({ press: 'ArrowRight' });
    expect(center.shadowRoot?.activeElement?.id).to.equal('tab-food');
    await sendKeys({ press: 'End' });
    expect(center.shadowRoot?.activeElement?.id).to.equal('tab-finance');
    await sendKeys({ press: 'Enter' });
    await until(() => all(center, '.hollow').length === 1);
    expect(center.category).to.equal('finance');
  });
});
