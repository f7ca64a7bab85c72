import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Campaign, CampaignDetail, Condition, Coupon, Problem } from '@tessera/contract';
import fc from 'fast-check';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';
import { ProblemError } from '../problem.js';
import { demo } from '../seed/demo.js';
import { testGateway, type TestGateway } from '../testing.js';
import type { CampaignDraft } from './create.js';
import { grant } from './grant.js';
import { auditStock, newUser, openCampaign, type User } from './testing.js';

const HOUR_MS = 3_600_000;
const SEED = Number(process.env['TESSERA_SEED'] ?? 1);
const centre = { latitude: 36.6757, longitude: 117.0228 };

/** The refusals that say a condition is not met. */
const codeOf: Readonly<Record<Condition['kind'], readonly string[]>> = {
  running: ['campaign_over', 'campaign_paused'], open: ['not_started'], new_users_only: ['not_eligible'], invited_only: ['not_eligible'],
  open_wallet: ['not_eligible'], add_card: ['not_eligible'], verify_identity: ['identity_needed'], user_limit: ['limit_reached'],
  person_limit: ['person_limit_reached'], period_limit: ['period_limit_reached'], stock: ['sold_out'], area: ['position_needed', 'outside_area'],
};

const limits = fc.uniqueArray(fc.record({
  each: fc.constantFrom('user' as const, 'person' as const, 'campaign' as const), within: fc.constantFrom('ever' as const, 'round' as const, 'day' as const),
  over: fc.constantFrom('campaign' as const, 'programme' as const), most: fc.integer({ min: 1, max: 3 }),
}), { maxLength: 3, selector: ({ each, within, over }) => `${each} ${within} ${over}` });

const rules = fc.record({
  state: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'paused' as const, 'disabled' as const),
  opens: fc.constantFrom(-48, -48, -48, 1), ends: fc.constantFrom(48, 48, 48, 0), stock: fc.integer({ min: 0, max: 4 }), allowed: fc.integer({ min: 1, max: 3 }),
  limits, audience: fc.constantFrom('all' as const, 'all' as const, 'open_wallet' as const, 'add_card' as const, 'verify_identity' as const),
  newWithinDays: fc.constantFrom(null, null, 7), segment: fc.constantFrom(null, null, 'gold'), area: fc.boolean(), mode: fc.constantFrom('first_come' as const, 'first_come' as const, 'grant' as const),
  reopen: fc.constantFrom(null, -30, 2), budget: fc.constantFrom(null, null, 2000),
});

