import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { withRetry } from '../database.js';
import { testGateway, type TestGateway } from '../testing.js';
import { addCodes, codesLeft, DuplicateCodes, InsufficientCodes, readCodes, takeCodes } from './pool.js';

describe('a pool of codes', () => {
  let gateway: TestGateway;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());
  const codes = (count: number, prefix: string) => Array.from({ length: count }, (_, place) => `${prefix}${String(place).padStart(6, '0')}`);
  const add = (pool: string, added: readonly string[]) => withRetry(gateway.services.db, (db) => addCodes({ db }, pool, added));
  const take = (pool: string, takers: readonly string[]) => withRetry(gateway.services.db, (db) => takeCodes({ db }, pool, takers, gateway.clock.read()));
  const left = (pool: string) => codesLeft(gateway.services, pool);

  it('gives each taker one code, in the order they came, and knows who has it', async () => {
    await add('benefit/first', codes(5, 'A'));
    assert.deepEqual(await take('benefit/first', ['bnf_1', 'bnf_2']), new Map([['bnf_1', 'A000000'], ['bnf_2', 'A000001']]));
    assert.deepEqual(await take('benefit/first', []), new Map());
    assert.equal(await left('benefit/first'), 3);
    const rows = [];
    for await (const { code, taken_by } of readCodes(gateway.services, 'benefit/first')) rows.push([code, taken_by]);
    assert.deepEqual(rows.slice(1, 3), [['A000001', 'bnf_2'], ['A000002', null]]);
  });

  it('gives no code twice to two hundred takers at once, and refuses who comes too late', async () => {
    await add('benefit/race', codes(100, 'R'));
    const given = await Promise.allSettled(Array.from({ length: 200 }, (_, place) => take('benefit/race', [`bnf_${place}`])));
    const won = given.flatMap((one) => (one.status === 'fulfilled' ? [...one.value.values()] : []));
    assert.equal(won.length, 100);
    assert.equal(new Set(won).size, 100);
    for (const one of given) if (one.status === 'rejected') assert.ok(one.reason instanceof InsufficientCodes, String(one.reason));
    assert.equal(await left('benefit/race'), 0);
  });

  it('gives nobody one where not everybody gets one', async () => {
    await add('benefit/few', codes(3, 'F'));
    await assert.rejects(take('benefit/few', ['a', 'b', 'c', 'd']), InsufficientCodes);
    await assert.rejects(take('benefit/none', ['a']), InsufficientCodes);
    assert.equal(await left('benefit/few'), 3);
  });

  it('takes its codes back with the transaction that took them', async () => {
    await add('benefit/undone', codes(2, 'U'));
    await assert.rejects(withRetry(gateway.services.db, async (db) => {
      await takeCodes({ db }, 'benefit/undone', ['a'], gateway.clock.read());
      throw new Error('the benefit was refused');
    }), /refused/);
    assert.deepEqual(await take('benefit/undone', ['b']), new Map([['b', 'U000000']]));
  });

  it('adds all or none: a code it has already stops the others, and is named', async () => {
    await add('cmp_00ABCDEF', codes(25_000, 'C'));
    await assert.rejects(add('cmp_00ABCDEF', ['NEW-1', 'C000007', 'NEW-2', 'C024999']), (error) =>
      error instanceof DuplicateCodes && [...error.codes].join() === 'C000007,C024999');
    assert.equal(await left('cmp_00ABCDEF'), 25_000);
    await add('cmp_00OTHERS', ['C000007']);
    assert.equal(await left('cmp_00OTHERS'), 1);
  });

  it('grows while codes are taken, and every code goes out once', async () => {
    await add('benefit/growing', codes(10, 'G'));
    const growing = Promise.all([1, 2, 3].map((batch) => add('benefit/growing', codes(10, `G${batch}-`))));
    const taking = Promise.all(Array.from({ length: 10 }, (_, place) => take('benefit/growing', [`t${place}`])));
    await growing;
    const more = await Promise.all(Array.from({ length: 30 }, (_, place) => take('benefit/growing', [`u${place}`])));
    const won = [...await taking, ...more].flatMap((given) => [...given.values()]);
    assert.equal(new Set(won).size, 40);
  });
});
