import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Payment, Problem } from '@tessera/contract';
import { demo } from '../seed/demo.js';
import { paymentDesk } from './testing.js';
import type { PaymentDesk } from './testing.js';

interface Page { items: Payment[]; nextCursor: string | null }

describe('payments as their two sides see them', () => {
  let desk: PaymentDesk;
  before(async () => { desk = await paymentDesk(); });
  after(() => desk.close());

  it('shows one payment alike to its user and its store', async () => {
    const paid = await desk.pay(1000);
    const [user, till] = await Promise.all([desk.lin, desk.till].map((caller) => caller.get<Payment>(`/v1/payments/${paid.id}`)));
    assert.deepEqual(user?.body, paid);
    assert.deepEqual(till?.body, paid);
  });

  it('hides a payment from another user, another store\'s till and a caller without the scope', async () => {
    const paid = await desk.pay(1000);
    const [chen, other, narrow] = [await desk.user({ reference: 'chen-mo' }), await desk.terminal({ id: demo.terminals.guomao }), await desk.user({ scopes: ['coupons:read'] })];
    const codes = await Promise.all([chen, other, narrow].map(async (caller) => (await caller.get<Problem>(`/v1/payments/${paid.id}`)).body.code));
    assert.deepEqual(codes, ['not_found', 'not_found', 'scope_missing']);
    assert.equal((await chen.get<Page>('/v1/payments')).body.items.length, 0);
    assert.equal((await other.get<Page>('/v1/payments')).body.items.length, 0);
  });

  it('lists a user\'s year, newest first, page by page, with nothing twice', async () => {
    const seen: Payment[] = [];
    let cursor: string | null = null;
    do {
      const page: { body: Page } = await desk.lin.get<Page>(`/v1/payments?limit=4${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.body.items);
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    assert.ok(seen.length >= 14);
    assert.equal(new Set(seen.map((payment) => payment.id)).size, seen.length);
    assert.deepEqual(seen.map((payment) => payment.createdAt), seen.map((payment) => payment.createdAt).sort().reverse());
    const saved = seen.flatMap((payment) => payment.discounts).reduce((sum, discount) => sum + discount.saved.amount, 0);
    assert.equal(saved, 48_600);
  });

  it('counts a till\'s day in Shanghai', async () => {
    desk.clock.set('2026-11-24T15:59:59.999Z');
    await desk.renew();
    const evening = await desk.pay(1000);
    desk.clock.advance(1);
    const midnight = await desk.pay(1000);
    const on = async (day: string) => (await desk.till.get<Page>(`/v1/payments?day=${day}`)).body.items.map((payment) => payment.id);
    assert.deepEqual(await on('2026-11-24'), [evening.id]);
    assert.deepEqual(await on('2026-11-25'), [midnight.id]);
    assert.deepEqual(await on('2026-11-26'), []);
  });

  it('refuses a cursor of another list', async () => {
    const { body } = await desk.lin.get<Page>('/v1/payments?limit=1');
    assert.equal((await desk.lin.get<Problem>(`/v1/payments?limit=1&day=2026-11-24&cursor=${body.nextCursor}`)).body.code, 'invalid_request');
  });

  it('begins with the seed: balances, points and books that agree', async () => {
    const fresh = await paymentDesk();
    const { body } = await fresh.lin.get<{ sources: { last4: string; available: { amount: number } | null }[]; points: { balance: number; usable: number } }>('/v1/payment-options');
    assert.deepEqual(body.sources.map((source) => [source.last4, source.available?.amount]), [['8842', 128_640], ['0371', 2_000_000], ['6620', 865_218], ['5107', 3_000_000], ['9013', undefined]]);
    assert.deepEqual([body.points.balance, body.points.usable], [12_860, 5000]);
    await fresh.audit();
    await fresh.close();
  });
});
