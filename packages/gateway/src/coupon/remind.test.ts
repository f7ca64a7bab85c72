import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Coupon } from '@tessera/contract';
import { testGateway } from '../testing.js';
import type { TestGateway } from '../testing.js';
import { remindCoupons } from './remind.js';
import { newUsers, openCampaign } from './testing.js';

describe('reminders of coupons', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await testGateway();
    await gateway.services.db.deleteFrom('coupon').execute();
  });
  after(() => gateway.close());

  const told = async (ids: readonly string[]) => {
    const rows = await gateway.services.db.selectFrom('event').select(['type', 'subject_id']).where('subject_id', 'in', ids).where('type', 'in', ['coupon.expiring', 'coupon.expired']).execute();
    return ids.map((id) => rows.filter((row) => row.subject_id === id).map((row) => row.type).sort());
  };
  /** Eight coupons, good until the end of 29 November in Shanghai: the test's clock starts at noon of the 23rd. */
  const claimed = async (prefix: string) => {
    const campaign = await openCampaign(gateway, { stock: 20, remindHours: 48 });
    return Promise.all((await newUsers(gateway, 8, prefix)).map(async (user) => (await user.post<Coupon>(`/v1/campaigns/${campaign}/claims`)).body.id));
  };
  /** As two processes would, in small batches, until nothing is left. */
  const run = async () => {
    for (;;) {
      const counts = await Promise.all([remindCoupons(gateway.services, 3), remindCoupons(gateway.services, 3)]);
      if (counts.every((count) => count === 0)) return;
    }
  };

  it('tells once as many hours before the end as the campaign says, and once after it, by however many processes', async () => {
    const [used, recalled, ...ids] = await claimed('reminded');
    const { db } = gateway.services;
    await db.updateTable('coupon').set({ state: 'used', used_at: gateway.clock.read() }).where('id', '=', used ?? '').execute();
    await db.updateTable('coupon').set({ state: 'recalled' }).where('id', '=', recalled ?? '').execute();
    gateway.clock.set('2026-11-27T23:59:59.000+08:00');
    await run();
    assert.deepEqual(await told(ids), ids.map(() => []));
    gateway.clock.set('2026-11-28T00:00:00.000+08:00');
    await run();
    await run();
    assert.deepEqual(await told(ids), ids.map(() => ['coupon.expiring']));
    gateway.clock.set('2026-11-30T00:00:01.000+08:00');
    await run();
    await run();
    assert.deepEqual(await told(ids), ids.map(() => ['coupon.expired', 'coupon.expiring']));
    assert.deepEqual(await told([used ?? '', recalled ?? '']), [[], []]);
  });
});
