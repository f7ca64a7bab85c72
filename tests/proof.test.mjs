import { describe, test } from 'node:test';
import { conservation } from '../scripts/proof/conservation.mjs';
import { kill } from '../scripts/proof/kill.mjs';
import { race } from '../scripts/proof/race.mjs';

/** The proofs of `npm run proof`, at counts that a test run can bear. */
describe('payments', { concurrency: true }, () => {
  test('are one when one code is at two tills in the same millisecond, on PGlite and on PostgreSQL with one and four gateways', (t) =>
    race({ trials: 200, say: (line) => t.diagnostic(line) }));

  test('lose and double nothing when the gateway is killed between authorize and record', (t) =>
    kill({ trials: 3, say: (line) => t.diagnostic(line) }));

  test('conserve money, points and coupons through random operations and faults', (t) =>
    conservation({ trials: 40, operations: 60, say: (line) => t.diagnostic(line) }));
});