describe(`what is shown and what is given (seed ${SEED})`, () => {
  let gateway: TestGateway;
  let users: User[];
  before(async () => {
    gateway = await testGateway();
    users = [await gateway.user(), await newUser(gateway, 'wallet', { wallet: true }), await newUser(gateway, 'one', { document: 'same' }), await newUser(gateway, 'two', { document: 'same', wallet: true }), await newUser(gateway, 'nothing')];
    const gold = users[3]?.session.subject.id ?? '';
    await gateway.services.db.insertInto('segment_member').values([gold, demo.linXiao.id].map((user_id) => ({ shard_key: shardOf(user_id), segment: 'gold', user_id }))).execute();
    await gateway.services.db.updateTable('person').set({ created_at: new Date('2026-01-01T00:00:00Z') }).where('id', '=', demo.linXiao.id).execute();
  });
  after(() => gateway.close());

  it('what a list or a detail shows as claimable is given in the same state, and the first condition not met is the refusal', async () => {
    await fc.assert(fc.asyncProperty(rules, fc.array(fc.record({ user: fc.nat(4), inside: fc.boolean() }), { minLength: 4, maxLength: 10 }), async (rule, asks) => {
      const now = gateway.services.clock().getTime();
      const hours = (count: number) => new Date(now + count * HOUR_MS);
      const id = await openCampaign(gateway, {
        ...rule, opensAt: hours(rule.opens), endsAt: hours(Math.max(rule.ends, rule.opens + 1)), city: demo.cities.shanghai, category: 'sport', programmeId: 'prg_7Z00000000000000000000PROP',
        area: rule.area ? { name: { 'zh-CN': '湖边' }, ...centre, radiusMeters: 1000 } : null,
        reopen: rule.reopen === null ? null : { at: hours(rule.reopen), hours: 24, stock: 1 },
      });
      await gateway.services.db.deleteFrom('claim_count').where('scope', '=', 'prg_7Z00000000000000000000PROP').execute();
      for (const { user, inside } of asks) {
        const caller = users[user];
        assert.ok(caller);
        const before = (await caller.get<CampaignDetail>(`/v1/campaigns/${id}`)).body;
        const { items } = (await caller.get<{ items: Campaign[] }>(`/v1/campaigns?limit=100&category=sport&city=${demo.cities.shanghai}`)).body;
        const listed = items.find((item) => item.id === id);
        if (listed !== undefined) assert.deepEqual(listed.standing, before.standing);
        else assert.ok(rule.mode === 'grant' || rule.state === 'disabled' || (rule.ends === 0 && rule.opens < 0));
        const unmet = before.conditions.find(({ kind, met }) => met === false || (kind === 'area' && !inside));
        assert.equal(before.standing.state === 'claimable', before.conditions.every(({ met }) => met !== false));
        const position = inside ? centre : { latitude: 31.2, longitude: 121.4 };
        const { status, body, text } = await caller.post<Coupon & Problem>(`/v1/campaigns/${id}/claims`, rule.area ? { position } : undefined);
        if (unmet === undefined) assert.equal(status, 201, text);
        else assert.ok(status === 409 && codeOf[unmet.kind].includes(body.code), `${unmet.kind}: ${text}`);
      }
      await gateway.services.db.updateTable('campaign').set({ state: 'disabled' }).where('id', '=', id).execute();
    }), { numRuns: 60, seed: SEED });
    await auditStock(gateway);
  });

  const hidden = { draft: 'not_found', internal: 'not_found', paused: 'campaign_paused', disabled: 'campaign_over', recalled: 'campaign_over', over: 'campaign_over', upcoming: 'not_started' } as const;

  it('fault 38: no way in gives a coupon of a campaign that is drafted, internal, paused, disabled, recalled, over or not open', async () => {
    const state = fc.constantFrom(...Object.keys(hidden) as (keyof typeof hidden)[]);
    const entrance = fc.constantFrom('claim' as const, 'claims' as const, 'platform' as const, 'reward' as const, 'draw' as const);
    let made = 0;
    await fc.assert(fc.asyncProperty(state, entrance, fc.nat(20), async (where, by, stock) => {
      const now = gateway.services.clock().getTime();
      const draft: Partial<CampaignDraft> = {
        stock, state: where === 'recalled' ? 'disabled' : where === 'over' || where === 'upcoming' ? 'active' : where, mode: by === 'draw' ? 'lottery' : 'first_come',
        ...(by === 'draw' ? { drawsAt: new Date(now + HOUR_MS) } : {}),
        ...(where === 'over' ? { endsAt: new Date(now) } : {}), ...(where === 'upcoming' ? { opensAt: new Date(now + 1) } : {}),
      };
      const campaignId = await openCampaign(gateway, draft);
      if (where === 'recalled') await gateway.services.db.updateTable('campaign').set({ recalled_at: new Date(now) }).where('id', '=', campaignId).execute();
      const user = users[made += 1, made % users.length];
      assert.ok(user);
      assert.equal(await ask(user, by, campaignId), hidden[where], `${by} of a campaign that is ${where}`);
      const coupons = await gateway.services.db.selectFrom('coupon').select('id').where('campaign_id', '=', campaignId).execute();
      assert.deepEqual(coupons, []);
    }), { numRuns: 150, seed: SEED });
  });

  async function ask(user: User, by: 'claim' | 'claims' | 'platform' | 'reward' | 'draw', campaignId: string): Promise<string | undefined> {
    if (by === 'claim') return (await user.post<Problem>(`/v1/campaigns/${campaignId}/claims`)).body.code;
    if (by === 'claims') return (await user.post<{ results: { problem: { code: string } | null }[] }>('/v1/claims', { campaignIds: [campaignId] })).body.results[0]?.problem?.code;
    if (by === 'platform') return (await gateway.as(demo.partner.secretKey).post<Problem>('/v1/coupons', { reference: demo.linXiao.reference, campaignId })).body.code;
    const [decided] = await withRetry(gateway.services.db, (db) => grant({ ...gateway.services, db }, [{ userId: user.session.subject.id, campaignId, by }], gateway.services.clock()));
    return decided?.verdict instanceof ProblemError ? decided.verdict.code : undefined;
  }
});
