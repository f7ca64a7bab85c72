import { send } from '../proof/http.mjs';
import { median } from './numbers.mjs';

/**
 * How long it takes to be told that a right is not there: one of another user, and one of nobody, asked for in turn. Whoever guesses ids
 * must not learn from the time which of them exist. `readers` have a token and a coupon each. Throws unless both are answered alike.
 */
export async function unknown({ gateway, readers, count, figure }) {
  const took = { other: [], nobody: [] };
  for (let read = 0; read < count; read += 1) {
    const { token } = readers[read % readers.length];
    const { couponId } = readers[(read + 1) % readers.length];
    const ids = { other: couponId, nobody: `${couponId.slice(0, -1)}Y` };
    const told = {};
    for (const kind of read % 2 === 0 ? ['other', 'nobody'] : ['nobody', 'other']) {
      const asked = performance.now();
      const { status, body } = await send(gateway.origin, token, 'GET', `/v1/rights/${ids[kind]}`);
      took[kind].push(performance.now() - asked);
      told[kind] = `${status} ${body.code} ${body.detail}`;
    }
    if (told.other !== told.nobody || !told.other.startsWith('404')) throw new Error(`another user's right is told apart: ${told.other} / ${told.nobody}`);
  }
  const [other, nobody] = [median(took.other), median(took.nobody)];
  figure('a right of another user, p50', other, 'ms');
  figure('a right of nobody, p50', nobody, 'ms');
  figure('ratio of the slower of the two to the other', Math.max(other / nobody, nobody / other), '', ['<=', 1.1]);
}
