import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Coupon, Position, Problem } from '@tessera/contract';
import { testGateway, unlimited, type Caller, type TestGateway } from '../testing.js';
import { drawReport } from './report-chart.js';
import { reportProgramme } from './report-programme.js';
import { leverageOf, ratioOf, readReport, type ProgrammeReport } from './report.js';
import { inJinan, openCustomer, simulateProgramme, steadyRandom, type Simulation } from './testing.js';
import { Refused, type OperatorContext } from './told.js';

describe("a programme's report", () => {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-report-'));
  let gateway: TestGateway;
  let ctx: OperatorContext;
  let simulated: Simulation;
  before(async () => {
    gateway = await testGateway({ settings: unlimited });
    ctx = { ...gateway.services, actor: 'mei', say: () => undefined };
    simulated = await simulateProgramme(gateway, { days: 4, claims: 12, random: steadyRandom(5) });
  });
  after(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });
  const read = (): Promise<ProgrammeReport> => readReport(ctx.db, { id: simulated.programmeId, title: { 'zh-CN': '测试' } });

  it('counts what was issued, redeemed, taken off and spent, without what was refunded whole', async () => {
    const { issued, redeemed, discount, spend } = (await read()).total;
    assert.deepEqual({ issued, redeemed, discount, spend }, simulated.seen);
    assert.ok(redeemed > 5);
  });

  it('takes the government for its part of the discount, and tells spend for each yuan of it', async () => {
    const { total } = await read();
    assert.equal(total.government, total.discount * 0.8);
    assert.ok(Math.abs((leverageOf(total) ?? 0) - simulated.seen.spend / (simulated.seen.discount * 0.8)) < 1e-9);
    assert.equal(ratioOf(total), simulated.seen.redeemed / simulated.seen.issued);
  });

  it('its tiers and its days each add up to the whole', async () => {
    const { total, tiers, days } = await read();
    assert.equal(tiers.length, 3);
    assert.equal(days[0]?.day, '2027-06-01');
    for (const parts of [tiers, days]) {
      for (const name of ['issued', 'redeemed', 'discount', 'spend', 'government'] as const) assert.equal(parts.reduce((sum, part) => sum + part[name], 0), total[name], name);
    }
  });

  it('is a table for people, data for machines, a CSV file and a picture that says in words what it shows', async () => {
    const [svg, csv] = [join(folder, 'report.svg'), join(folder, 'report.csv')];
    const told = await reportProgramme(ctx, { id: simulated.programmeId, locale: 'en', svg, csv });
    assert.match(told.lines.join('\n'), /Tier +Issued +Redeemed[\s\S]*Total[\s\S]*2027-06-02/);
    assert.match(readFileSync(csv, 'utf8'), /\r\ntotal,,\d+,\d+,\d+,\d+,\d+,0\.\d+,\d\.\d+\r\n$/);
    const picture = readFileSync(svg, 'utf8');
    assert.match(picture, /<desc id="summary">Issued \d+, Redeemed \d+ \(\d+\.\d%\)/);
    assert.match(picture, /prefers-color-scheme: dark/);
    assert.match(drawReport(await read(), 'zh-CN'), /每 1 元财政资金拉动消费/);
  });

  it('draws a programme with no coupon, and hostile titles as text', () => {
    const empty = { issued: 0, redeemed: 0, discount: 0, spend: 0, government: 0 };
    const picture = drawReport({ id: 'prg_1', title: { 'zh-CN': '</title><script>alert(1)</script>&\u0007' }, total: empty, tiers: [{ id: 'cmp_1', title: { 'zh-CN': '"><x>' }, ...empty }], days: [] }, 'zh-CN');
    assert.doesNotMatch(picture, /<script|<x>|NaN|Infinity|\u0007/);
    assert.match(picture, /–/);
  });

  it('is of a programme that keeps its rules: one a person and round over all tiers, in its place, shown by pay code in its stores', async () => {
    const [large = '', , small = ''] = simulated.campaignIds;
    gateway.clock.set('2027-06-06T01:59:59.999Z');
    const [first, second] = [await openCustomer(gateway, 'city-1', 'one-person'), await openCustomer(gateway, 'city-2', 'one-person')];
    const claim = async (caller: Caller, id: string, position?: Position) => {
      const reply = await caller.post<Coupon & Problem>(`/v1/campaigns/${id}/claims`, position === undefined ? undefined : { position });
      return reply.status === 201 ? 'given' : reply.body.code;
    };
    assert.equal(await claim(first, large), 'position_needed');
    assert.equal(await claim(first, large, { latitude: 39.9, longitude: 116.4 }), 'outside_area');
    assert.equal(await claim(first, large, inJinan), 'given');
    assert.equal(await claim(first, small, inJinan), 'period_limit_reached');
    assert.equal(await claim(second, small, inJinan), 'period_limit_reached');
    // The next round begins to the millisecond.
    gateway.clock.advance(1);
    assert.equal(await claim(await gateway.user({ reference: 'city-3' }), small, inJinan), 'identity_needed');
    assert.equal(await claim(await openCustomer(gateway, 'city-2', 'one-person'), small, inJinan), 'given');
  });

  it('refuses a programme that there is not', async () => {
    await assert.rejects(reportProgramme(ctx, { id: 'prg_00NONE', locale: 'en', svg: undefined, csv: undefined }), Refused);
  });
});
