import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Coalescer, type Settled } from './coalescer.js';
import { ProblemError } from './problem.js';

const value = (item: number): Settled<number> => ({ value: item });
const range = (count: number) => Array.from({ length: count }, (_, place) => place);
const pause = () => new Promise((resolve) => { setTimeout(resolve, 1); });

describe('the coalescer', () => {
  it('lets an item go in the turn it came in while nothing runs, and one lane never waits for another', async () => {
    const batches: number[][] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => { release = resolve; });
    const coalescer = new Coalescer<number, number>(async (items) => {
      batches.push([...items]);
      if (items.includes(1)) await held;
      return items.map(value);
    });
    const first = coalescer.do('a', 1);
    await new Promise((resolve) => { setImmediate(resolve); });
    assert.deepEqual(batches, [[1]], 'one turn later');
    assert.equal(await coalescer.do('b', 2), 2);
    release();
    assert.equal(await first, 1);
  });

  it('lets what arrives while a batch runs go together in the next ones, in order, 64 at most', async () => {
    const batches: number[][] = [];
    const coalescer = new Coalescer<number, number>(async (items) => {
      batches.push([...items]);
      await pause();
      return items.map(value);
    });
    assert.deepEqual(await Promise.all(range(150).map((item) => coalescer.do('a', item))), range(150));
    assert.deepEqual(batches.map((batch) => batch.length), [64, 64, 22]);
    assert.deepEqual(batches.flat(), range(150));
  });

  it('fault 20: one bad item among 500 alone gets its error, found by halving', async () => {
    let runs = 0;
    const effects: number[] = [];
    const coalescer = new Coalescer<number, number>(async (items) => {
      runs += 1;
      await pause();
      if (items.includes(77)) throw new Error('a constraint of the database');
      effects.push(...items);
      return items.map((item) => (item % 2 === 0 ? value(item) : { error: new Error('refused') }));
    });
    const results = await Promise.allSettled(range(500).map((item) => coalescer.do('a', item)));
    for (const [item, result] of results.entries()) {
      const told = result.status === 'fulfilled' ? 'done' : (result.reason as Error).message;
      assert.equal(told, item === 77 ? 'a constraint of the database' : item % 2 === 0 ? 'done' : 'refused');
    }
    assert.deepEqual(effects, range(500).filter((item) => item !== 77));
    // Eight batches, and one of 64 halved six times: each halving runs two more.
    assert.equal(runs, 8 + 2 * Math.log2(64));
  });

  it('fault 21: a batch that the database does not finish is told to everybody in it at once, and the next goes on', async () => {
    let runs = 0;
    const coalescer = new Coalescer<number, number>(async (items) => {
      runs += 1;
      await pause();
      if (runs === 2) throw Object.assign(new Error('Connection terminated unexpectedly'), { code: '57P01' });
      return items.map(value);
    });
    const results = await Promise.allSettled(range(500).map((item) => coalescer.do('a', item)));
    assert.equal(results.filter(({ status }) => status === 'rejected').length, 64);
    assert.equal(runs, 8, 'a passing failure is no item\'s fault, so nothing is halved');
  });

  it('fault 21: 500 waiting for a batch that hangs hear within about two seconds to ask again; then the lane works as before', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => { release = resolve; });
    let hang = true;
    const coalescer = new Coalescer<number, number>(async (items) => {
      if (hang) await held;
      return items.map(value);
    });
    const started = performance.now();
    const results = await Promise.allSettled(range(500).map((item) => coalescer.do('a', item)));
    assert.ok(performance.now() - started < 2500);
    for (const result of results) assert.ok(result.status === 'rejected' && result.reason instanceof ProblemError && result.reason.code === 'unavailable');
    await assert.rejects(coalescer.do('a', 1), { code: 'unavailable' }, 'nobody waits behind it');
    hang = false;
    release();
    await pause();
    assert.equal(await coalescer.do('a', 2), 2);
  });
});
