import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Coupon, PayCode, Payment, Position } from '@tessera/contract';
import { createCampaigns, setCampaignState } from '../coupon/coupon.js';
import { withRetry } from '../database.js';
import { newId, shardOf } from '../id.js';
import { demo } from '../seed/demo.js';
import { setIdentity } from '../session/identity-document.js';
import type { Caller, TestGateway } from '../testing.js';
import { parseCampaignFile } from './create-campaigns.js';

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function steadyRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Where the customers are when they claim. */
export const inJinan: Position = { latitude: 36.66, longitude: 117.05 };

interface Customer { readonly reference: string; readonly coupons: { readonly id: string; readonly threshold: number; readonly usableFrom: number }[] }

export interface Simulation {
  readonly programmeId: string;
  /** Its tiers, the largest first. */
  readonly campaignIds: readonly string[];
  /** What the simulation itself saw happen, in fen. */
  readonly seen: { issued: number; redeemed: number; discount: number; spend: number };
}

/**
 * Lives through the days of the programme in docs/campaign-example.json: each day's round is claimed by new users with proven identities,
 * and some of the coupons are used at the till, for more than they need; one payment in fifteen is refunded whole. All by the gateway's own calls.
 */
export async function simulateProgramme(gateway: TestGateway, { days, claims, random }: { days: number; claims: number; random: () => number }): Promise<Simulation> {
  const { services, clock } = gateway;
  const path = new URL('../../../../docs/campaign-example.json', import.meta.url).pathname;
  const ids = await withRetry(services.db, async (db) => {
    const made = await createCampaigns({ ...services, db }, parseCampaignFile(path, readFileSync(path, 'utf8')), 'operator');
    for (const id of made) await setCampaignState({ ...services, db }, id, 'activate', 'operator');
    return made;
  });
  const { programme_id: programmeId } = await services.db.selectFrom('campaign').select('programme_id').where('id', '=', ids[0] ?? '').executeTakeFirstOrThrow();
  const seen = { issued: 0, redeemed: 0, discount: 0, spend: 0 };
  const customers: Customer[] = [];
  for (let day = 0; day < days; day += 1) {
    clock.set(new Date(Date.parse('2027-06-01T02:05:00.000Z') + day * 86_400_000).toISOString());
    // The first days of a programme draw the most, weekends more than other days.
    const today = Math.round(claims * (0.75 + 0.25 * Math.sin(day * 0.9)) * (day === 0 ? 1.3 : 1));
    for (let place = 0; place < today; place += 1) {
      const customer = await openCustomer(gateway, `guest-${day}-${place}`);
      const tier = [2, 1, 2, 0, 1, 2][place % 6] ?? 0;
      const [id, threshold] = [ids[tier], [20_000, 10_000, 5000][tier]];
      const claimed = await customer.post<Coupon>(`/v1/campaigns/${id ?? ''}/claims`, { position: inJinan });
      assert.equal(claimed.status, 201, claimed.text);
      seen.issued += 1;
      customers.push({ reference: `guest-${day}-${place}`, coupons: [{ id: claimed.body.id, threshold: threshold ?? 0, usableFrom: day + Math.floor(random() * 5) }] });
    }
    clock.advance(9 * 3_600_000);
    await spend(gateway, customers, day, random, seen);
  }
  return { programmeId: programmeId ?? '', campaignIds: ids, seen };
}

/** A user with a proven identity, the same for every account with the same document, and a card that never runs dry. */
export async function openCustomer(gateway: TestGateway, reference: string, document = reference): Promise<Caller> {
  const { services } = gateway;
  const caller = await gateway.user({ reference });
  const { user_id } = await services.db.selectFrom('person_link').select('user_id').where('reference', '=', reference).executeTakeFirstOrThrow();
  await setIdentity(services, user_id, `370102${document}`);
  const id = newId('src', shardOf(user_id), services.random, services.clock());
  const shard_key = shardOf(id);
  await services.db.insertInto('funding_source').values({ shard_key, id, user_id, kind: 'debit_card', name: JSON.stringify({ 'zh-CN': '储蓄卡' }), last4: '0000', position: 0 }).execute();
  await services.db.insertInto('sandbox_account').values({ shard_key, id, kind: 'debit_card', opening: 1e9, available: 1e9, reserved: 0, taken: 0, disclosed: true, unusable: null }).execute();
  return caller;
}

/** Three in four of the coupons that are due this day are used; the others are forgotten. */
async function spend(gateway: TestGateway, customers: readonly Customer[], day: number, random: () => number, seen: Simulation['seen']): Promise<void> {
  const till = await gateway.terminal({ id: demo.terminals.quancheng });
  for (const { reference, coupons } of customers) {
    const [coupon] = coupons;
    if (coupon === undefined || coupon.usableFrom !== day || random() < 0.25) continue;
    const amount = Math.round(coupon.threshold * (1.02 + random() * 1.2));
    const user = await gateway.user({ reference });
    const code = await user.post<PayCode>('/v1/pay-codes', { coupon: coupon.id });
    const paid = await till.post<Payment>('/v1/payments', { code: code.body.number, amount: { amount, currency: 'CNY' } });
    assert.equal(paid.body.status, 'paid', paid.text);
    if (random() < 1 / 15) {
      const refunded = await till.post(`/v1/payments/${paid.body.id}/refunds`, { amount: paid.body.paid, reason: '顾客退货' });
      assert.equal(refunded.status, 201, refunded.text);
    } else {
      seen.redeemed += 1;
      seen.discount += amount - paid.body.paid.amount;
      seen.spend += amount;
    }
  }
}
