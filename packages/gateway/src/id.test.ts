import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import fc from 'fast-check';
import { base32, fromBase32, newId, shardOf, shardOfText } from './id.js';
import { demo } from './seed/demo.js';

const random = (bytes: number) => randomBytes(bytes);

it('an id names its shard, fits the contract and sorts by time', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1023 }), fc.nat(4e12), fc.integer({ min: 1, max: 1e9 }), (shard, time, later) => {
    const id = newId('pay', shard, random, new Date(time));
    assert.match(id, /^pay_[0-9A-Za-z]{8,40}$/);
    assert.equal(shardOf(id), shard);
    assert.ok(id < newId('pay', shard, random, new Date(time + later)));
  }));
});

it('text that is no id of ours still gets a shard', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    for (const shard of [shardOf(text), shardOfText(text)]) assert.ok(Number.isInteger(shard) && shard >= 0 && shard < 1024);
  }));
});

it('base 32 reads back what it wrote, in number order', () => {
  fc.assert(fc.property(fc.nat(2 ** 31 - 1), (value) => {
    assert.equal(fromBase32(base32(value, 10)), value);
    assert.ok(base32(value, 10) < base32(value + 1, 10));
  }));
  assert.equal(fromBase32('IL'), null);
});

it('a hundred thousand ids of one millisecond are all different', () => {
  const now = new Date();
  assert.equal(new Set(Array.from({ length: 100_000 }, () => newId('evt', 7, random, now))).size, 100_000);
});

it('the demonstration\'s ids fit the contract', () => {
  const ids = JSON.stringify(demo).match(/"[a-z]{3}_[^"]+"/g) ?? [];
  assert.ok(ids.length > 20);
  for (const id of ids) assert.match(id, /^"[a-z]{3}_[0-9A-Z]{8,40}"$/);
});
