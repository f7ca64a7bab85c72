import { expect } from '@open-wc/testing';
import { randomKey } from './random-key.js';

describe('randomKey', () => {
  it('names each write anew, on a page without a secure context too', () => {
    Object.defineProperty(crypto, 'randomUUID', { configurable: true, value: undefined });
    try {
      const keys = Array.from({ length: 100 }, randomKey);
      for (const key of keys) expect(key).to.match(/^[0-9a-f]{32}$/);
      expect(new Set(keys).size).to.equal(100);
    } finally {
      Reflect.deleteProperty(crypto, 'randomUUID');
    }
  });
});
