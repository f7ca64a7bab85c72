import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storedRandom } from './random.js';

describe('random bytes', () => {
  it('gives as many as asked, and none twice', () => {
    const random = storedRandom();
    const seen = new Set<string>();
    for (let draw = 0; draw < 2000; draw += 1) {
      const bytes = random(16);
      assert.equal(bytes.length, 16);
      seen.add(Buffer.from(bytes).toString('hex'));
    }
    assert.equal(seen.size, 2000);
    assert.equal(random(5000).length, 5000);
  });

  it('keeps what it gave as it was when the store is drawn anew', () => {
    const random = storedRandom();
    const first = random(32);
    const copy = Buffer.from(first).toString('hex');
    for (let draw = 0; draw < 500; draw += 1) random(32);
    assert.equal(Buffer.from(first).toString('hex'), copy);
  });
});
