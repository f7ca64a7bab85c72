import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem, Right, TesseraEvent } from '@tessera/contract';
import { docs } from '@tessera/contract/docs';
import { demo } from '../seed/demo.js';
import type { Supplier, Suppliers } from '../suppliers/supplier.js';
import { testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { fulfilBenefits } from './fulfil.js';
import { demoBenefits } from './seed.js';

/** Counts what was asked, so that a benefit issued twice would show. */
function counting({ of, circuits }: Suppliers, issued: Map<string, number>): Suppliers {
  return {
    circuits,
    of: (id): Supplier => {
      const supplier = of(id);
      return {
        id, query: supplier.query.bind(supplier), cancel: supplier.cancel.bind(supplier), batch: supplier.batch.bind(supplier), statement: supplier.statement.bind(supplier),
        issue: (order, signal) => {
          issued.set(order.reference, (issued.get(order.reference) ?? 0) + 1);
          return supplier.issue(order, signal);
        },
      };
    },
  };
}

describe('grant and fulfil', () => {
  let gateway: TestGateway;
  const issued = new Map<string, number>();
  let city: Caller;
  let lin: Caller;
  before(async () => {
    gateway = await testGateway({ replace: (services) => ({ suppliers: counting(services.suppliers, issued) }) });
    city = gateway.as(demo.partner.secretKey);
    lin = await gateway.user();
  });
  after(() => gateway.close());
  const grant = (benefit: string, options: { key?: string; by?: Caller; reference?: string } = {}) =>
    (options.by ?? city).post<Right & Problem>('/v1/rights', { reference: options.reference ?? demo.linXiao.reference, benefit }, options.key === undefined ? {} : { key: options.key });
  const state = async (id: string) => (await lin.get<Right>(`/v1/rights/${id}`)).body.state;
  const sweep = () => fulfilBenefits(gateway.services, { deadlineMs: 500 });

  it('grants a benefit that is pending until the supplier has issued it', async () => {
    const { body: start } = await lin.get<{ lastId: string | null }>('/v1/events');
    const { status, body } = await grant('coffee_cup');
    assert.deepEqual([status, body.state, body.kind, body.validTo], [201, 'pending', 'benefit', '2026-12-22T15:59:59.999Z']);
    await sweep();
    assert.equal(await state(body.id), 'unused');
    const { body: events } = await lin.get<{ items: TesseraEvent[] }>(`/v1/events?after=${start.lastId ?? ''}`);
    assert.deepEqual(events.items.filter((event) => event.subjectId === body.id).map((event) => event.type), ['right.granted', 'right.fulfilled']);
  });

  it('fulfils the demonstration\'s video membership within a minute', async () => {
    assert.equal(await state(demoBenefits.video), 'pending');
    for (let second = 0; second < 60; second += 1) {
      gateway.clock.advance(1000);
      await sweep();
    }
    assert.equal(await state(demoBenefits.video), 'unused');
  });

  it('asks once for each benefit, however many processes sweep together', async () => {
    const { body } = await grant('coffee_cup');
    const settled = await Promise.all(Array.from({ length: 8 }, sweep));
    assert.equal(settled.reduce((sum, count) => sum + count, 0), 1);
    assert.equal(issued.get(body.id), 1);
  });

  it('fails what the supplier refuses, once', async () => {
    const { body } = await grant('sandbox_fail');
    await Promise.all([sweep(), sweep()]);
    assert.equal(await state(body.id), 'failed');
    assert.equal(await sweep(), 0);
    const use = await lin.post<Problem>(`/v1/rights/${body.id}/uses`);
    assert.equal(use.body.code, 'right_not_usable');
    const expired = await lin.get<{ items: Right[] }>('/v1/rights?view=expired');
    assert.ok(expired.body.items.some((right) => right.id === body.id));
  });

  it('asks a silent supplier again, later each time, and never issues twice', async () => {
    const { body } = await grant('sandbox_timeout');
    await sweep();
    assert.equal(await state(body.id), 'pending');
    gateway.clock.advance(1000);
    await sweep();
    assert.equal(issued.get(body.id), 1);
    for (let second = 0; second < 20; second += 1) {
      gateway.clock.advance(1000);
      await sweep();
    }
    assert.equal(await state(body.id), 'unused');
    assert.equal(issued.get(body.id), 1);
  });

  it('is not held up by one supplier that is silent', async () => {
    const [silent, quick] = [(await grant('sandbox_timeout')).body, (await grant('coffee_cup')).body];
    const started = performance.now();
    await fulfilBenefits(gateway.services, { deadlineMs: 200 });
    assert.ok(performance.now() - started < 1500);
    assert.deepEqual([await state(silent.id), await state(quick.id)], ['pending', 'unused']);
  });

  it('takes the worked example of the contract as it stands there, and answers likewise', async () => {
    const { input, output, problems } = docs.rights.grant;
    const { status, body } = await city.post<Right>('/v1/rights', input);
    const face = ({ title, category, state: now, kind, giver, face: worth }: Right) => ({ title, category, now, kind, giver, worth });
    assert.deepEqual([status, face(body)], [201, face(output)]);
    assert.deepEqual([(await grant('coffee_cup', { reference: 'nobody' })).body.code], problems);
  });

  it('refuses a user\'s session, an unknown benefit and another platform\'s user', async () => {
    assert.deepEqual([(await grant('coffee_cup', { by: lin })).body.code], ['caller_not_allowed']);
    const unknown = await grant('gold_bar');
    assert.deepEqual([unknown.status, unknown.body.code, unknown.body.errors?.[0]?.pointer], [422, 'invalid_request', '#/benefit']);
    assert.equal((await grant('constructor')).status, 422);
    assert.equal((await grant('coffee_cup', { reference: 'nobody' })).status, 404);
    assert.equal((await grant('coffee_cup', { by: gateway.as(demo.merchantPlatform.secretKey) })).status, 404);
  });

  it('answers a repeated idempotency key with the first result', async () => {
    const [first, again] = [await grant('metro_ride', { key: 'ride' }), await grant('metro_ride', { key: 'ride' })];
    assert.deepEqual([first.status, again.text], [201, first.text]);
  });
});
