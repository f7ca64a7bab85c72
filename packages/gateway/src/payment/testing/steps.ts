import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PayCode, Payment } from '@tessera/contract';
import { magicAmounts } from '../../channels/magic-amounts.js';
import { reconcilePayments } from '../reconcile.js';
import { demoSources } from '../seed.js';
import { paymentDesk } from '../testing.js';
import type { PaymentDesk } from '../testing.js';

const price = fc.oneof(fc.integer({ min: 1, max: 30_000 }), fc.constantFrom(...magicAmounts.map((row) => row.fen)));
const nth = fc.nat({ max: 1000 });
/** One of those there are so far. */
const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(list.length, 1)];
/** Anything that can happen to payments. */
export const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('issue' as const), points: fc.boolean(), coupon: fc.constantFrom('auto', 'none'), sourceId: fc.constantFrom(demoSources.wallet, demoSources.lifeCard, demoSources.debitCard), replaces: fc.option(nth) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('charge' as const), nth, price }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('refund' as const), nth, share: fc.integer({ min: 1, max: 120 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retire' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('coupon' as const), off: fc.integer({ min: 1, max: 6000 }), threshold: fc.integer({ min: 0, max: 10_000 }), policy: fc.constantFrom('forfeit' as const, 'return' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reconcile' as const), seconds: fc.constantFrom(1, 10, 70) }) },
);
/** One of them. */
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const problems = new Set(['code_used', 'code_retired', 'code_expired', 'refund_exceeds_payment', 'payment_not_refundable']);
const checkSum = ({ id, amount, paid, discounts, refunded }: Payment) => {
  assert.equal(paid.amount + discounts.reduce((sum, discount) => sum + discount.saved.amount, 0), amount.amount, id);
  assert.ok(refunded.amount <= paid.amount, id);
};

/**
 * Plays one sequence at a desk, brings every payment of it to its end, and audits the books. `seen` counts how they ended,
 * so that a generator gone dull can be told.
 */
export async function playSteps(desk: PaymentDesk, steps: readonly Step[], seen: Map<string, number>): Promise<void> {
  const codes: PayCode[] = [];
  const payments: Payment[] = [];
  for (const each of steps) {
    switch (each.kind) {
      case 'issue': {
        const replaced = each.replaces === null ? undefined : pick(codes, each.replaces);
        const reply = await desk.lin.post<PayCode>('/v1/pay-codes', { points: each.points, coupon: each.coupon, sourceId: each.sourceId, ...(replaced ? { replaces: replaced.id } : {}) });
        assert.ok(reply.status === 201 || reply.text.includes('funding_source_unusable'), reply.text);
        if (reply.status === 201) codes.push(reply.body);
        break;
      }
      case 'charge': {
        // Mostly the newest code, as at a till; sometimes any, which may be used, retired or expired.
        const code = each.nth % 4 === 0 ? pick(codes, each.nth) : codes.at(-1);
        if (!code) break;
        const reply = await desk.charge(code.number, each.price);
        if (reply.status === 201) { payments.push(reply.body); checkSum(reply.body); } else assert.ok(problems.has(reply.body.code), reply.text);
        break;
      }
      case 'refund': {
        const paid = pick(payments, each.nth);
        if (!paid) break;
        const reply = await desk.refund(paid.id, Math.max(1, Math.floor((paid.paid.amount * each.share) / 100)));
        if (reply.status === 201) checkSum(reply.body); else assert.ok(problems.has(reply.body.code), reply.text);
        break;
      }
      case 'retire': {
        const code = pick(codes, each.nth);
        if (code) assert.equal((await desk.lin.delete(`/v1/pay-codes/${code.id}`)).status, 204);
        break;
      }
      case 'coupon': await desk.giveCoupon(each); break;
      case 'reconcile':
        desk.clock.advance(each.seconds * 1000);
        // A long sequence outlives its sessions.
        if (each.seconds === 70) await desk.renew();
        await reconcilePayments(desk.services);
    }
  }
  assert.equal(new Set(payments.map((paid) => paid.payCodeId)).size, payments.length);
  desk.clock.advance(30_000);
  await reconcilePayments(desk.services);
  await desk.renew();
  for (const { id } of payments) {
    const known = await desk.payment(id);
    assert.ok(known.status === 'paid' || known.status === 'declined', `${id} is still ${known.status}`);
    checkSum(known);
    const fate = known.status === 'paid' && known.refunded.amount > 0 ? 'refunded' : known.status;
    seen.set(fate, (seen.get(fate) ?? 0) + 1);
  }
  await desk.audit();
}

/** A desk with so much money and so many points that no sequence runs out of them. */
export async function wealthyDesk(): Promise<PaymentDesk> {
  const desk = await paymentDesk();
  await desk.givePoints(1_000_000);
  await desk.services.db.updateTable('sandbox_account').set((eb) => ({ opening: eb('opening', '+', 1e9), available: eb('available', '+', 1e9) })).execute();
  return desk;
}
