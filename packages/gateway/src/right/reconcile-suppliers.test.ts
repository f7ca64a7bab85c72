import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Right } from '@tessera/contract';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { fulfilBenefits } from './fulfil.js';
import { reconcileSupplier, reconciliationCsv } from './reconcile-suppliers.js';

const DAY = '2026-11-23';

describe('reconciliation with a supplier', () => {
  let gateway: TestGateway;
  let city: Caller;
  before(async () => {
    gateway = await testGateway();
    city = gateway.as(demo.partner.secretKey);
  });
  after(() => gateway.close());
  const grant = async (benefit: string) => (await city.post<Right>('/v1/rights', { reference: demo.linXiao.reference, benefit })).body.id;
  const theirs = () => gateway.services.db.updateTable('sandbox_supply');
  const reconcile = (supplier: string) => reconcileSupplier(gateway.services, supplier, DAY);

  it('finds nothing where both books say the same, whatever became of each order', async () => {
    for (const benefit of ['noodle_bowl', 'breakfast_set', 'noodle_bowl', 'sandbox_fail']) await grant(benefit);
    await fulfilBenefits(gateway.services);
    assert.deepEqual(await reconcile('quanbian'), { supplier: 'quanbian', day: DAY, matched: 3, differences: [] });
    assert.deepEqual(await reconcile('sandbox'), { supplier: 'sandbox', day: DAY, matched: 1, differences: [] });
    for (const [supplier, daysAgo] of [['luckin', 6], ['metro', 1], ['wanda', 20], ['citybank', 10]] as const) {
      const day = new Date(Date.parse(DAY) - daysAgo * 86_400_000).toISOString().slice(0, 10);
      assert.deepEqual(await reconcileSupplier(gateway.services, supplier, day), { supplier, day, matched: 1, differences: [] });
    }
  });

  it('lists each kind of difference, and changes nothing', async () => {
    const ids = [];
    for (let nth = 0; nth < 5; nth += 1) ids.push(await grant('fruit_box'));
    await fulfilBenefits(gateway.services);
    const [gone = '', other = '', refused = '', ours = ''] = ids;
    const { code } = await gateway.services.db.selectFrom('benefit').select('code').where('id', '=', other).executeTakeFirstOrThrow();
    await gateway.services.db.deleteFrom('sandbox_supply').where('reference', '=', gone).execute();
    await theirs().set({ code: '=HYPERLINK("http://x")' }).where('reference', '=', other).execute();
    await theirs().set({ state: 'refused', code: null }).where('reference', '=', refused).execute();
    await gateway.services.db.deleteFrom('benefit').where('id', '=', ours).execute();
    const before = await gateway.services.db.selectFrom('benefit').selectAll().orderBy('id').execute();
    const result = await reconcile('linli');
    assert.equal(result.matched, 1);
    assert.deepEqual(new Map(result.differences.map((each) => [each.reference, each])), new Map([
      [gone, { kind: 'missing_there', reference: gone, ours: 'unused', theirs: null }],
      [other, { kind: 'code', reference: other, ours: code, theirs: '=HYPERLINK("http://x")' }],
      [refused, { kind: 'state', reference: refused, ours: 'unused', theirs: 'refused' }],
      [ours, { kind: 'missing_here', reference: ours, ours: null, theirs: 'issued' }],
    ]));
    assert.deepEqual(await gateway.services.db.selectFrom('benefit').selectAll().orderBy('id').execute(), before);
    const csv = reconciliationCsv(result);
    assert.equal(csv.split('\r\n').length, 6);
    assert.ok(csv.includes(`linli,${DAY},code,${other},${code ?? ''},"'=HYPERLINK(""http://x"")"`), csv);
  });

  it('shows an order that was issued twice: the first answer is the user’s, the second is billed', async () => {
    const id = await grant('sandbox_double');
    await fulfilBenefits(gateway.services);
    const { code } = await gateway.services.db.selectFrom('benefit').select('code').where('id', '=', id).executeTakeFirstOrThrow();
    const [difference] = (await reconcile('sandbox')).differences;
    assert.deepEqual([difference?.kind, difference?.reference, difference?.ours], ['code', id, code]);
    assert.notEqual(difference?.theirs, code);
  });

  it('compares codes that came in bulk as they were delivered', async () => {
    await grant('tea_cup');
    await fulfilBenefits(gateway.services);
    assert.deepEqual(await reconcile('banshan'), { supplier: 'banshan', day: DAY, matched: 100, differences: [] });
    const line = await gateway.services.db.selectFrom('sandbox_supply').select('reference').where('supplier', '=', 'banshan').executeTakeFirstOrThrow();
    await theirs().set({ reference: 'NOT-OURS' }).where('reference', '=', line.reference).execute();
    assert.deepEqual((await reconcile('banshan')).differences.map(({ kind, reference }) => [kind, reference]).sort(), [['missing_here', 'NOT-OURS'], ['missing_there', line.reference]]);
  });
});
