import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Coupon, Redemption, RedemptionCode } from '@tessera/contract';
import type { Caller, TestGateway } from '../testing.js';
import { testGateway } from '../testing.js';
import { newUsers, openCampaign } from './testing.js';

/** What one call saw of a user's coupon, between two moments: 0 nothing, 1 unused, 2 used. Writes are the calls that moved it. */
interface Seen {
  readonly what: 'claim' | 'read' | 'redeem';
  readonly from: number;
  readonly to: number;
  readonly saw: 0 | 1 | 2;
}

/** A fault where a call that began after another had been answered saw less than that one: a stale read. Null for a history with none. */
function staleIn(history: readonly Seen[]): string | null {
  for (const earlier of history) {
    const stale = history.find((later) => later.from > earlier.to && later.saw < earlier.saw);
    if (stale !== undefined) return `${earlier.what} saw ${earlier.saw}, and the ${stale.what} after it ${stale.saw}`;
  }
  // What a read saw must have been asked for by then: nothing is seen before the write that makes it began.
  for (const [write, state] of [['claim', 1], ['redeem', 2]] as const) {
    const began = Math.min(...history.filter((each) => each.what === write).map(({ from }) => from));
    const early = history.find((each) => each.saw >= state && each.to < began);
    if (early !== undefined) return `a ${early.what} saw ${early.saw} before any ${write} began`;
  }
  return null;
}

describe('fault 16: a recorded history of claims, reads and redemptions', () => {
  let gateway: TestGateway;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());

  it('the check finds a stale read, and something seen before it was done', () => {
    assert.match(staleIn([{ what: 'claim', from: 1, to: 2, saw: 1 }, { what: 'read', from: 3, to: 4, saw: 0 }]) ?? '', /after it 0/);
    assert.match(staleIn([{ what: 'read', from: 1, to: 2, saw: 1 }, { what: 'claim', from: 3, to: 4, saw: 1 }]) ?? '', /before any claim/);
  });

  it('has no stale read after an acknowledged write, and one redemption of each coupon', async () => {
    const campaign = await openCampaign(gateway, { face: { kind: 'gift', item: { 'zh-CN': '帆布袋' } }, worth: 100, stock: 20 });
    const till = await gateway.terminal();
    let moment = 0;
    const tick = () => { moment += 1; return moment; };
    const play = async (user: Caller): Promise<{ history: Seen[]; redeemed: number }> => {
      const history: Seen[] = [];
      let redeemed = 0;
      const note = async (what: Seen['what'], call: () => Promise<Seen['saw'] | null>) => {
        const from = tick();
        const saw = await call();
        if (saw !== null) history.push({ what, from, to: tick(), saw });
      };
      const read = () => note('read', async () => {
        const { items } = (await user.get<{ items: { id: string; kind: string; state: string; title: string }[] }>('/v1/rights?limit=50')).body;
        const used = (await user.get<{ items: { title: string }[] }>('/v1/rights?limit=50&view=used')).body.items;
        if (used.some(({ title }) => title === '测试券')) return 2;
        return items.some(({ title, state }) => title === '测试券' && state === 'unused') ? 1 : 0;
      });
      const readers = async (count: number) => { for (let n = 0; n < count; n += 1) await read(); };
      let coupon = '';
      const claim = () => note('claim', async () => {
        const { status, body } = await user.post<Coupon>(`/v1/campaigns/${campaign}/claims`);
        if (status !== 201) return null;
        coupon = body.id;
        return 1;
      });
      await Promise.all([readers(3), readers(3), claim()]);
      const { code } = (await user.post<RedemptionCode>(`/v1/coupons/${coupon}/codes`)).body;
      const redeem = () => note('redeem', async () => {
        const { status } = await till.post<Redemption>('/v1/redemptions', { code });
        if (status === 201) redeemed += 1;
        return status === 201 ? 2 : null;
      });
      await Promise.all([readers(3), readers(3), redeem(), redeem(), redeem()]);
      await read();
      return { history, redeemed };
    };
    for (const { history, redeemed } of await Promise.all((await newUsers(gateway, 8, 'history')).map(play))) {
      assert.equal(staleIn(history), null);
      assert.equal(redeemed, 1);
      assert.equal(history.at(-1)?.saw, 2);
      assert.ok(history.length > 12);
    }
  });
});
