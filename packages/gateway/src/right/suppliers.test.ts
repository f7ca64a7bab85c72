import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import { Category } from '@tessera/contract';
import type { Right } from '@tessera/contract';
import { codesLeft } from '../code-pool/pool.js';
import { demo } from '../seed/demo.js';
import { FAILURES, OPEN_MS } from '../suppliers/circuits.js';
import { directory, findSupplier } from '../suppliers/directory.js';
import { behaviours } from '../suppliers/sandbox-supplier.js';
import type { Supplier, Suppliers } from '../suppliers/supplier.js';
import { testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { catalogue } from './catalogue.js';
import { poolOf } from './from-pool.js';
import { fulfilBenefits } from './fulfil.js';

describe('suppliers and their benefits', () => {
  it('are 42, two or more for each of the 19 categories', () => {
    assert.equal(new Set(directory.map(({ id }) => id)).size, 42);
    assert.equal(new Set(directory.map(({ name }) => name['zh-CN'])).size, 42);
    for (const category of Category.options) assert.ok(directory.filter((each) => each.category === category).length >= 2, category);
  });

  it('honour 60 benefits or more, at least one of each category and one of each supplier', () => {
    const real = Object.values(catalogue).filter(({ supplier }) => supplier !== 'sandbox');
    assert.ok(real.length >= 60, `${real.length}`);
    assert.deepEqual(new Set(real.map(({ category }) => category)), new Set(Category.options));
    assert.deepEqual(new Set(real.map(({ supplier }) => supplier)), new Set(directory.map(({ id }) => id)));
    for (const code of Object.keys(behaviours)) assert.ok(Object.hasOwn(catalogue, code), code);
    for (const benefit of real) assert.equal(findSupplier(benefit.supplier)?.category, benefit.category);
  });
});

/** The sandbox, with one supplier that is dead until it is revived. */
function withDead({ of, circuits }: Suppliers, dead: { id: string; alive: boolean; asked: number }): Suppliers {
  return {
    circuits,
    of: (id): Supplier => {
      const supplier = of(id);
      if (id !== dead.id || dead.alive) return supplier;
      const fail = () => { dead.asked += 1; return Promise.reject(new Error('nobody there')); };
      return { id, issue: fail, query: fail, cancel: fail, batch: fail, statement: fail };
    },
  };
}

describe('a dead supplier', () => {
  let gateway: TestGateway;
  let city: Caller;
  let lin: Caller;
  const dead = { id: 'maisui', alive: false, asked: 0 };
  before(async () => {
    gateway = await testGateway({ replace: (services) => ({ suppliers: withDead(services.suppliers, dead) }) });
    [city, lin] = [gateway.as(demo.partner.secretKey), await gateway.user()];
  });
  after(() => gateway.close());
  // Circuits open and close by the process's own time.
  beforeEach(() => { mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T04:00:00Z') }); });
  afterEach(() => { mock.timers.reset(); });
  const grant = async (benefit: string) => (await city.post<Right>('/v1/rights', { reference: demo.linXiao.reference, benefit })).body.id;
  const state = async (id: string) => (await lin.get<Right>(`/v1/rights/${id}`)).body.state;
  const pass = (milliseconds: number) => { gateway.clock.advance(milliseconds); mock.timers.tick(milliseconds); };
  const changes = async () => (await gateway.services.metrics.supplierCircuits.get()).values.map(({ labels, value }) => [labels.supplier, labels.to, value]);

  it('fault 23: holds no other supplier’s benefit up; is asked ten times at most, then not until half a minute is over; and each of its benefits resolves once', async () => {
    const lost: string[] = [];
    for (let nth = 0; nth < 15; nth += 1) lost.push(await grant('bread_box'));
    const others = await Promise.all(['coffee_cup', 'noodle_bowl', 'egg_tart', 'lounge_once', 'fx_spread', 'gym_day'].map(grant));
    await fulfilBenefits(gateway.services);
    assert.deepEqual(await Promise.all(others.map(state)), others.map(() => 'unused'));
    assert.ok(dead.asked >= FAILURES && dead.asked <= 10, `asked ${dead.asked} times`);
    const asked = dead.asked;
    const looks = async () => (await gateway.services.db.selectFrom('benefit').select('looks').where('id', 'in', lost).execute()).reduce((sum, row) => sum + row.looks, 0);
    const looked = await looks();
    for (let second = 0; second < 25; second += 1) {
      pass(1000);
      await fulfilBenefits(gateway.services);
    }
    assert.deepEqual([dead.asked, await looks()], [asked, looked], 'skipped benefits are not looked at');
    pass(OPEN_MS);
    await fulfilBenefits(gateway.services);
    assert.equal(dead.asked, asked + 1, 'one call tries it again');
    assert.deepEqual(await changes(), [['maisui', 'open', 2]]);
    dead.alive = true;
    for (let round = 0; round < 4; round += 1) {
      pass(OPEN_MS + 1000);
      await fulfilBenefits(gateway.services);
    }
    assert.deepEqual(new Set(await Promise.all(lost.map(state))), new Set(['unused']));
    assert.deepEqual(await changes(), [['maisui', 'open', 2], ['maisui', 'closed', 1]]);
    const told = await gateway.services.db.selectFrom('event').select('subject_id').where('type', '=', 'right.fulfilled').where('subject_id', 'in', lost).execute();
    assert.deepEqual(told.map((row) => row.subject_id).sort(), [...lost].sort());
  });
});

describe('a supplier that keeps silent', () => {
  let gateway: TestGateway;
  let city: Caller;
  before(async () => {
    gateway = await testGateway();
    city = gateway.as(demo.partner.secretKey);
  });
  after(() => gateway.close());
  const grant = async (benefit: string) => (await city.post<Right>('/v1/rights', { reference: demo.linXiao.reference, benefit })).body.id;
  const state = async (id: string) => (await gateway.services.db.selectFrom('benefit').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;

  it('is waited for beside the others: runs that come meanwhile fulfil theirs, and leave it alone', async () => {
    const { circuits } = gateway.services.suppliers;
    const silent = await grant('sandbox_timeout');
    const run = () => fulfilBenefits(gateway.services, { deadlineMs: 2000, patienceMs: 20 });
    await run();
    // On a busy machine others may be on their way still; the silent one is, on any.
    assert.ok(circuits.busy().includes('sandbox'));
    const others = [await grant('noodle_bowl'), await grant('sandbox_double')];
    while (await state(others[0] ?? '') === 'pending') await run();
    assert.deepEqual([circuits.busy().includes('sandbox'), await state(others[1] ?? ''), await state(silent)], [true, 'pending', 'pending']);
    await circuits.idle();
    gateway.clock.advance(3000);
    await fulfilBenefits(gateway.services, { deadlineMs: 500 });
    assert.deepEqual([circuits.busy(), await state(others[1] ?? '')], [[], 'unused']);
  });
});

describe('benefits out of a pool of codes', () => {
  let gateway: TestGateway;
  let city: Caller;
  before(async () => {
    gateway = await testGateway();
    city = gateway.as(demo.partner.secretKey);
  });
  after(() => gateway.close());
  const grant = async (benefit: string) => (await city.post<Right>('/v1/rights', { reference: demo.linXiao.reference, benefit })).body.id;

  it('have a code each, none twice, and the pool is filled before it is empty', async () => {
    const ids: string[] = [];
    for (let nth = 0; nth < 130; nth += 1) ids.push(await grant('egg_tart'));
    for (let sweep = 0; sweep < 10; sweep += 1) {
      await Promise.all([fulfilBenefits(gateway.services), fulfilBenefits(gateway.services)]);
      gateway.clock.advance(2000);
    }
    const rows = await gateway.services.db.selectFrom('benefit').select(['state', 'code']).where('id', 'in', ids).execute();
    assert.deepEqual(new Set(rows.map(({ state }) => state)), new Set(['unused']));
    assert.equal(new Set(rows.map(({ code }) => code)).size, 130);
    const batches = await gateway.services.db.selectFrom('supplier_batch').select('reference').where('benefit', '=', 'egg_tart').execute();
    assert.equal(batches.length, 2);
    assert.equal(await codesLeft(gateway.services, poolOf('egg_tart')), 70);
  });
});
