import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { Campaign } from '@tessera/contract';
import { campaignFixtures, createFakeClient, fixtureId, FIXTURE_NOW, yuan, type FakeClientOptions } from '@tessera/client/testing';
import { faceLine, faceWords } from '../face.js';
import { expectAccessible } from '../testing/still.js';
import { untimely } from '../times.js';
import { remaining } from './countdown.js';
import './coupon-center.js';
import type { CouponCenterElement } from './coupon-center.js';
import { isTrueDraw } from './draw-proof.js';
import { nextRound, phaseOf, scarcity } from './standing.js';
import { phaseWords, useWords } from './ticket-words.js';

/** Waits as long as a busy machine may take. */
const until = (fact: () => unknown, otherwise?: string): Promise<void> => waitUntil(() => Boolean(fact()), otherwise, { timeout: 5_000 });

const campaigns = campaignFixtures(FIXTURE_NOW);
const [first] = campaigns as [Campaign];
const at = (offset: number): string => new Date(FIXTURE_NOW + offset).toISOString();

const place = async (options: FakeClientOptions = {}, attributes: Record<string, string> = {}): Promise<CouponCenterElement> => {
  const center = document.createElement('tessera-coupon-center');
  Object.assign(center, { client: createFakeClient({ frozen: true, ...options }), locale: 'zh-CN' });
  for (const [name, value] of Object.entries(attributes)) center.setAttribute(name, value);
  await fixture(html`<div>${center}</div>`);
  return center;
};
const words = (center: CouponCenterElement): string => (center.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
const count = (center: CouponCenterElement, selector: string): number => center.renderRoot.querySelectorAll(selector).length;

describe('what a coupon says', () => {
  it('sets every face in large type and in one line', () => {
    expect(faceWords({ kind: 'amount_off', off: yuan(60), threshold: yuan(200) })).to.deep.equal({ sign: '¥', figure: '60', unit: '', terms: ['满 200 可用'] });
    expect(faceWords({ kind: 'amount_off', off: yuan(5.5), threshold: yuan(0) })).to.deep.include({ figure: '5.50', terms: ['无门槛'] });
    expect(faceWords({ kind: 'percent_off', percent: 12, cap: yuan(20), threshold: yuan(0) })).to.deep.include({ figure: '8.8', unit: '折', terms: ['最高省 ¥20'] });
    expect(faceLine({ kind: 'percent_off', percent: 10, cap: null, threshold: yuan(100) })).to.equal('9 折 · 满 100 可用');
    expect(faceLine({ kind: 'exchange', item: '拿铁' })).to.equal('兑换 拿铁');
  });

  it('says where and when, with the names of weekdays', () => {
    const says = (special: Partial<Campaign>) => useWords({ ...first, ...special }, 'claimable', false);
    expect(says({ city: null, storeCount: 0, weekdays: [7, 6] })).to.equal('全国通用 · 含领取当天 7 天有效 · 周六周日');
    expect(says({ weekdays: [1, 3], validity: { kind: 'fixed', from: '2026-03-04T00:00:00Z', to: '2026-04-10T15:59:59Z' } })).to.equal('济南 268 家门店 · 3月4日至4月10日可用 · 周一、周三');
    expect(useWords(first, 'claimable', true)).to.include('距市中心');
    expect(says({ validity: { kind: 'relative', days: 3, claimDayCounts: false, waitDays: 0 } })).to.include('领取后 3 天有效');
    expect(says({ validity: { kind: 'relative', days: 10, claimDayCounts: true, waitDays: 1 } })).to.include('领取 1 天后可用，10 天有效');
    expect(says({ hours: [{ from: '10:00', to: '14:00' }, { from: '17:00', to: '24:00' }], payWith: ['e_cny_wallet'], area: { name: '泉城路' } }))
      .to.include('10:00–14:00 17:00–24:00 · 限数字人民币支付 · 限在泉城路领取');
    expect(says({ payWith: ['debit_card', 'e_cny_wallet'] })).to.include('限指定方式支付');
  });

  it('says of a claimed coupon on which weekdays it can be used, and that today is none of them', () => {
    const claimed: Campaign = { ...first, weekdays: [6, 7], standing: { state: 'claimed', couponId: 'cpn_00000001' } };
    expect(phaseWords(claimed, 'claimed', Date.parse('2026-03-06T15:59:59Z'))).to.equal('今天不可用，周六周日可用');
    expect(phaseWords(claimed, 'claimed', Date.parse('2026-03-06T16:00:00Z')), 'Saturday has begun in Shanghai').to.equal('周六周日可用');
    expect(phaseWords(claimed, 'claimed', Date.parse('2026-03-08T15:59:59Z'))).to.equal('周六周日可用');
    expect(phaseWords({ ...claimed, weekdays: null }, 'claimed', FIXTURE_NOW)).to.equal('');
    expect(useWords(claimed, 'claimed', false)).to.equal('济南 268 家门店 · 含领取当天 7 天有效');
    const lunch: Campaign = { ...claimed, weekdays: null, hours: [{ from: '10:00', to: '14:00' }] };
    expect(untimely(lunch, Date.parse('2026-03-06T01:59:59Z'))).to.equal('hour');
    expect(untimely(lunch, Date.parse('2026-03-06T02:00:00Z')), 'ten o’clock in Shanghai').to.equal(undefined);
    expect(untimely(lunch, Date.parse('2026-03-06T06:00:00Z')), 'the end is not in it').to.equal('hour');
    expect(phaseWords(lunch, 'claimed', Date.parse('2026-03-06T06:00:00Z'))).to.equal('现在不可用，10:00–14:00可用');
  });

  it('counts down to the second and opens only when the moment has come', () => {
    expect(remaining(at(3_661_000), FIXTURE_NOW)).to.deep.equal({ seconds: 3661, clock: ['01', '01', '01'] });
    expect(remaining(at(1), FIXTURE_NOW).seconds).to.equal(1);
    expect(remaining(at(0), FIXTURE_NOW).seconds).to.equal(0);
    expect(remaining(at(-5_000), FIXTURE_NOW).clock).to.deep.equal(['00', '00', '00']);
  });

  it('moves a standing on by the clock', () => {
    const upcoming: Campaign = { ...first, standing: { state: 'upcoming', opensAt: at(1) } };
    expect(phaseOf(upcoming, FIXTURE_NOW)).to.equal('upcoming');
    expect(phaseOf(upcoming, FIXTURE_NOW + 1)).to.equal('claimable');
    expect(phaseOf({ ...first, standing: { state: 'sold_out', reopensAt: null } }, FIXTURE_NOW + 1e9)).to.equal('over');
    expect(phaseOf({ ...first, endsAt: at(-1), standing: { state: 'claimed', couponId: 'cpn_00000001' } }, FIXTURE_NOW)).to.equal('claimed');
    const drawn: Campaign = { ...first, lottery: { drawsAt: at(1), winners: 1 }, standing: { state: 'enterable', drawsAt: at(1) } };
    expect(phaseOf(drawn, FIXTURE_NOW)).to.equal('enterable');
    expect(phaseOf(drawn, FIXTURE_NOW + 1), 'too late to enter').to.equal('over');
    expect(phaseOf({ ...drawn, standing: { state: 'upcoming', opensAt: at(1) } }, FIXTURE_NOW + 1)).to.equal('enterable');
    expect(phaseOf({ ...first, standing: { state: 'period_limit', opensAt: at(1) } }, FIXTURE_NOW + 1)).to.equal('claimable');
    expect(phaseOf({ ...first, standing: { state: 'period_limit', opensAt: null } }, FIXTURE_NOW + 1)).to.equal('period_limit');
    expect(phaseOf({ ...drawn, endsAt: at(-1), standing: { state: 'entered', drawsAt: at(-1) } }, FIXTURE_NOW)).to.equal('entered');
    expect(nextRound(campaigns, FIXTURE_NOW)?.title).to.equal('打车立减券');
    expect(scarcity({ ...first, stock: { total: 0, remaining: 0 } }, 'claimable')).to.equal(null);
    expect(scarcity({ ...first, stock: { total: 100, remaining: 49 } }, 'claimable')).to.equal(0.49);
  });

  it('finds a draw true only where seed, rank and result agree', async () => {
    const draw = await createFakeClient().coupons.getDraw({ campaignId: fixtureId('cmp', 20) });
    const { mine } = draw;
    if (!mine) throw new Error('the fixture has no ticket');
    expect(await isTrueDraw(draw)).to.equal(true);
    expect(await isTrueDraw({ ...draw, seed: 'another' })).to.equal(false);
    expect(await isTrueDraw({ ...draw, mine: { ...mine, won: true } })).to.equal(false);
    expect(await isTrueDraw({ ...draw, mine: { ...mine, ticket: fixtureId('ent', 3) } })).to.equal(false);
    expect(await isTrueDraw({ ...draw, seed: null })).to.equal(undefined);
  });
});

describe('the states of <tessera-coupon-center>', () => {
  afterEach(() => {
    document.documentElement.style.colorScheme = '';
  });

  it('waits with the room its coupons will take', async () => {
    const center = await place({ latency: 5_000 });
    expect(count(center, '.bone.paper')).to.equal(4);
    expect(center.renderRoot.querySelector('[aria-busy=true]')).to.not.equal(null);
  });

  it('says what failed, with the request to quote, and tries again', async () => {
    const client = createFakeClient({ frozen: true, problems: { 'coupons.listCampaigns': 'internal' } });
    const center = document.createElement('tessera-coupon-center');
    center.client = client;
    setTimeout(() => document.body.append(center));
    await oneEvent(center, 'tessera-error');
    await until(() => words(center).includes('req_fixture'));
    client.fail('coupons.listCampaigns', null);
    center.renderRoot.querySelector<HTMLElement>('.failure button')?.click();
    await until(() => count(center, '.ticket') === 20);
    center.remove();
  });

  it('shows the error state for a reply that cannot be read', async () => {
    const center = await place({ problems: { 'coupons.listCampaigns': 'invalid_response' } });
    await until(() => count(center, '.failure') === 1);
  });

  it('keeps the coupons it has when the network goes', async () => {
    const center = await place();
    await until(() => count(center, '.ticket') === 20);
    Object.assign(center.client ?? {}, { offline: true });
    await center.refresh();
    await until(() => words(center).includes('网络不可用'));
    expect(count(center, '.ticket')).to.equal(20);
  });

  it('asks to sign in without a client, and collapses without the scope', async () => {
    const center = await fixture<CouponCenterElement>(html`<tessera-coupon-center locale="zh-CN"></tessera-coupon-center>`);
    await until(() => words(center).includes('登录'));
    const shut = await place({ problems: { 'coupons.listCampaigns': 'scope_missing' } });
    await until(() => shut.getBoundingClientRect().height === 0);
  });

  it('shows its own words for an empty list, and the page’s if it has any', async () => {
    const center = await place({ world: { campaigns: [] } });
    await until(() => words(center).includes('这里暂时没有券'));
    expect(count(center, 'slot[name=empty]')).to.equal(1);
  });

  it('works without cities, shows one campaign alone, and as many as it is told', async () => {
    const center = await place({ problems: { 'stores.listCities': 'scope_missing' } });
    await until(() => count(center, '.ticket') === 20);
    expect(count(center, 'header select')).to.equal(0);
    const alone = await place({}, { campaign: first.id });
    await until(() => count(alone, '.ticket') === 1);
    expect(count(alone, '[role=tab]')).to.equal(0);
    const three = await place({}, { limit: '3' });
    await until(() => count(three, '.ticket') === 3);
    expect(count(three, '#end, .tools')).to.equal(0);
  });

  it('writes hostile data as text', async () => {
    const evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>{{7*7}}\u202e';
    const campaign: Campaign = { ...first, title: evil, issuer: { kind: 'government', name: evil }, city: { code: '370100', name: evil }, rules: [evil], face: { kind: 'exchange', item: evil }, round: { title: evil, opensAt: at(1_000) }, standing: { state: 'upcoming', opensAt: at(1_000) } };
    const center = await place({ world: { campaigns: [campaign], cities: [{ code: '370100', name: evil }] } });
    await until(() => count(center, '.ticket') === 1);
    center.renderRoot.querySelector<HTMLElement>('.link')?.click();
    await until(() => count(center, 'dialog dl') === 1);
    expect(count(center, 'img, script')).to.equal(0);
    expect('hit' in window).to.equal(false);
    expect(words(center)).to.include('<img src=x');
  });

  it('refreshes a moment after coupons change elsewhere', async () => {
    const center = await place();
    await until(() => count(center, '.ticket') === 20);
    const client = center.client as ReturnType<typeof createFakeClient>;
    client.world.campaigns = client.world.campaigns.slice(0, 2);
    client.emit({ type: 'coupon.used' });
    await until(() => count(center, '.ticket') === 2);
  });

  for (const scheme of ['light', 'dark']) {
    it(`is accessible in ${scheme}`, async () => {
      document.documentElement.style.colorScheme = scheme;
      const center = await place();
      await until(() => count(center, '.ticket') === 20);
      center.renderRoot.querySelector<HTMLElement>('.link')?.click();
      await until(() => count(center, 'dialog .facts') === 1);
      await expectAccessible(center);
    });
  }

  for (const [name, width, size] of [['320 px', 320, ''], ['200 % text', 320, '30px'], ['a wide page', 1280, '']] as const) {
    it(`stays inside at ${name} with labels five times as long`, async () => {
      const long = campaigns.map((campaign) => ({ ...campaign, title: campaign.title.repeat(5), issuer: { kind: 'government' as const, name: 'Unbreakableissuername'.repeat(5) } }));
      const center = await place({ world: { campaigns: long } });
      center.style.inlineSize = `${width}px`;
      if (size) for (const role of ['body', 'small', 'heading']) center.style.setProperty(`--tessera-size-${role}`, size);
      await until(() => count(center, '.ticket') === 20);
      const inside = center.getBoundingClientRect().right + 0.5;
      for (const part of center.renderRoot.querySelectorAll('.ticket, .claim, h3, .round, .pill, small')) {
        expect(part.getBoundingClientRect().right, part.className).to.be.at.most(inside);
      }
    });
  }
});
