import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { MerchantCode, OfflineBatch, PayCode, Payment } from '@tessera/contract';
import { magicAmounts } from '../../channels/magic-amounts.js';
import { reconcilePayments } from '../reconcile.js';
import { demoSources } from '../seed.js';
import { paymentDesk } from '../testing.js';
import type { PaymentDesk, PaymentReply } from '../testing.js';

const price = fc.oneof(fc.integer({ min: 1, max: 30_000 }), fc.constantFrom(...magicAmounts.map((row) => row.fen)));
const nth = fc.nat({ max: 1000 });
const sourceId = fc.constantFrom(demoSources.wallet, demoSources.lifeCard, demoSources.debitCard);
const act = fc.constantFrom('confirm' as const, 'cancel' as const, 'void' as const, 'refund' as const, 'reverse' as const, 'reconcile' as const);
/** Anything that can happen to payments. */
export const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('issue' as const), points: fc.boolean(), coupon: fc.constantFrom('auto', 'none'), sourceId, replaces: fc.option(nth) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('offline' as const), sourceId }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('charge' as const), nth, price, reversed: fc.nat({ max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('merchant' as const), price, fixed: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('confirm' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('void' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reverse' as const), nth }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('refund' as const), nth, share: fc.integer({ min: 1, max: 120 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('race' as const), nth, acts: fc.array(act, { minLength: 2, maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retire' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('coupon' as const), off: fc.integer({ min: 1, max: 6000 }), threshold: fc.integer({ min: 0, max: 10_000 }), policy: fc.constantFrom('forfeit' as const, 'return' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reconcile' as const), seconds: fc.constantFrom(1, 10, 70) }) },
);
/** One of them. */
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What a sequence may be refused with: each says that something else was first, or that a limit was kept. */
const problems = new Set([
  'code_used', 'code_retired', 'code_expired', 'offline_limit', 'charge_reversed', 'refund_exceeds_payment', 'payment_not_refundable',
  'payment_not_confirmable', 'payment_not_voidable', 'quote_changed',
]);

function checkSum({ id, amount, paid, discounts, refunded, refunds }: Payment): void {
  assert.equal(paid.amount + discounts.reduce((sum, discount) => sum + discount.saved.amount, 0), amount.amount, id);
  assert.ok(refunded.amount <= paid.amount, id);
  assert.equal(refunds.reduce((sum, refund) => sum + refund.amount.amount, 0), refunded.amount, id);
}

/** One of those there are so far. */
const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(list.length, 1)];
const CNY = (amount: number) => ({ amount, currency: 'CNY' as const });

/** A sequence being played: what there is so far. */
class Play {
  readonly codes: PayCode[] = [];
  /** What the till can charge, oldest first: numbers of codes, offline ones too. */
  readonly numbers: string[] = [];
  readonly payments: Payment[] = [];
  readonly keys: string[] = [];
  constructor(readonly desk: PaymentDesk) {}

  /** Takes a payment in, or a refusal that can be. */
  #hear(reply: PaymentReply): void {
    if (reply.status >= 400) return assert.ok(problems.has(reply.body.code), reply.text);
    checkSum(reply.body);
    if (!this.payments.some(({ id }) => id === reply.body.id)) this.payments.push(reply.body);
  }

  async play(each: Step): Promise<void> {
    const { desk } = this;
    switch (each.kind) {
      case 'issue': return this.#issue(each);
      case 'offline': return this.#goOffline(each.sourceId);
      case 'charge': return this.#charge(each);
      case 'merchant': return this.#payMerchant(each);
      case 'confirm': case 'cancel': case 'void': case 'reverse': return this.#act(each.kind, each.nth);
      case 'refund': return this.#act('refund', each.nth, each.share);
      case 'race': await Promise.all(each.acts.map((kind) => this.#act(kind, each.nth))); return;
      case 'retire': {
        const code = pick(this.codes, each.nth);
        if (code) assert.equal((await desk.lin.delete(`/v1/pay-codes/${code.id}`)).status, 204);
        return;
      }
      case 'coupon': await desk.giveCoupon(each); return;
      case 'reconcile':
        desk.clock.advance(each.seconds * 1000);
        // A long sequence outlives its sessions.
        if (each.seconds === 70) await desk.renew();
        await reconcilePayments(desk.services);
    }
  }

  async #issue({ points, coupon, sourceId, replaces }: Extract<Step, { kind: 'issue' }>): Promise<void> {
    const replaced = replaces === null ? undefined : pick(this.codes, replaces);
    const reply = await this.desk.lin.post<PayCode>('/v1/pay-codes', { points, coupon, sourceId, ...(replaced ? { replaces: replaced.id } : {}) });
    assert.ok(reply.status === 201 || reply.text.includes('funding_source_unusable'), reply.text);
    if (reply.status !== 201) return;
    this.codes.push(reply.body);
    this.numbers.push(reply.body.number);
  }

  async #goOffline(sourceId: string): Promise<void> {
    const reply = await this.desk.lin.post<OfflineBatch>('/v1/offline-batches', { sourceId });
    assert.equal(reply.status, 201, reply.text);
    this.numbers.push(...reply.body.codes.slice(0, 2).map((code) => code.number));
  }

  async #charge({ nth: index, price: amount, reversed }: Extract<Step, { kind: 'charge' }>): Promise<void> {
    // Mostly the newest code, as at a till; sometimes any, which may be used, retired or expired.
    const number = index % 4 === 0 ? pick(this.numbers, index) : this.numbers.at(-1);
    if (number === undefined) return;
    const key = randomUUID();
    if (reversed === 0) assert.equal((await this.desk.reverse(key)).body.payment, null);
    const reply = await this.desk.charge(number, amount, { key });
    assert.ok(reversed !== 0 || reply.body.code === 'charge_reversed', reply.text);
    this.keys.push(key);
    this.#hear(reply);
  }

  async #payMerchant({ price: amount, fixed }: Extract<Step, { kind: 'merchant' }>): Promise<void> {
    const { till, lin } = this.desk;
    const { body: { payload } } = await till.post<MerchantCode>('/v1/merchant-codes', fixed ? {} : { amount: CNY(amount) });
    this.#hear(await lin.post('/v1/merchant-payments', { payload, coupon: 'none', sourceId: demoSources.lifeCard, pay: CNY(amount), ...(fixed ? { amount: CNY(amount) } : {}) }));
  }

  async #act(kind: 'confirm' | 'cancel' | 'void' | 'refund' | 'reverse' | 'reconcile', index: number, share = 50): Promise<void> {
    const { desk } = this;
    if (kind === 'reconcile') { await reconcilePayments(desk.services); return; }
    if (kind === 'reverse') {
      const key = pick(this.keys, index);
      const reply = key === undefined ? undefined : await desk.reverse(key);
      assert.ok(reply === undefined || reply.status === 200 || problems.has(reply.body.code), reply?.text);
      return;
    }
    // Mostly one that waited for its user, where that is what the act is for.
    const waited = this.payments.filter(({ confirmation }) => confirmation !== null);
    const payment = pick((kind === 'confirm' || kind === 'cancel') && index % 4 !== 0 ? waited : this.payments, index);
    if (payment === undefined) return;
    switch (kind) {
      case 'confirm': this.#hear(await desk.confirm(payment.id)); return;
      case 'cancel': this.#hear(await desk.cancel(payment.id)); return;
      case 'void': this.#hear(await desk.void(payment.id)); return;
      case 'refund': this.#hear(await desk.refund(payment.id, Math.max(1, Math.floor((payment.paid.amount * share) / 100))));
    }
  }
}

