import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem, Quote } from '@tessera/contract';
import * as fc from 'fast-check';
import { shardOf } from '../id.js';
import { demo } from '../seed/demo.js';
import { demoSources } from './seed.js';
import { paymentDesk } from './testing.js';
import type { PaymentDesk } from './testing.js';

const STORE = demo.stores.yonghuiQuancheng;

describe('a quote', () => {
  let desk: PaymentDesk;
  before(async () => { desk = await paymentDesk(); });
  after(() => desk.close());

  const ask = async (query: Record<string, string | number>): Promise<Quote> => {
    const reply = await desk.lin.get<Quote>(`/v1/quote?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString()}`);
    assert.equal(reply.status, 200, reply.text);
    return reply.body;
  };
  const refusals = (quote: Quote) => Object.fromEntries(quote.sources.map((source) => [source.kind, source.refusal]));
  const alone = async (couponId: string) => {
    const { campaign_id: id } = await desk.services.db.selectFrom('coupon').select('campaign_id').where('id', '=', couponId).executeTakeFirstOrThrow();
    await desk.services.db.updateTable('campaign').set({ alone: true }).where('shard_key', '=', shardOf(id)).where('id', '=', id).execute();
  };

  it('takes the best coupon and says why each other one is left out', async () => {
    const [ten, eleven, dear] = [await desk.giveCoupon({ off: 1000, threshold: 8000 }), await desk.giveCoupon({ off: 1100, threshold: 8000 }), await desk.giveCoupon({ off: 9000, threshold: 90_000 })];
    await alone(eleven);
    const reasons = (quote: Quote) => [ten, eleven, dear].map((id) => quote.coupons.find((coupon) => coupon.id === id)?.refusal);
    const elsewhere = { amount: 9000, storeId: demo.stores.luckinJingan };
    const plain = await ask(elsewhere);
    assert.deepEqual([plain.pay.amount, plain.discounts.map((discount) => discount.saved.amount)], [7900, [1100]]);
    assert.deepEqual(reasons(plain), ['not_best', null, 'threshold']);
    // With points, ¥10.00 and 5,000 points (¥5.00) beat ¥11.00 that goes alone.
    const points = await ask({ ...elsewhere, points: 'on' });
    assert.deepEqual([points.pay.amount, points.points.spent, points.points.refusal], [7500, 5000, null]);
    assert.deepEqual(reasons(points), [null, 'not_combinable', 'threshold']);
    assert.deepEqual(reasons(await ask({ ...elsewhere, coupon: 'none' })), ['not_wanted', 'not_wanted', 'threshold']);
    const named = await ask({ ...elsewhere, coupon: eleven, points: 'on' });
    assert.deepEqual([...reasons(named), named.points.refusal, named.pay.amount], ['not_wanted', null, 'threshold', 'not_combinable', 7900]);
    assert.equal(named.amount.amount, named.pay.amount + named.discounts.reduce((sum, discount) => sum + discount.saved.amount, 0));
  });

  it('shows a coupon asked for by name even when it is used, and none of another user', async () => {
    const coupon = await desk.giveCoupon({ off: 500, threshold: 0 });
    const before = await ask({ amount: 2000, coupon });
    assert.equal(before.pay.amount, 1500);
    const paid = await desk.pay(2000, { coupon });
    assert.equal(paid.paid.amount, 1500);
    const after = await ask({ amount: 2000, coupon });
    assert.deepEqual([after.pay.amount, after.coupons.find((each) => each.id === coupon)?.refusal], [2000, 'used']);
    const other = (await desk.lin.get<Problem>('/v1/quote?amount=2000&coupon=cpn_2C00000000000000000000000A')).body;
    assert.equal(other.code, 'not_found');
  });

  it('judges every source for what is left to pay, and takes the first that can give it', async () => {
    const small = await ask({ amount: 1000, coupon: 'none' });
    assert.deepEqual(refusals(small), { e_cny_wallet: null, life_card: null, debit_card: null, quick_loan: 'terms_not_accepted', other_bank_card: 'frozen' });
    assert.equal(small.sourceId, demoSources.wallet);
    const wallet = await desk.available(demoSources.wallet) ?? 0;
    assert.equal(refusals(await ask({ amount: wallet, coupon: 'none' }))['e_cny_wallet'], null);
    const more = await ask({ amount: wallet + 1, coupon: 'none' });
    assert.deepEqual([refusals(more)['e_cny_wallet'], more.sourceId], ['insufficient_funds', demoSources.lifeCard]);
    // Over ¥5,000 in one payment the wallet's limit is the reason, whatever its balance.
    assert.equal(refusals(await ask({ amount: 500_001, coupon: 'none' }))['e_cny_wallet'], 'over_limit');
    const dear = await ask({ amount: 2_000_001, coupon: 'none' });
    assert.deepEqual([refusals(dear)['life_card'], refusals(dear)['debit_card'], dear.sourceId, dear.confirmation], ['over_limit', 'over_limit', null, null]);
  });

  it('refuses over a source\'s limit for one payment just as its bank does', async () => {
    await desk.services.db.updateTable('sandbox_account').set((eb) => ({ opening: eb('opening', '+', 1_000_000), available: eb('available', '+', 1_000_000) })).where('id', '=', demoSources.wallet).execute();
    assert.equal(refusals(await ask({ amount: 500_000, coupon: 'none' }))['e_cny_wallet'], null);
    assert.equal(refusals(await ask({ amount: 500_001, coupon: 'none' }))['e_cny_wallet'], 'over_limit');
    const declined = await desk.pay(500_001, { sourceId: demoSources.wallet });
    assert.deepEqual([declined.status, declined.declineReason], ['declined', 'over_limit']);
    assert.equal((await desk.pay(500_000, { sourceId: demoSources.wallet })).status, 'paid');
  });

  it('quotes the source asked for, and none when that one cannot give it', async () => {
    assert.equal((await ask({ amount: 1000, sourceId: demoSources.debitCard })).sourceId, demoSources.debitCard);
    const frozen = await ask({ amount: 1000, sourceId: demoSources.otherBank });
    assert.deepEqual([frozen.sourceId, frozen.instalments, frozen.plan], [null, [], null]);
    assert.equal((await desk.lin.get<Problem>(`/v1/quote?amount=1000&sourceId=${demoSources.chenDebit}`)).body.code, 'not_found');
    assert.equal((await desk.lin.get<Problem>('/v1/quote?amount=1000&storeId=str_2C00000000000000000000000A')).body.code, 'not_found');
  });

  it('spreads what is left to pay over months, and drops a plan that does not fit', async () => {
    const card = { coupon: 'none', sourceId: demoSources.lifeCard };
    const quote = await ask({ amount: 60_000, ...card, months: 6 });
    assert.deepEqual(quote.instalments.map((plan) => [plan.months, plan.fee.amount]), [[3, 1170], [6, 2160], [12, 3960], [24, 7920]]);
    assert.deepEqual([quote.plan?.months, quote.plan?.schedule.length, quote.plan?.schedule[0]?.dueOn], [6, 6, '2026-12-23']);
    assert.equal((await ask({ amount: 29_999, ...card, months: 6 })).plan, null);
    assert.equal((await ask({ amount: 60_000, coupon: 'none', sourceId: demoSources.debitCard, months: 6 })).plan, null);
  });

  it('says when the payment will wait for its user, and the points it will earn', async () => {
    const strict = await paymentDesk({ settings: { withoutPin: { amount: 50_000, perDay: 10 }, dailyLimits: { A: 5_000_000, B: 500_000, C: 60_000, D: 50_000 } } });
    const reason = async (amount: number) => (await strict.lin.get<Quote>(`/v1/quote?amount=${amount}&coupon=none&sourceId=${demoSources.debitCard}`)).body.confirmation;
    assert.deepEqual([await reason(50_000), await reason(50_001)], [null, 'amount']);
    const day = { shard_key: shardOf(demo.linXiao.id), user_id: demo.linXiao.id, day: '2026-11-23', class: 'C' as const };
    await strict.services.db.insertInto('day_spend').values({ ...day, spent: 20_000, count: 9 }).execute();
    assert.deepEqual([await reason(40_000), await reason(40_001)], [null, 'daily_limit']);
    await strict.services.db.updateTable('day_spend').set({ count: 10 }).where('user_id', '=', day.user_id).execute();
    assert.equal(await reason(100), 'count');
    await strict.close();
    assert.equal((await ask({ amount: 1999, coupon: 'none' })).pointsEarned, 19);
  });

  it('refuses an amount, coupon or number of months that cannot be', async () => {
    for (const query of ['', 'amount=0', 'amount=-1', 'amount=10.5', 'amount=5000001', 'amount=1e3x', 'amount=100&coupon=best', 'amount=100&points=1', 'amount=100&months=5']) {
      const { status, body } = await desk.lin.get<Problem>(`/v1/quote?${query}`);
      assert.deepEqual([status, body.code], [422, 'invalid_request'], query);
      assert.match(body.errors?.[0]?.pointer ?? '', /^#\/query\/(amount|coupon|points|months)$/);
    }
  });

  it('is what the charge at the same moment takes, in every random cart', async () => {
    const cart = fc.record({
      amount: fc.integer({ min: 200, max: 40_000 }), points: fc.boolean(), wanted: fc.constantFrom('auto', 'none', 'named'),
      source: fc.constantFrom(demoSources.lifeCard, demoSources.debitCard), months: fc.constantFrom(undefined, 3, 12),
      coupons: fc.array(fc.record({ off: fc.integer({ min: 1, max: 3000 }), threshold: fc.integer({ min: 0, max: 20_000 }), alone: fc.boolean() }), { maxLength: 3 }),
    });
    await fc.assert(fc.asyncProperty(cart, async ({ amount, points, wanted, source, months, coupons }) => {
      const ids: string[] = [];
      for (const coupon of coupons) {
        const id = await desk.giveCoupon(coupon);
        if (coupon.alone) await alone(id);
        ids.push(id);
      }
      const coupon = wanted === 'named' ? ids[0] ?? 'auto' : wanted;
      const spreads = months !== undefined && source === demoSources.lifeCard ? { months } : {};
      const quote = await ask({ amount, storeId: STORE, sourceId: source, coupon, points: points ? 'on' : 'off', ...spreads });
      const payment = await desk.pay(amount, { sourceId: source, coupon, points, ...spreads });
      assert.equal(payment.status, 'paid');
      assert.equal(payment.store.id, STORE);
      assert.deepEqual(
        [payment.paid, payment.discounts, payment.plan, payment.pointsEarned],
        [quote.pay, quote.discounts, quote.plan, quote.pointsEarned],
      );
      // What is left of this cart's coupons would go with the next one's.
      for (const id of ids) await desk.services.db.deleteFrom('coupon').where('id', '=', id).where('state', '=', 'unused').execute();
      if (payment.paid.amount === 0) return;
      const refund = await desk.refund(payment.id, payment.paid.amount);
      assert.equal(refund.status, 201, refund.text);
    }), { numRuns: 40 });
  });
});
