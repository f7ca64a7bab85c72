import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { Campaign, Standing } from '@tessera/contract';
import { campaignFixtures, createFakeClient, fixtureId, FIXTURE_NOW, refusingCampaigns, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import { sendKeys } from '@web/test-runner-commands';
import './coupon-center.js';
import type { CouponCenterElement } from './coupon-center.js';

const until = (fact: () => unknown, otherwise?: string): Promise<void> => waitUntil(() => Boolean(fact()), otherwise, { timeout: 5_000 });
const campaigns = campaignFixtures(FIXTURE_NOW);
const numbered = (...numbers: number[]): Campaign[] => numbers.map((number) => campaigns[number - 1] as Campaign);

const ready = async (options: FakeClientOptions = {}): Promise<{ center: CouponCenterElement; client: FakeClient }> => {
  const client = createFakeClient({ frozen: true, ...options });
  const center = document.createElement('tessera-coupon-center');
  Object.assign(center, { client, locale: 'zh-CN' });
  await fixture(html`<div>${center}</div>`);
  await until(() => center.renderRoot.querySelector('#list') && !center.renderRoot.querySelector('#list .paper'));
  return { center, client };
};
const all = (center: CouponCenterElement, selector: string): HTMLElement[] => [...center.renderRoot.querySelectorAll<HTMLElement>(selector)];
const words = (within: Element | null | undefined): string => (within?.textContent ?? '').replace(/\s+/g, ' ').trim();
const ticket = (center: CouponCenterElement, id: string | number): HTMLElement => all(center, `[data-campaign="${typeof id === 'number' ? fixtureId('cmp', id) : id}"]`)[0] as HTMLElement;
const button = (card: HTMLElement): HTMLElement => card.querySelector<HTMLElement>('.claim')!;
const sheet = (center: CouponCenterElement): HTMLElement | undefined => all(center, 'dialog')[0];
const asked = ({ calls }: FakeClient, method: string) => calls.filter((call) => call.method === method);
const tap = async (target: HTMLElement): Promise<void> => {
  target.focus();
  await sendKeys({ press: 'Enter' });
};

/** Stands in for the browser's own: answers with a position, or a code of failure. */
const locate = (answer: readonly [number, number] | number | undefined): { asked: number } => {
  const seen = { asked: 0 };
  const geolocation = answer === undefined ? undefined : {
    getCurrentPosition: (good: PositionCallback, bad: PositionErrorCallback) => {
      seen.asked += 1;
      setTimeout(() => {
        if (typeof answer === 'number') bad({ code: answer } as GeolocationPositionError);
        else good({ coords: { latitude: answer[0], longitude: answer[1] } } as GeolocationPosition);
      });
    },
  };
  Object.defineProperty(navigator, 'geolocation', { configurable: true, get: () => geolocation });
  return seen;
};

describe('claiming in <tessera-coupon-center>', () => {
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'geolocation');
  });

  it('says within a second that a claim waits in the queue, then what came of it', async () => {
    const { center, client } = await ready();
    client.latency = 1_500;
    const card = ticket(center, 1);
    const from = performance.now();
    await tap(button(card));
    await until(() => button(card).getAttribute('aria-busy') === 'true');
    await until(() => words(card).includes('排队中'));
    expect(performance.now() - from).to.be.below(1_400);
    client.latency = 0;
    await until(() => words(card).includes('已放进权益钱包'));
    expect(words(card)).not.to.include('排队中');
  });

  it('asks where the user is on the tap that needs it, and on no other', async () => {
    const place = locate([36.668_312_345, 117.020_4]);
    const { center, client } = await ready({ world: { campaigns: numbered(1, 13) } });
    await tap(button(ticket(center, 1)));
    await until(() => words(ticket(center, 1)).includes('已放进'));
    expect(place.asked).to.equal(0);
    await tap(button(ticket(center, 13)));
    await until(() => words(ticket(center, 13)).includes('已放进'));
    expect(place.asked).to.equal(1);
    expect(asked(client, 'coupons.claim').at(-1)?.input).to.deep.equal({ campaignId: fixtureId('cmp', 13), position: { latitude: 36.668_31, longitude: 117.020_4 } });
  });

  const nowhere: [string, number | undefined, string][] = [['denied', 1, '设置里允许使用位置'], ['unavailable', 2, '打开手机的定位服务'], ['timed out', 3, '开阔的地方'], ['missing', undefined, '换一个浏览器']];
  for (const [name, answer, said] of nowhere) {
    it(`sends nothing and says what to do when the position is ${name}`, async () => {
      locate(answer);
      const { center, client } = await ready({ world: { campaigns: numbered(13) } });
      await tap(button(ticket(center, 13)));
      await until(() => words(ticket(center, 13)).includes(said));
      expect(asked(client, 'coupons.claim')).to.have.length(0);
      locate([36.66, 117.02]);
      await tap(button(ticket(center, 13)));
      await until(() => words(ticket(center, 13)).includes('已放进'), 'the next tap does not ask anew');
    });
  }

  it('says that the user is outside, and asks anew on the next tap', async () => {
    const place = locate([31.23, 121.47]);
    const { center } = await ready({ world: { campaigns: numbered(13) } });
    await tap(button(ticket(center, 13)));
    await until(() => words(ticket(center, 13)).includes('不在活动范围'));
    await tap(button(ticket(center, 13)));
    await until(() => place.asked === 2);
  });

  it('repeats an unanswered claim word for word, with the position it was made at', async () => {
    const place = locate([36.66, 117.02]);
    const { center, client } = await ready({ world: { campaigns: numbered(13) } });
    client.fail('coupons.claim', 'timeout', 1);
    await tap(button(ticket(center, 13)));
    await until(() => words(ticket(center, 13)).includes('不会重复领取'));
    locate([31.23, 121.47]);
    await tap(button(ticket(center, 13)));
    await until(() => words(ticket(center, 13)).includes('已放进'));
    const [lost, again] = asked(client, 'coupons.claim');
    expect(again?.input).to.deep.equal(lost?.input);
    expect(again?.options?.idempotencyKey).to.equal(lost?.options?.idempotencyKey);
    expect(place.asked).to.equal(1);
  });

  it('claims all in one request on a real tap, and tells each coupon’s own result', async () => {
    const { center, client } = await ready({ world: { campaigns: [...numbered(1, 2), ...refusingCampaigns(FIXTURE_NOW).slice(0, 3), ...numbered(13, 17)] } });
    const told: string[] = [];
    center.addEventListener('tessera-coupon-claim', ({ coupon }) => told.push(coupon.campaignId));
    const [claimAll] = all(center, '.all') as [HTMLElement];
    claimAll.click();
    await aTimeout(30);
    expect(asked(client, 'coupons.claimMany'), 'a script claims nothing').to.have.length(0);
    await tap(claimAll);
    await until(() => sheet(center));
    const rows = all(center, 'dialog .facts li').map(words);
    expect(rows).to.have.length(5);
    expect(rows[0]).to.include('已放进权益钱包');
    expect(rows[2]).to.include('手慢一步');
    expect(rows[3]).to.include('您已领满');
    expect(rows[4]).to.include('同一人名下');
    expect(words(sheet(center))).to.include('领到 2 张券');
    expect(told).to.deep.equal([fixtureId('cmp', 1), fixtureId('cmp', 2)]);
    expect(asked(client, 'coupons.claimMany')).to.have.length(1);
    expect(words(button(ticket(center, 1)))).to.equal('去使用');
  });

  it('says in the sheet that nothing is known when the answer to all is lost, and repeats it under the same key', async () => {
    const { center, client } = await ready({ world: { campaigns: numbered(1, 2) } });
    client.fail('coupons.claimMany', 'timeout', 1);
    await tap(all(center, '.all')[0] as HTMLElement);
    await until(() => words(sheet(center)).includes('不会重复领取'));
    await sendKeys({ press: 'Escape' });
    await until(() => !sheet(center));
    await tap(all(center, '.all')[0] as HTMLElement);
    await until(() => words(sheet(center)).includes('领到 2 张券'));
    const [lost, again] = asked(client, 'coupons.claimMany').map(({ options }) => options?.idempotencyKey);
    expect(again).to.equal(lost);
  });

  it('enters a draw on a real tap and shows when it is drawn', async () => {
    const { center, client } = await ready({ world: { campaigns: numbered(17) } });
    const card = ticket(center, 17);
    expect(words(card)).to.include('3月5日 12:00 开奖');
    button(card).click();
    await aTimeout(20);
    expect(asked(client, 'coupons.enter')).to.have.length(0);
    await tap(button(card));
    await until(() => words(button(card)) === '已报名');
    expect(words(card)).to.include('中签的券自动放进权益钱包');
    button(card).click();
    await until(() => words(sheet(center)).includes('人报名'));
    expect(words(sheet(center))).to.include('我的签号').and.to.include('怎么核对').and.not.to.include('在本机核对');
  });

  for (const [won, said] of [[false, '这次没有抽中'], [true, '恭喜中签']] as const) {
    it(`shows a draw that was ${won ? 'won' : 'lost'}, and proves it in the browser`, async () => {
      const { center } = await ready({ world: { campaigns: numbered(20).map((one) => ({ ...one, standing: { state: 'drawn', won } })) } });
      button(ticket(center, 20)).click();
      await until(() => words(sheet(center)).includes(said));
      all(center, 'dialog summary')[0]?.click();
      all(center, 'dialog .proof .mini')[0]?.click();
      await until(() => words(sheet(center)).includes('核对无误'));
      expect(words(sheet(center)), 'what a claim takes is no matter any more').to.not.include('领取条件');
    });
  }

  const reasons: [string, Standing, string][] = [
    ['new users only', { state: 'not_eligible', reason: 'new_users_only' }, '只发给新用户'], ['invited only', { state: 'not_eligible', reason: 'invited_only' }, '名单里的用户'],
    ['the person’s limit', { state: 'not_eligible', reason: 'person_limit' }, '同一证件的所有账户合并计算'],
    ['the round’s limit', { state: 'period_limit', opensAt: '2026-03-03T02:00:00.000Z' }, '明天 10:00 可以再领'], ['a limit with no further round', { state: 'period_limit', opensAt: null }, '没有下一场'],
    ['a pause', { state: 'paused' }, '恢复后就可以领'], ['the end', { state: 'over' }, '活动已经结束'],
  ];
  for (const [name, standing, said] of reasons) {
    it(`answers “why not me” for ${name}`, async () => {
      const { center } = await ready({ world: { campaigns: numbered(14).map((one) => ({ ...one, standing })) } });
      button(ticket(center, 14)).click();
      await until(() => words(sheet(center)?.querySelector('.answer')).includes(said), `"${words(sheet(center))}" lacks "${said}"`);
      expect(words(sheet(center))).to.include('为什么我不能领').and.to.include('未满足');
    });
  }

  it('leads to the step that proves an identity, from the card and from the rules', async () => {
    const { center } = await ready({ world: { campaigns: numbered(19) } });
    const steps: string[] = [];
    center.addEventListener('tessera-coupon-unlock', (event) => steps.push(event.step));
    button(ticket(center, 19)).click();
    await until(() => all(center, '.panel .button').length === 1);
    all(center, '.panel .button')[0]?.click();
    ticket(center, 19).querySelector<HTMLElement>('.link')?.click();
    await until(() => all(center, '.answer .button').length === 1);
    all(center, '.answer .button')[0]?.click();
    await until(() => words(sheet(center)).includes('完成实名认证，然后回到这里'));
    expect(steps).to.deep.equal(['verify_identity', 'verify_identity']);
  });

  it('shows what it knows when the conditions cannot be read, and asks again', async () => {
    const { center, client } = await ready({ problems: { 'coupons.getCampaign': 'unavailable' } });
    ticket(center, 13).querySelector<HTMLElement>('.link')?.click();
    await until(() => words(sheet(center)).includes('领取条件没有加载出来'));
    expect(words(sheet(center))).to.include('数字人民币钱包').and.to.include('10:00–14:00').and.to.include('不保存');
    client.fail('coupons.getCampaign', null);
    all(center, 'dialog .notice .mini')[0]?.click();
    await until(() => words(sheet(center)).includes('领取时核对'));
  });

  it('tells of a gift where it is handed over, and of a coupon outside its hours when it is good', async () => {
    const claimed = { state: 'claimed' as const, couponId: fixtureId('cpn', 1) };
    const { center } = await ready({ world: { campaigns: [...numbered(5), ...numbered(13).map((one) => ({ ...one, hours: [{ from: '17:00', to: '21:00' }] }))].map((one) => ({ ...one, standing: claimed })) } });
    button(ticket(center, 5)).click();
    await until(() => words(ticket(center, 5)).includes('到店出示核销码'));
    button(ticket(center, 13)).click();
    await until(() => words(ticket(center, 13).querySelector('.note')).includes('现在不可用，17:00–21:00可用'));
  });
});