/**
 * Plays one sequence at a desk, brings every payment of it to its end, and audits the books. `seen` counts how they ended,
 * so that a generator gone dull can be told.
 */
export async function playSteps(desk: PaymentDesk, steps: readonly Step[], seen: Map<string, number>): Promise<void> {
  const game = new Play(desk);
  for (const each of steps) await game.play(each);
  const coded = game.payments.filter((payment) => payment.payCodeId !== null);
  assert.equal(new Set(coded.map((payment) => payment.payCodeId)).size, coded.length);
  await desk.sweep();
  await desk.renew();
  for (const { id } of game.payments) {
    const known = await desk.payment(id);
    assert.ok(known.status === 'paid' || known.status === 'declined' || known.status === 'voided', `${id} is still ${known.status}`);
    checkSum(known);
    const fate = known.status === 'paid' && known.refunded.amount > 0 ? 'refunded' : known.status;
    for (const one of [fate, ...(known.verifiedBy === 'pin' ? ['confirmed'] : []), ...(known.offline ? ['offline'] : [])]) seen.set(one, (seen.get(one) ?? 0) + 1);
  }
  await desk.audit();
}

/** A desk with so much money and so many points that no sequence runs out of them, and confirmation asked for over ¥50. */
export async function wealthyDesk(): Promise<PaymentDesk> {
  const desk = await paymentDesk({ settings: { withoutPin: { amount: 5000, perDay: 1e6 } } });
  await desk.givePoints(1_000_000);
  await desk.services.db.updateTable('sandbox_account').set((eb) => ({ opening: eb('opening', '+', 1e9), available: eb('available', '+', 1e9) })).execute();
  return desk;
}
