import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Coupon, Problem } from '@tessera/contract';
import { withRetry } from '../database.js';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import type { TestGateway } from '../testing.js';
import { lockCoupon, redeemCoupon, releaseCoupon, returnCoupon } from './coupon.js';
import { release } from './stock.js';
import { auditStock, newUsers, openCampaign } from './testing.js';

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('claim' as const), user: fc.nat(3), campaign: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), campaign: fc.nat(1), amount: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('lock' as const, 'redeem' as const, 'release coupon' as const, 'return' as const), coupon: fc.nat(9), payment: fc.nat(1) }) },
);

describe('coupons under any sequence', () => {
  let gateway: TestGateway;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());

  it('conserve stock, keep to what is allowed, and are used by one payment at most', async () => {
    let run = 0;
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      run += 1;
      const users = await newUsers(gateway, 4, `property-${run}`);
      const campaigns = [await openCampaign(gateway, { stock: 3, allowed: 1 }), await openCampaign(gateway, { stock: 5, allowed: 2, refundPolicy: 'forfeit' })];
      const coupons: { id: string; userId: string }[] = [];
      let released = 0;
      // Runs of three go at once, so that they meet.
      for (let place = 0; place < steps.length; place += 3) {
        await Promise.all(steps.slice(place, place + 3).map(async (each) => {
          const { services } = gateway;
          if (each.kind === 'claim') {
            const caller = users[each.user];
            const reply = await caller?.post<Coupon & Problem>(`/v1/campaigns/${campaigns[each.campaign] ?? ''}/claims`);
            if (reply?.status === 201) coupons.push({ id: reply.body.id, userId: (caller as unknown as { session: { subject: { id: string } } }).session.subject.id });
            else assert.ok(reply?.body.code === 'sold_out' || reply?.body.code === 'limit_reached', reply?.text);
          } else if (each.kind === 'release') {
            const reference = `property-${run}-${released += 1}`;
            await withRetry(services.db, (db) => release({ ...services, db }, campaigns[each.campaign] ?? '', each.amount, reference));
          } else {
            const coupon = coupons[each.coupon % Math.max(1, coupons.length)];
            if (coupon === undefined) return;
            const asked = { couponId: coupon.id, paymentId: `pay_${each.payment}`, storeId: demo.stores.yonghuiQuancheng, now: services.clock() };
            await withRetry(services.db, async (db) => {
              const ctx = { ...services, db };
              if (each.kind === 'lock') await lockCoupon(ctx, { ...asked, userId: coupon.userId, amount: 8000 });
              else if (each.kind === 'redeem') await redeemCoupon(ctx, asked).catch(() => undefined);
              else if (each.kind === 'release coupon') await releaseCoupon(ctx, asked);
              else await returnCoupon(ctx, asked);
            });
          }
        }));
      }
      await auditStock(gateway);
      const rows = await gateway.services.db.selectFrom('coupon').select(['user_id', 'campaign_id', 'state', 'payment_id']).where('campaign_id', 'in', campaigns).execute();
      for (const row of rows) assert.equal(row.payment_id === null, row.state === 'unused');
      for (const [place, id] of campaigns.entries()) {
        for (const owner of new Set(rows.map((row) => row.user_id))) {
          assert.ok(rows.filter((row) => row.campaign_id === id && row.user_id === owner).length <= place + 1);
        }
      }
    }), { numRuns: 25 });
  });
});
