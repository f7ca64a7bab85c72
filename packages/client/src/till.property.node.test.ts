import type { Payment } from '@tessera/contract';
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { TesseraClient } from './client.js';
import { isTesseraError, raise } from './error.js';
import { createFakeClient } from './testing/index.js';
import { chargeAtTill } from './till.js';

/** What the network does to the calls of a charge, in their order; afterwards it does nothing. */
const network = fc.array(fc.constantFrom('fine', 'request lost', 'answer lost', 'slow'), { maxLength: 40 });

const outcome = fc.record({
  becomes: fc.constantFrom<Payment['status']>('paid', 'declined', 'processing', 'in_doubt', 'needs_confirmation'),
  /** What an open one ends as, once it has been looked at so often. */
  endsAs: fc.constantFrom<Payment['status']>('paid', 'declined'), looks: fc.integer({ min: 1, max: 12 }),
  voidStatus: fc.constantFrom<'voided' | 'in_doubt'>('voided', 'in_doubt'),
});

void it('never tells more than is true, and never makes two payments, whatever the network does', async () => {
  await fc.assert(fc.asyncProperty(network, outcome, async (faults, { becomes, endsAs, looks, voidStatus }) => {
    const fake = createFakeClient({ world: { chargeStatus: becomes, voidStatus, payments: [] } });
    const ahead = [...faults];
    let left = looks;
    const lossy = (call: (...args: never[]) => Promise<unknown>) => async (...args: never[]) => {
      const fault = ahead.shift() ?? 'fine';
      if (fault === 'request lost') throw raise('network_error');
      if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, 4));
      const answer = await call(...args);
      if (fault === 'answer lost') throw raise('network_error');
      return answer;
    };
    const look = (input: { paymentId: string }) => {
      const [open] = fake.world.payments;
      if (open && open.settledAt === null && (left -= 1) < 0) fake.world.payments = [{ ...open, status: endsAs, confirmation: null, voiding: false, settledAt: open.createdAt }];
      return fake.payments.get(input);
    };
    const { charge, void: undo, reverse } = fake.payments;
    const client = { events: fake.events, now: () => fake.now(), payments: { charge: lossy(charge), get: lossy(look), void: lossy(undo), reverse: lossy(reverse) } } as unknown as TesseraClient;
    const told = await chargeAtTill(client, { code: '8700000031415926', amount: { amount: 6_800, currency: 'CNY' } }, { patience: 18, idempotencyKey: 'one' }).catch((error: unknown) => {
      assert.ok(isTesseraError(error));
      return error.code;
    });
    const [payment, ...more] = fake.world.payments;
    assert.deepEqual(more, []);
    if (typeof told === 'string') {
      if (told === 'charge_reversed') assert.deepEqual([fake.world.charges['one'], payment], [null, undefined]);
      else assert.equal(told, 'timeout');
      return;
    }
    assert.equal(told.id, payment?.id);
    if (told.status !== 'in_doubt') assert.equal(told.status, payment?.status);
  }), { numRuns: 120 });
});
