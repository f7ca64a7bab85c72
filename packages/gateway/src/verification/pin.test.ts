import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Problem, Verification } from '@tessera/contract';
import { withRetry } from '../database.js';
import { ProblemError } from '../problem.js';
import { demo } from '../seed/demo.js';
import { SANDBOX_CODE } from '../session/identity.js';
import { testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { provePin } from './prove.js';
import { DEMO_PIN, seedVerification } from './seed.js';
import { tooSimple } from './simple-pin.js';

type Answer = Verification & Pick<Problem, 'code' | 'detail' | 'errors'>;
const byPin = (pin: string) => ({ method: 'pin', pin });
const byPhone = { method: 'phone', code: SANDBOX_CODE };

describe('the PIN', () => {
  let gateway: TestGateway;
  let lin: Caller;
  let chen: Caller;
  before(async () => { gateway = await testGateway(); });
  beforeEach(async () => { [lin, chen] = [await gateway.user(), await gateway.user({ reference: demo.chenMo.reference })]; });
  afterEach(async () => {
    await gateway.services.db.deleteFrom('user_pin').execute();
    await withRetry(gateway.services.db, (db) => seedVerification({ ...gateway.services, db }));
  });
  after(() => gateway.close());

  const set = (caller: Caller, pin: string, proof: object) => caller.put<Answer>('/v1/verification/pin', { pin, proof });
  const shown = async (caller: Caller) => (await caller.get<Verification>('/v1/verification')).body;
  const prove = (pin: string, userId: string = demo.linXiao.id) => provePin(gateway.services, userId, pin).then(() => 'right', (error: unknown) => {
    assert.ok(error instanceof ProblemError, String(error));
    return error.code;
  });

  it('is kept as argon2id with a salt of its own, bound to its user', async () => {
    await set(chen, DEMO_PIN, byPhone);
    const rows = await gateway.services.db.selectFrom('user_pin').selectAll().execute();
    const hashes = rows.map(({ hash }) => hash);
    for (const hash of hashes) assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    assert.equal(new Set(hashes).size, 2);
    const { pins } = gateway.services;
    const ofLin = rows.find(({ user_id }) => user_id === demo.linXiao.id)?.hash ?? '';
    assert.deepEqual([await pins.matches(demo.linXiao.id, DEMO_PIN, ofLin), await pins.matches(demo.chenMo.id, DEMO_PIN, ofLin), await pins.matches(demo.linXiao.id, DEMO_PIN, 'nonsense')], [true, false, false]);
  });

  it('is set with a one-time code, then changed with the PIN until now', async () => {
    assert.deepEqual([(await shown(chen)).pin, (await shown(chen)).phone], ['unset', '*******0002']);
    assert.equal((await set(chen, '314159', byPin('000000'))).body.code, 'pin_unset');
    assert.deepEqual([(await set(chen, '314159', byPhone)).body.pin, await prove('314159', demo.chenMo.id)], ['set', 'right']);
    assert.equal((await set(chen, '161803', byPin('314159'))).status, 200);
    assert.deepEqual([await prove('314159', demo.chenMo.id), await prove('161803', demo.chenMo.id)], ['pin_wrong', 'right']);
  });

  it('says how many tries are left, locks at the fifth wrong one, and is unlocked by phone', async () => {
    const details: string[] = [];
    for (const guess of ['111112', '111113', '111114', '111115']) {
      const { status, body } = await set(lin, '314159', byPin(guess));
      assert.deepEqual([status, body.code], [409, 'pin_wrong']);
      details.push(body.detail);
    }
    assert.deepEqual(details.map((detail) => /(\d) (?:try|tries)/.exec(detail)?.[1]), ['4', '3', '2', '1']);
    assert.deepEqual([(await shown(lin)).pin, (await shown(lin)).pinTriesLeft], ['set', 1]);
    assert.equal((await set(lin, '314159', byPin('111116'))).body.code, 'pin_locked');
    assert.deepEqual([await prove(DEMO_PIN), (await shown(lin)).pin], ['pin_locked', 'locked']);
    assert.deepEqual([(await lin.post('/v1/verification/phone-code')).status, (await set(lin, '314159', byPhone)).body.pinTriesLeft], [204, 5]);
    assert.equal(await prove('314159'), 'right');
  });

  it('forgets wrong tries at the right one', async () => {
    for (const pin of ['111112', '111113', '111114', '111115', DEMO_PIN]) await prove(pin);
    assert.deepEqual([(await shown(lin)).pinTriesLeft, await prove('111116'), await prove(DEMO_PIN)], [5, 'pin_wrong', 'right']);
  });

  it('40 tries at once: five are judged, and none after them, not even the right one', async () => {
    const codes = await Promise.all(Array.from({ length: 40 }, (_, index) => prove(String(500_000 + index))));
    const count = (code: string) => codes.filter((each) => each === code).length;
    assert.deepEqual([count('pin_wrong'), count('pin_locked'), count('right')], [4, 36, 0]);
    const { failures } = await gateway.services.db.selectFrom('user_pin').select('failures').where('user_id', '=', demo.linXiao.id).executeTakeFirstOrThrow();
    assert.deepEqual([failures, await prove(DEMO_PIN)], [5, 'pin_locked']);
  });

  it('stays counted although the call is refused, and a repeated key does not count again', async () => {
    const body = { pin: '314159', proof: byPin('111112') };
    const [first, again] = [await lin.put<Answer>('/v1/verification/pin', body, { key: 'same' }), await lin.put<Answer>('/v1/verification/pin', body, { key: 'same' })];
    assert.equal(again.text, first.text);
    assert.equal((await shown(lin)).pinTriesLeft, 4);
  });

  it('refuses what is easily guessed, says why, and costs no try', async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['111111', /same/], ['123456', /counts/], ['987654', /counts/], ['890123', /counts/], ['121212', /repeats/], ['123123', /repeats/], ['420001', /phone/],
    ];
    for (const [pin, why] of cases) {
      const { status, body } = await set(lin, pin, byPin('111112'));
      assert.deepEqual([status, body.code, body.errors?.[0]?.pointer], [422, 'pin_too_simple', '#/pin'], pin);
      assert.match(body.detail, why);
    }
    assert.equal((await shown(lin)).pinTriesLeft, 5);
    assert.deepEqual([DEMO_PIN, '112233', '123124', '121213'].map((pin) => tooSimple(pin, null)), [null, null, null, null]);
  });

  it('refuses letters, other lengths and other digits with a pointer, and echoes nothing', async () => {
    for (const pin of ['abcdef', '12345', '1234567', '１２３４５６', ' 271828', '27182x']) {
      const { status, body, text } = await set(lin, pin, byPhone);
      assert.deepEqual([status, body.code, body.errors?.[0]?.pointer], [422, 'invalid_request', '#/pin'], pin);
      assert.ok(!text.includes(pin));
    }
  });

  it('is neither kept in the table of repeated requests nor can be tried out of it', async () => {
    await lin.put('/v1/verification/pin', { pin: '314159', proof: byPin(DEMO_PIN) }, { key: 'kept' });
    const rows = await gateway.services.db.selectFrom('idempotency').selectAll().execute();
    assert.ok(!JSON.stringify(rows).includes('314159'));
    const guess = createHash('sha256').update(`PUT /v1/verification/pin\n${JSON.stringify({ pin: '314159', proof: byPin(DEMO_PIN) })}`).digest('hex');
    assert.ok(!rows.some(({ request_hash }) => request_hash === guess));
  });

  it('a wrong one-time code is refused, and after a few no code is taken for a while', async () => {
    const careful = await testGateway();
    const caller = await careful.user();
    try {
      const tries: string[] = [];
      for (let n = 0; n < 6; n += 1) tries.push((await set(caller, '314159', { method: 'phone', code: '000000' })).body.code);
      assert.deepEqual(tries, [...new Array<string>(5).fill('phone_code_wrong'), 'rate_limited']);
      assert.equal((await set(caller, '314159', byPhone)).body.code, 'rate_limited');
      const sent: number[] = [];
      for (let n = 0; n < 6; n += 1) sent.push((await caller.post('/v1/verification/phone-code')).status);
      assert.deepEqual(sent, [204, 204, 204, 204, 204, 429]);
    } finally {
      await careful.close();
    }
  });

  it('cannot be set by phone where no phone is known', async () => {
    const nobody = await gateway.user({ reference: 'somebody-new' });
    const replies = [await nobody.post<Answer>('/v1/verification/phone-code'), await set(nobody, '314159', byPhone)];
    assert.deepEqual(replies.map(({ status, body }) => [status, body.code]), [[409, 'phone_unknown'], [409, 'phone_unknown']]);
    assert.equal((await shown(nobody)).phone, null);
  });

  it('more than fifty waiting for a hash are told to come back, and counted no try', async () => {
    const codes = await Promise.all(Array.from({ length: 70 }, () => prove(DEMO_PIN, 'usr_1A00000000000NOBODY00000001')));
    const told = codes.filter((code) => code === 'unavailable').length;
    assert.equal(told, 18, 'two run, fifty wait');
    assert.equal(codes.filter((code) => code === 'pin_unset').length, 52);
  });

  it('shows the day\'s limits of each class', async () => {
    const { limits, withoutPin } = await shown(lin);
    assert.deepEqual(Object.values(limits).map(({ limit }) => limit.amount), [5_000_000, 500_000, 100_000, 50_000]);
    assert.deepEqual([withoutPin.amount.amount, withoutPin.left], [50_000, 10]);
  });
});
