import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { withRetry } from '../database.js';
import { newId } from '../id.js';
import { ProblemError } from '../problem.js';
import { testGateway } from '../testing.js';
import type { TestGateway } from '../testing.js';
import { account, balance, confirmHold, conservation, expireHolds, hold, houseAccount, InsufficientBalance, LedgerMisuse, transfer, transferAll, voidHold } from './ledger.js';
import type { Account, LedgerContext, Transfer } from './ledger.js';

describe('ledger', () => {
  let gateway: TestGateway;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());

  const run = <T>(work: (ctx: LedgerContext) => Promise<T>) => withRetry(gateway.services.db, (db) => work({ db, clock: gateway.clock.read }));
  const fresh = (shard = 7): Account => account(newId('usr', shard, gateway.services.random, gateway.clock.read()), 'points', 'points');
  const house = (shard = 7): Account => houseAccount('test', 'points', shard);
  let references = 0;
  const move = (debit: Account, credit: Account, amount: number): Transfer => ({ debit, credit, amount, reason: 'test', reference: `test/${references += 1}` });
  const give = async (to: Account, amount: number) => { await run((ctx) => transfer(ctx, move(house(to.shard), to, amount))); return to; };
  const of = (each: Account) => balance(gateway.services, each);

  it('moves an amount from one account to another', async () => {
    const [a, b] = [await give(fresh(), 100), fresh()];
    await run((ctx) => transfer(ctx, move(a, b, 30)));
    assert.deepEqual([await of(a), await of(b)], [{ balance: 70, held: 0, available: 70 }, { balance: 30, held: 0, available: 30 }]);
  });

  it('moves once however often one reference is asked', async () => {
    const [a, b] = [await give(fresh(), 100), fresh()];
    const asked = move(a, b, 30);
    await Promise.all(Array.from({ length: 10 }, () => run((ctx) => transfer(ctx, asked))));
    assert.equal((await of(b)).balance, 30);
  });

  it('refuses a reference that named another transfer', async () => {
    const [a, b] = [await give(fresh(), 100), fresh()];
    const asked = move(a, b, 30);
    await run((ctx) => transfer(ctx, asked));
    await assert.rejects(run((ctx) => transfer(ctx, { ...asked, amount: 31 })), LedgerMisuse);
    assert.equal((await of(b)).balance, 30);
  });

  for (const amount of [-1, 0.5, Number.NaN, 2 ** 53]) {
    it(`refuses the amount ${amount}`, async () => {
      const [a, b] = [await give(fresh(), 100), fresh()];
      await assert.rejects(run((ctx) => transfer(ctx, move(a, b, amount))), LedgerMisuse);
    });
  }

  it('refuses to turn points into money', async () => {
    await assert.rejects(run((ctx) => transfer(ctx, move(house(), houseAccount('test', 'CNY', 7), 1))), LedgerMisuse);
  });

  it('takes nothing beyond the balance, and keeps nothing of a refused posting', async () => {
    const [a, b] = [await give(fresh(), 100), fresh()];
    await assert.rejects(run((ctx) => transferAll(ctx, [move(a, b, 60), move(a, b, 60)])), InsufficientBalance);
    assert.deepEqual([(await of(a)).balance, (await of(b)).balance], [100, 0]);
  });

  it('takes nothing that a hold has reserved', async () => {
    const [a, b] = [await give(fresh(), 100), fresh()];
    await run((ctx) => hold(ctx, move(a, b, 80)));
    await assert.rejects(run((ctx) => transfer(ctx, move(a, b, 21))), InsufficientBalance);
    await run((ctx) => transfer(ctx, move(a, b, 20)));
    assert.deepEqual(await of(a), { balance: 80, held: 80, available: 0 });
  });

  const conflict = (error: unknown) => error instanceof ProblemError && error.code === 'conflict';
  const endings = { confirm: confirmHold, void: voidHold, expire: async (ctx: LedgerContext) => { gateway.clock.advance(61_000); await expireHolds(ctx); } };
  type Ending = keyof typeof endings;
  const orders: Ending[][] = [
    ['confirm', 'void', 'expire'], ['confirm', 'expire', 'void'], ['void', 'confirm', 'expire'],
    ['void', 'expire', 'confirm'], ['expire', 'confirm', 'void'], ['expire', 'void', 'confirm'],
  ];
  for (const order of orders) {
    it(`ends a hold exactly once when it is ${order.join(', then ')}, each twice`, async () => {
      const [a, b] = [await give(fresh(), 100), fresh()];
      const asked = { ...move(a, b, 40), expiresAt: new Date(gateway.clock.read().getTime() + 60_000) };
      await run((ctx) => hold(ctx, asked));
      for (const ending of order.flatMap((each) => [each, each])) {
        await run((ctx) => endings[ending](ctx, asked)).catch((error: unknown) => assert.ok(conflict(error), String(error)));
      }
      assert.deepEqual([await of(a), (await of(b)).balance], order[0] === 'confirm'
        ? [{ balance: 60, held: 0, available: 60 }, 40] : [{ balance: 100, held: 0, available: 100 }, 0]);
    });
  }

  it('refuses a confirm after the time is over, before any sweep', async () => {
    const [a, b] = [await give(fresh(), 100), fresh()];
    const asked = { ...move(a, b, 40), expiresAt: new Date(gateway.clock.read().getTime() + 60_000) };
    await run((ctx) => hold(ctx, asked));
    gateway.clock.advance(60_000);
    await assert.rejects(run((ctx) => confirmHold(ctx, asked)), conflict);
    assert.equal(await run((ctx) => expireHolds(ctx)), 1);
    assert.equal((await of(a)).available, 100);
  });

  it('counts a hold once when confirm, void and the sweep meet in the same moment', async () => {
    for (let trial = 0; trial < 30; trial += 1) {
      const [a, b] = [await give(fresh(), 100), fresh()];
      const asked = { ...move(a, b, 40), expiresAt: new Date(gateway.clock.read().getTime() + 60_000) };
      await run((ctx) => hold(ctx, asked));
      if (trial % 2 === 0) gateway.clock.advance(60_000);
      await Promise.allSettled([run((ctx) => confirmHold(ctx, asked)), run((ctx) => expireHolds(ctx)), run((ctx) => voidHold(ctx, asked))]);
      const [left, right] = [await of(a), await of(b)];
      assert.equal(left.held, 0);
      assert.equal(left.balance + right.balance, 100);
      assert.ok(right.balance === 0 || right.balance === 40);
    }
  });

  it('lets exactly 100 of 200 concurrent spends of 10 from 1,000 points succeed', async () => {
    const a = await give(fresh(), 1000);
    const results = await Promise.allSettled(Array.from({ length: 200 }, () => run((ctx) => transfer(ctx, move(a, house(), 10)))));
    assert.equal(results.filter((result) => result.status === 'fulfilled').length, 100);
    assert.ok(results.every((result) => result.status === 'fulfilled' || result.reason instanceof InsufficientBalance));
    assert.deepEqual(await of(a), { balance: 0, held: 0, available: 0 });
  });

  it('moves 1,000 times between ten accounts in both directions by 20 workers, with no deadlock told and the total kept', async () => {
    const accounts = await Promise.all(Array.from({ length: 10 }, (_, index) => give(fresh(index), 1000)));
    const pick = (n: number) => accounts[n % 10] ?? assert.fail();
    const worker = async (of20: number) => {
      for (let turn = 0; turn < 50; turn += 1) {
        const [from, to] = [pick(of20 + turn * 3), pick(of20 * 7 + turn + 1)];
        if (from === to) continue;
        await run((ctx) => transfer(ctx, move(from, to, 1 + turn % 9))).catch((error: unknown) => assert.ok(error instanceof InsufficientBalance, String(error)));
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, index) => worker(index)));
    const total = (await Promise.all(accounts.map(of))).reduce((sum, each) => sum + each.balance, 0);
    assert.equal(total, 10_000);
  });

  it('is conserved after all of this, seed included', async () => {
    const { faults, units } = await conservation(gateway.services.db);
    assert.deepEqual(faults, []);
    assert.ok((units.get('points')?.debits ?? 0) > 0);
  });

  it('names the account whose balance was changed behind its back', async () => {
    const a = await give(fresh(), 100);
    const change = (by: number) => gateway.services.db.updateTable('ledger_account').set((eb) => ({ balance: eb('balance', '+', by) }))
      .where('shard_key', '=', a.shard).where('owner', '=', a.owner).execute();
    await change(1);
    const { faults } = await conservation(gateway.services.db);
    assert.equal(faults.length, 2);
    assert.ok(faults[0]?.includes(a.owner));
    await change(-1);
  });
});
