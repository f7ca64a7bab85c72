import type { Payment } from '@tessera/contract';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TillOptions, TillUpdate } from './client.js';
import { createClient } from './create-client.js';
import { hasCode } from './error.js';
import { createFakeClient, fixtureId, paymentFixture, receiptFixtures } from './testing/index.js';
import { json, minted, problem, scriptedFetch, type Asked } from './testing/scripted-fetch.js';

const order = { code: '8700 0000 3141 5926', amount: { amount: 6_800, currency: 'CNY' as const } };
const id = fixtureId('pay', 1);
const payment = (status: Payment['status'], special: Partial<Payment> = {}) => paymentFixture(Date.now(), { id, status, settledAt: null, ...special });
const lost = () => {
  throw new TypeError('fetch failed');
};

type Answers = Partial<Record<'charge' | 'get' | 'void' | 'reverse', (asked: Asked, count: number) => Response | Promise<Response>>>;

/** A till whose gateway answers as told, counted by verb; what is not told is lost on the way. */
const open = (answers: Answers, options: TillOptions = {}) => {
  const counts = { charge: 0, get: 0, void: 0, reverse: 0, events: 0 };
  const { fetch, asked } = scriptedFetch((one) => {
    const verb = one.path === '/v1/payments' ? 'charge' : one.path.endsWith('/void') ? 'void' : one.path === '/v1/reversals' ? 'reverse' : one.path.startsWith('/v1/payments/') ? 'get' : 'events';
    counts[verb] += 1;
    return verb === 'events' ? problem(503, 'unavailable') : (answers[verb] ?? lost)(one, counts[verb]);
  });
  const client = createClient({ gateway: 'https://gateway.example', fetchSession: async () => minted(), fetch });
  const updates: TillUpdate[] = [];
  const done = client.till.charge(order, { patience: 300, onUpdate: (update) => updates.push(update), ...options }).finally(() => client.close());
  return { done, counts, asked, updates };
};
const keys = (asked: readonly Asked[], path: string) => new Set(asked.filter((one) => one.path === path).map(({ headers }) => headers.get('idempotency-key')));

