import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Payment, Settlement, SettlementEntry } from '@tessera/contract';
import { demo } from '../seed/demo.js';
import { demoSources } from './seed.js';
import { paymentDesk } from './testing.js';
import type { PaymentDesk } from './testing.js';

const DAY = '2026-11-23';
const fen = (sum: Settlement['payments']) => [sum.count, sum.amount.amount, sum.cash.amount, sum.coupons.amount, sum.points.amount];

describe('settlement', () => {
  let desk: PaymentDesk;
  before(async () => { desk = await paymentDesk({ settings: { withoutPin: { amount: 50_000, perDay: 1000 } } }); });
  after(() => desk.close());

  const settlement = async (day = DAY, till = desk.till) => (await till.get<Settlement>(`/v1/settlements/${day}`)).body;
  async function entries(day = DAY): Promise<SettlementEntry[]> {
    const all: SettlementEntry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: { items: SettlementEntry[]; nextCursor: string | null } } = await desk.till.get(`/v1/settlements/${day}/entries?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      all.push(...body.items);
      cursor = body.nextCursor;
    }
    return all;
  }

  it('is all zero on a day without payments', async () => {
    const empty = await settlement('2024-02-29');
    assert.deepEqual([empty.store.id, fen(empty.payments), fen(empty.refunds), fen(empty.voids), empty.net, empty.open.count], [demo.stores.yonghuiQuancheng, [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], 0, 0]);
    assert.deepEqual(await entries('2024-02-29'), []);
  });

  it('adds up who bore what of payments, refunds and voids, with a line for each, and says what is open', async () => {
    await desk.givePoints(20_000);
    const coupon = await desk.giveCoupon({ off: 1000, threshold: 5000 });
    const mixed = await desk.pay(10_000, { coupon, points: true });
    assert.deepEqual([mixed.paid.amount, mixed.discounts.map((discount) => discount.saved.amount)], [8500, [1000, 500]]);
    const [small, undone] = [await desk.pay(1000), await desk.pay(2000)];
    await desk.refund(small.id, 300);
    await desk.void(undone.id);
    await desk.pay(102);
    await desk.refund(mixed.id, 500);
    await desk.refund(mixed.id, 8000);
    const waiting = await desk.pay(60_000, { sourceId: demoSources.lifeCard });
    const doubtful = await desk.pay(103);

    const day = await settlement();
    assert.deepEqual(fen(day.payments), [3, 13_000, 11_500, 1000, 500]);
    // The last refund of the first payment gives coupon and points back with it.
    assert.deepEqual(fen(day.refunds), [3, 300 + 500 + 9500, 300 + 500 + 8000, 1000, 500]);
    assert.deepEqual(fen(day.voids), [1, 2000, 2000, 0, 0]);
    assert.deepEqual([day.net, day.open], [700, { count: 2, amount: { amount: 60_103, currency: 'CNY' } }]);

    const lines = await entries();
    assert.deepEqual(lines.map((line) => line.kind).sort(), ['payment', 'payment', 'payment', 'refund', 'refund', 'refund', 'void']);
    assert.equal(new Set(lines.map((line) => line.id)).size, 7);
    assert.equal(lines.reduce((sum, line) => sum + (line.kind === 'payment' ? 1 : -1) * line.amount.amount, 0), day.net);
    for (const line of lines) assert.equal(line.cash.amount + line.coupons.amount + line.points.amount, line.amount.amount);
    await desk.cancel(waiting.id);
    await desk.void(doubtful.id);
    assert.equal((await settlement()).open.count, 0);
    await desk.audit();
  });

  it('books each movement on its own day in Shanghai', async () => {
    desk.clock.set('2026-11-24T15:59:59.999Z');
    await desk.renew();
    const late: Payment = await desk.pay(1500);
    desk.clock.advance(1);
    await desk.refund(late.id, 500);
    const [first, second] = [await settlement('2026-11-24'), await settlement('2026-11-25')];
    assert.deepEqual([fen(first.payments), fen(first.refunds), first.net], [[1, 1500, 1500, 0, 0], [0, 0, 0, 0, 0], 1500]);
    assert.deepEqual([fen(second.payments), fen(second.refunds), second.net], [[0, 0, 0, 0, 0], [1, 500, 500, 0, 0], -500]);
    await desk.audit();
  });

  it('shows a till its own store alone', async () => {
    const other = await desk.terminal({ id: demo.terminals.guomao });
    assert.equal((await settlement('2026-11-24', other)).payments.count, 0);
  });
});
