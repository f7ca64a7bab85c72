import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { OfflineBatch, PayCode, Payment, Problem } from '@tessera/contract';
import { demoSources } from '../payment/seed.js';
import { demo } from '../seed/demo.js';
import { PAGE, testGateway, unlimited } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { sweepOfflineBatches } from './sweep.js';

type Charged = Payment & Pick<Problem, 'code' | 'detail'>;

describe('offline codes', () => {
  let gateway: TestGateway;
  let lin: Caller & { session: { id: string; expiresAt: string } };
  let till: Caller;
  before(async () => { gateway = await testGateway({ settings: unlimited }); });
  after(() => gateway.close());
  beforeEach(async () => { [lin, till] = [await gateway.user(), await gateway.terminal()]; });

  const issue = async (body: object = {}, caller: Caller = lin) => {
    const reply = await caller.post<OfflineBatch>('/v1/offline-batches', body);
    assert.equal(reply.status, 201, reply.text);
    return reply.body;
  };
  const charge = (number: string, amount = 1000) => till.post<Charged>('/v1/payments', { code: number, amount: { amount, currency: 'CNY' } });
  const numbers = ({ codes }: OfflineBatch): [string, string, string] => [codes[0]?.number ?? '', codes[1]?.number ?? '', codes[2]?.number ?? ''];

  it('are fifteen, all different, in no table, and each pays once', async () => {
    const batch = await issue();
    assert.equal(new Set(batch.codes.map(({ number }) => number)).size, 15);
    assert.equal(Date.parse(batch.expiresAt) - Date.parse(batch.issuedAt), 7_200_000);
    assert.equal(batch.limit.amount, 20_000);
    const kept = JSON.stringify([await gateway.services.db.selectFrom('pay_code').selectAll().execute(), await gateway.services.db.selectFrom('idempotency').select('body').execute()]);
    for (const { number } of batch.codes) assert.ok(!kept.includes(number));
    const [one] = numbers(batch);
    const paid = await charge(one);
    assert.deepEqual([paid.body.status, paid.body.offline, paid.body.payCodeId], ['paid', true, batch.codes[0]?.id], paid.text);
    assert.equal((await charge(one)).body.code, 'code_used');
  });

  it('pay up to their limit; a price over it kills the code and says what to do', async () => {
    const [one, two] = numbers(await issue());
    assert.equal((await charge(two, 20_000)).body.status, 'paid');
    const refused = await charge(one, 20_001);
    assert.deepEqual([refused.status, refused.body.code], [409, 'offline_limit']);
    assert.match(refused.body.detail, /¥200\.00/);
    assert.equal((await charge(one, 100)).body.code, 'code_retired');
    assert.equal((await charge(two, 20_001)).body.code, 'code_used', 'a used code stays used, whatever the price');
  });

  it('live two hours, past the end of their session, and not past its revocation', async () => {
    const [one, two, three] = numbers(await issue());
    gateway.clock.set(lin.session.expiresAt);
    till = await gateway.terminal();
    assert.equal((await charge(one)).body.status, 'paid');
    assert.equal((await gateway.as(demo.partner.secretKey).delete(`/v1/sessions/${lin.session.id}`)).status, 204);
    assert.equal((await charge(two)).body.code, 'code_retired');
    lin = await gateway.user();
    const [last] = numbers(await issue());
    gateway.clock.advance(7_200_000);
    till = await gateway.terminal();
    const late = await charge(last);
    assert.equal(late.body.code, 'code_expired');
    assert.match(late.body.detail, /past its end/);
    assert.equal((await charge(three)).body.code, 'code_expired');
  });

  it('die with their batch, used ones excepted; revoking again changes nothing', async () => {
    const batch = await issue();
    const [one, two] = numbers(batch);
    const paid = await charge(one);
    assert.deepEqual([(await lin.delete(`/v1/offline-batches/${batch.id}`)).status, (await lin.delete(`/v1/offline-batches/${batch.id}`)).status], [204, 204]);
    assert.equal((await charge(two)).body.code, 'code_retired');
    assert.equal((await till.get<Payment>(`/v1/payments/${paid.body.id}`)).body.status, 'paid');
  });

  it('a new batch retires the one it replaces, and any other of the session', async () => {
    const [first, second] = [await issue(), await issue()];
    assert.equal((await charge(numbers(first)[0])).body.code, 'code_retired');
    const third = await issue({ replaces: second.id });
    assert.deepEqual([(await charge(numbers(second)[0])).body.code, (await charge(numbers(third)[0])).body.status], ['code_retired', 'paid']);
  });

  it('ten tabs of one session ask at once: one batch is alive', async () => {
    const batches = await Promise.all(Array.from({ length: 10 }, () => issue()));
    const live = await gateway.services.db.selectFrom('offline_batch').select('id').where('session_id', '=', lin.session.id).where('state', '=', 'live').execute();
    assert.equal(live.length, 1);
    const codes = await gateway.services.db.selectFrom('pay_code').select('batch_id').where('batch_id', 'in', batches.map(({ id }) => id)).where('state', '=', 'live').execute();
    assert.deepEqual([codes.length, new Set(codes.map(({ batch_id }) => batch_id)).size], [15, 1]);
  });

  it('another session of the same user keeps its own batch', async () => {
    const phone = await gateway.user();
    const [here, there] = [await issue(), await issue({}, phone)];
    assert.deepEqual([(await charge(numbers(here)[0])).body.status, (await charge(numbers(there)[0])).body.status], ['paid', 'paid']);
  });

  it('another user can neither replace nor revoke a batch', async () => {
    const batch = await issue();
    const chen = await gateway.user({ reference: demo.chenMo.reference });
    assert.deepEqual([
      (await chen.delete<Problem>(`/v1/offline-batches/${batch.id}`)).body.code,
      (await (await gateway.user()).post<Problem>('/v1/offline-batches', { replaces: 'ofb_1A0000000000000000000000' })).body.code,
    ], ['not_found', 'not_found']);
    assert.equal((await charge(numbers(batch)[0])).body.status, 'paid');
  });

  it('need a source that goes without its user: no loan, no frozen card', async () => {
    for (const sourceId of [demoSources.quickLoan, demoSources.otherBank]) {
      const { status, body } = await lin.post<Problem>('/v1/offline-batches', { sourceId });
      assert.deepEqual([status, body.code], [409, 'funding_source_unusable'], sourceId);
    }
  });

  it('a batch that is long over is swept', async () => {
    const batch = await issue();
    gateway.clock.advance(26 * 3_600_000 + 1);
    assert.ok(await sweepOfflineBatches(gateway.services) > 0);
    assert.deepEqual(await gateway.services.db.selectFrom('offline_batch').select('id').where('id', '=', batch.id).execute(), []);
    [lin, till] = [await gateway.user(), await gateway.terminal()];
  });

  it('the clock of the widget means nothing: a request dated ten minutes off gets the gateway\'s times', async () => {
    for (const minutes of [-10, 10]) {
      const date = new Date(gateway.clock.read().getTime() + minutes * 60_000).toUTCString();
      const { body, headers } = await lin.post<PayCode>('/v1/pay-codes', {}, { headers: { Date: date, Origin: PAGE } });
      assert.deepEqual([body.issuedAt, headers.get('date')], [gateway.clock.read().toISOString(), gateway.clock.read().toUTCString()]);
      gateway.clock.advance(59_000);
      const paid = await till.post<Charged>('/v1/payments', { code: body.number, amount: { amount: 100, currency: 'CNY' } }, { headers: { Date: date } });
      assert.equal(paid.body.status, 'paid');
    }
  });
});