describe('a till\'s charge', () => {
  it('is one request when the gateway knows at once', async () => {
    const { done, counts, updates } = open({ charge: () => json(201, payment('paid')) });
    assert.equal((await done).status, 'paid');
    assert.deepEqual(counts, { charge: 1, get: 0, void: 0, reverse: 0, events: 0 });
    assert.deepEqual(updates.map(({ step }) => step), ['charging']);
  });

  it('throws the gateway\'s refusal at once', async () => {
    const { done, counts } = open({ charge: () => problem(409, 'code_used') });
    await assert.rejects(done, (error) => hasCode(error, 'code_used'));
    assert.equal(counts.reverse + counts.void, 0);
  });

  it('asks for a lost answer again under the same key', async () => {
    const { done, asked } = open({ charge: (_, count) => (count < 4 ? lost() : json(201, payment('paid'))) }, { patience: 9_000 });
    assert.equal((await done).status, 'paid');
    assert.equal(keys(asked, '/v1/payments').size, 1);
  });

  it('keeps looking while the payment is in doubt, and says so', async () => {
    const { done, updates } = open({ charge: () => json(201, payment('in_doubt')), get: (_, count) => json(200, payment(count < 3 ? 'in_doubt' : 'paid')) });
    assert.equal((await done).status, 'paid');
    assert.deepEqual(updates.map(({ step, payment: known }) => [step, known?.status]), [['charging', undefined], ['waiting', 'in_doubt']]);
  });

  it('waits for the user as long as the gateway does, longer than its patience', async () => {
    const by = new Date(Date.now() + 900).toISOString();
    const started = performance.now();
    const { done, counts } = open({
      charge: () => json(201, payment('needs_confirmation', { confirmation: { reason: 'amount', by } })),
      get: () => json(200, performance.now() - started < 800 ? payment('needs_confirmation', { confirmation: { reason: 'amount', by } }) : payment('paid')),
    });
    assert.equal((await done).status, 'paid');
    assert.equal(counts.void, 0);
  });

  it('voids what does not end in time', async () => {
    const { done, counts, updates } = open({ charge: () => json(201, payment('processing')), get: () => json(200, payment('processing')), void: () => json(200, payment('voided')) });
    assert.equal((await done).status, 'voided');
    assert.ok(counts.get >= 4, `${counts.get} looks`);
    assert.equal(counts.void, 1);
    assert.equal(updates.at(-1)?.step, 'voiding');
    assert.equal(updates.some(({ unanswered }) => unanswered), false);
  });

  it('goes on looking while the channel has not answered the void', async () => {
    const { done, counts } = open({
      charge: () => json(201, payment('processing')), get: (_, count) => json(200, counts.void === 0 ? payment('in_doubt') : payment(count % 2 ? 'voided' : 'in_doubt', { voiding: true })),
      void: () => json(200, payment('in_doubt', { voiding: true })),
    });
    assert.equal((await done).status, 'voided');
    assert.equal(counts.void, 1);
  });

  it('tells that it was paid after all when the void came too late', async () => {
    const { done } = open({ charge: () => json(201, payment('in_doubt')), get: (_, count) => json(200, payment(count < 9 ? 'in_doubt' : 'paid')), void: () => problem(409, 'payment_not_voidable') });
    assert.equal((await done).status, 'paid');
  });

  it('leaves it in doubt only when even the void is not answered', async () => {
    const { done, updates } = open({ charge: () => json(201, payment('processing')) });
    assert.equal((await done).status, 'in_doubt');
    assert.deepEqual(updates.map(({ step, unanswered }) => [step, unanswered]), [['charging', false], ['waiting', false], ['waiting', true], ['voiding', true]]);
  });

  it('reverses a charge whose answer never came, and nothing is paid', async () => {
    const { done, asked } = open({ reverse: () => json(200, { payment: null }) });
    await assert.rejects(done, (error) => hasCode(error, 'charge_reversed'));
    const [key] = keys(asked, '/v1/payments');
    assert.deepEqual(asked.find(({ path }) => path === '/v1/reversals')?.body, { chargeKey: key });
  });

  it('learns from the reversal what the charge had become', async () => {
    const { done } = open({ reverse: () => json(200, { payment: payment('voided') }) });
    assert.equal((await done).status, 'voided');
  });

  it('reverses what a limit keeps it from asking again, and throws the limit\'s refusal', async () => {
    const { done, counts } = open({ charge: (_, count) => (count === 1 ? lost() : problem(429, 'rate_limited', { 'retry-after': '600' })), reverse: () => json(200, { payment: null }) });
    await assert.rejects(done, (error) => hasCode(error, 'rate_limited'));
    assert.equal(counts.reverse, 1);
  });

  it('says that nothing is known when nobody can be asked', async () => {
    await assert.rejects(open({}, { idempotencyKey: 'till-7-order-3' }).done, (error) => hasCode(error, 'timeout') && error.message.includes('till-7-order-3'));
  });

  it('is not misled by an answer that was overtaken on its way', async () => {
    const client = createFakeClient({ world: { chargeStatus: 'in_doubt' } });
    const updates: TillUpdate[] = [];
    const done = client.till.charge(order, { patience: 30_000, onUpdate: (update) => updates.push(update) });
    while (updates.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const [known] = client.world.payments;
    assert.ok(known);
    client.emit({ type: 'payment.processing', payment: { ...known, status: 'processing' } });
    client.emit({ type: 'payment.paid', payment: { ...receiptFixtures(Date.now()).paid, id: fixtureId('pay', 77) } });
    assert.equal(updates.length, 2);
    client.emit({ type: 'payment.paid', payment: { ...known, status: 'paid' } });
    assert.equal((await done).status, 'paid');
    assert.equal(updates.some(({ payment: told }) => told?.status === 'processing'), false);
  });

  it('never takes a refused look for a refused charge', async () => {
    const { done, counts } = open({ charge: () => json(201, payment('paid')), get: () => problem(403, 'scope_missing'), reverse: () => json(200, { payment: payment('voided') }) }, { idempotencyKey: 'till-7-order-4' });
    assert.equal((await done).status, 'voided');
    assert.ok(counts.charge > 1);
  });

  it('ends by the signal with its reason, and asks no more', async () => {
    const controller = new AbortController();
    const { done, counts } = open({ charge: () => json(201, payment('processing')), get: () => json(200, payment('processing')) }, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('left the till')), 120);
    await assert.rejects(done, /left the till/);
    const { get } = counts;
    await new Promise((resolve) => setTimeout(resolve, 120));
    assert.deepEqual([counts.get, counts.void], [get, 0]);
  });
});
