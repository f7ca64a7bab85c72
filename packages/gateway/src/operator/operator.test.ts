import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Coupon } from '@tessera/contract';
import { dayOf } from '../day.js';
import { newId } from '../id.js';
import { directory } from '../suppliers/directory.js';
import { openCampaign } from '../coupon/testing.js';
import { demo } from '../seed/demo.js';
import { testGateway, type TestGateway } from '../testing.js';
import { addToStock, changeCampaign } from './change-campaign.js';
import { createCampaigns, parseCampaignFile } from './create-campaigns.js';
import { deactivateCoupon } from './deactivate-coupon.js';
import { exportCodes, exportCoupons } from './export-coupons.js';
import { importCodes } from './import-codes.js';
import { importSegment } from './import-segment.js';
import { listCampaigns } from './list-campaigns.js';
import { reconcileSupplier } from './reconcile-supplier.js';
import { showCampaign } from './show-campaign.js';
import { Refused, type OperatorContext } from './told.js';

const supplierIds = directory.filter(({ delivery }) => delivery === 'single').map(({ id }) => id);
const folder = mkdtempSync(join(tmpdir(), 'tessera-operator-'));
const example = new URL('../../../../docs/campaign-example.json', import.meta.url);

function written(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('an operator', () => {
  let gateway: TestGateway;
  let ctx: OperatorContext;
  const said: string[] = [];
  before(async () => {
    gateway = await testGateway();
    ctx = { ...gateway.services, actor: 'mei', say: (line) => { said.push(line); } };
  });
  after(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  const refusal = async (pending: Promise<unknown>) => {
    const error: unknown = await pending.then(() => null, (reason: unknown) => reason);
    assert.ok(error instanceof Refused, String(error));
    return error;
  };

  describe('creates campaigns from a file', () => {
    it('takes the documented example: tried first, then created as drafts with an audit', async () => {
      const path = example.pathname;
      const count = async () => (await ctx.db.selectFrom('campaign').select('id').execute()).length;
      const before = await count();
      const tried = await createCampaigns(ctx, { path, dryRun: true });
      assert.match(tried.lines[0] ?? '', /could be created; nothing was kept/);
      assert.equal(await count(), before);
      const { created, programmeId } = (await createCampaigns(ctx, { path, dryRun: false })).data as { created: string[]; programmeId: string };
      assert.match(programmeId, /^prg_/);
      assert.equal(created.length, parseCampaignFile('', readFileSync(path, 'utf8')).campaigns.length);
      const shown = await showCampaign(ctx, { id: created[0]! });
      assert.match(shown.lines.join('\n'), /\(draft\)[\s\S]*mei +created/);
      assert.ok((await listCampaigns(ctx)).lines.some((line) => line.startsWith(created[0]!) && line.includes('draft')));
    });

    it('says where a file is wrong, what was expected there and what came, and creates nothing', async () => {
      const file = JSON.parse(readFileSync(example, 'utf8')) as { campaigns: Record<string, unknown>[] };
      const [first] = file.campaigns;
      const wrong = written('wrong.json', JSON.stringify({ ...file, campaigns: [{ ...first, stock: 'many', surprise: 1, face: { kind: 'amount_off', off: { amount: 1.5, currency: 'CNY' }, threshold: { amount: 0, currency: 'CNY' } } }] }));
      const error = await refusal(createCampaigns(ctx, { path: wrong, dryRun: false }));
      const faults = error.faults.map(({ at, detail }) => `${at} ${detail}`).join('\n');
      assert.match(faults, /#\/campaigns\/0\/stock Expected a number; text of 4 characters came/);
      assert.match(faults, /#\/campaigns\/0\/surprise Expected no such member/);
      assert.match(faults, /#\/campaigns\/0\/face\/off\/amount/);
      assert.match((await refusal(createCampaigns(ctx, { path: written('broken.json', '{"campaigns": ['), dryRun: false }))).message, /is not JSON/);
      assert.match((await refusal(createCampaigns(ctx, { path: join(folder, 'none.json'), dryRun: false }))).message, /There is no file/);
    });
  });

  it('activates, pauses, resumes and ends a campaign, adds stock once per reference, and reads all of it in the audit', async () => {
    const id = await openCampaign(gateway, { state: 'draft', stock: 5 });
    for (const [change, phase] of [['activate', 'running'], ['pause', 'paused'], ['resume', 'running']] as const) {
      assert.deepEqual((await changeCampaign(ctx, { id, change })).data, { id, phase });
    }
    for (const reference of ['order-1', 'order-1', 'order-2']) await addToStock(ctx, { id, amount: '+10', reference });
    const { data } = await showCampaign(ctx, { id });
    assert.equal((data as { stock: { stock: number } }).stock.stock, 25);
    await changeCampaign(ctx, { id, change: 'end' });
    const { audit } = (await showCampaign(ctx, { id })).data as { audit: { what: string; actor: string }[] };
    assert.deepEqual(audit.map(({ what, actor }) => `${actor} ${what}`), ['activated', 'paused', 'resumed', 'stock_added', 'stock_added', 'ended'].map((what) => `mei ${what}`));
    await assert.rejects(changeCampaign(ctx, { id, change: 'resume' }), /Expected a campaign that is paused/);
    await refusal(addToStock(ctx, { id, amount: '-3', reference: 'x' }));
    await refusal(showCampaign(ctx, { id: newId('cmp', 3, ctx.random, ctx.clock()) }));
  });

  describe('imports codes', () => {
    const lines = (count: number, prefix: string) => Array.from({ length: count }, (_, place) => `${prefix}-${String(place).padStart(6, '0')}`);

    it('fills a campaign with them: each claim carries one, and the stock is as large as the list', async () => {
      const id = await openCampaign(gateway, { stock: 0, importedCodes: true });
      const path = written('codes.csv', `\uFEFF券码,备注\r\n${lines(3, 'JN').map((code) => `"${code}",x`).join('\r\n')}\r\n`);
      assert.deepEqual({ ...(await importCodes(ctx, { pool: id, path })).data as object, seconds: 0 }, { pool: id, imported: 3, left: 3, seconds: 0 });
      const user = await gateway.user({ reference: 'codes-1' });
      const claimed = await user.post<Coupon>(`/v1/campaigns/${id}/claims`);
      assert.equal(claimed.status, 201, claimed.text);
      const out = join(folder, 'codes-out.csv');
      await exportCodes(ctx, { pool: id, out });
      assert.match(readFileSync(out, 'utf8'), new RegExp(`JN-000000,${claimed.body.id},`));
      assert.equal(statSync(out).mode & 0o077, 0);
      assert.match((await showCampaign(ctx, { id })).lines.join('\n'), /codes_imported +3[\s\S]*|2 imported codes are left/);
    });

    it('takes 100,000 with progress, and none when one line of them is bad', async () => {
      const good = lines(100_000, 'BULK');
      const bad = [...good];
      bad[54_321] = "=cmd|' /C calc'!A0";
      const error = await refusal(importCodes(ctx, { pool: 'benefit/bulk_codes', path: written('bad.csv', bad.join('\n')) }));
      assert.deepEqual(error.faults, [{ at: 'line 54322', detail: 'A spreadsheet would run this as a formula.' }]);
      said.length = 0;
      const told = await importCodes(ctx, { pool: 'benefit/bulk_codes', path: written('good.csv', good.join('\n')) });
      const { imported, left, seconds } = told.data as { imported: number; left: number; seconds: number };
      assert.deepEqual([imported, left], [100_000, 100_000]);
      assert.ok(seconds < 60, `${seconds} s`);
      assert.ok(said.includes('50000 of 100000 codes written'));
    });

    it('names each line that repeats another one or that the pool has already, the first twenty of them', async () => {
      const pool = 'benefit/twice';
      await importCodes(ctx, { pool, path: written('first.csv', lines(50, 'T').join('\n')) });
      const inFile = await refusal(importCodes(ctx, { pool, path: written('same.csv', 'code\nAAAA-1\n\nAAAA-2\nAAAA-1\nab\n"open') }));
      assert.deepEqual(inFile.faults, [
        { at: 'line 5', detail: 'The same as line 2.' },
        { at: 'line 6', detail: 'Expected 4 to 64 letters, digits and . _ - / :, beginning with a letter or digit.' },
        { at: 'line 7', detail: 'A quote does not end.' },
      ]);
      const inPool = await refusal(importCodes(ctx, { pool, path: written('again.csv', ['NEW-1', ...lines(30, 'T')].join('\n')) }));
      assert.equal(inPool.faults.length, 20);
      assert.deepEqual(inPool.faults[0], { at: 'line 2', detail: 'benefit/twice has this code already.' });
      assert.match(inPool.message, /^30 of the lines/);
      assert.equal(((await importCodes(ctx, { pool, path: written('last.csv', 'NEW-1') })).data as { left: number }).left, 51);
    });

    it('refuses a pool that there is not, a campaign with codes of its own, and a file that is no text', async () => {
      const path = written('one.csv', 'CODE-1');
      await refusal(importCodes(ctx, { pool: 'somewhere', path }));
      assert.match((await refusal(importCodes(ctx, { pool: await openCampaign(gateway), path }))).message, /makes its own codes/);
      writeFileSync(join(folder, 'binary.csv'), new Uint8Array([0xff, 0xfe, 0x00]));
      assert.match((await refusal(importCodes(ctx, { pool: 'benefit/x', path: join(folder, 'binary.csv') }))).message, /is not UTF-8/);
    });
  });

  it('imports a segment by user ids and by what a platform calls its users, all or none', async () => {
    const known = `user\n${demo.linXiao.id}\n${demo.chenMo.reference}`;
    const input = { name: 'night_owls', platformId: demo.partner.id };
    const error = await refusal(importSegment(ctx, { ...input, path: written('segment-bad.csv', `${known}\nnobody-1`) }));
    assert.deepEqual(error.faults, [{ at: 'line 4', detail: 'There is no such user.' }]);
    const path = written('segment.csv', known);
    assert.deepEqual((await importSegment(ctx, { ...input, path })).data, { segment: 'night_owls', added: 2, named: 2 });
    assert.deepEqual((await importSegment(ctx, { ...input, path })).data, { segment: 'night_owls', added: 0, named: 2 });
    assert.match((await refusal(importSegment(ctx, { name: 'night_owls', platformId: undefined, path }))).message, /--platform/);
    const id = await openCampaign(gateway, { segment: 'night_owls' });
    assert.equal((await (await gateway.user({ reference: demo.chenMo.reference })).post(`/v1/campaigns/${id}/claims`)).status, 201);
    assert.equal((await (await gateway.user({ reference: 'not-in-it' })).post(`/v1/campaigns/${id}/claims`)).status, 409);
  });

  it('recalls one coupon, and then a campaign with all its coupons', async () => {
    const id = await openCampaign(gateway, { stock: 5 });
    const users = await Promise.all(['recall-1', 'recall-2'].map((reference) => gateway.user({ reference })));
    const [first, second] = await Promise.all(users.map((user) => user.post<Coupon>(`/v1/campaigns/${id}/claims`)));
    await deactivateCoupon(ctx, { id: first!.body.id });
    const coupons = async () => ((await showCampaign(ctx, { id })).data as { coupons: object }).coupons;
    assert.deepEqual(await coupons(), { recalled: 1, unused: 1 });
    assert.deepEqual((await changeCampaign(ctx, { id, change: 'recall' })).data, { id, phase: 'recalled' });
    assert.deepEqual(await coupons(), { recalled: 2 });
    const { audit } = (await showCampaign(ctx, { id })).data as { audit: { detail: string | null }[] };
    assert.deepEqual(audit.map(({ detail }) => detail), [first!.body.id, null]);
    assert.ok(second);
  });

  it('compares a supplier\'s day with ours, ends with 1 where they differ, and lists the differences in a file', async () => {
    const [supplier = ''] = supplierIds;
    const day = dayOf(ctx.clock());
    const same = await reconcileSupplier(ctx, { supplier, day, out: undefined });
    assert.deepEqual([same.exit, (same.data as { differences: unknown[] }).differences], [0, []]);
    const out = join(folder, 'differences.csv');
    const suppliers = { of: () => ({ ...ctx.suppliers.of(supplier), statement: async () => [{ reference: 'bnf_00NOBODYS', state: 'issued' as const, code: '=1+1', at: ctx.clock() }] }) };
    const differing = await reconcileSupplier({ ...ctx, suppliers: { ...ctx.suppliers, ...suppliers } }, { supplier, day, out });
    assert.equal(differing.exit, 1);
    assert.match(differing.lines.join('\n'), /0 match, 1 differ[\s\S]*missing_here +bnf_00NOBODYS/);
    assert.match(readFileSync(out, 'utf8'), /missing_here,bnf_00NOBODYS/);
    await refusal(reconcileSupplier(ctx, { supplier: 'nobody', day, out: undefined }));
    for (const wrong of ['2026-02-30', 'today', '2026-1-1']) await refusal(reconcileSupplier(ctx, { supplier, day: wrong, out: undefined }));
  });

  it('exports the coupons of a campaign with the state each has now', async () => {
    const id = await openCampaign(gateway, { stock: 3 });
    const claimed = await (await gateway.user({ reference: 'exported' })).post<Coupon>(`/v1/campaigns/${id}/claims`);
    const out = join(folder, 'coupons.csv');
    assert.equal(((await exportCoupons(ctx, { id, out })).data as { coupons: number }).coupons, 1);
    const [head, row] = readFileSync(out, 'utf8').slice(1).split('\r\n');
    assert.match(head ?? '', /^coupon,user,state,claimed_at/);
    assert.match(row ?? '', new RegExp(`^${claimed.body.id},usr_\\w+,unused,`));
  });
});
