import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Context } from '../context.js';
import { newId } from '../id.js';
import { ProblemError } from '../problem.js';
import { demo } from '../seed/demo.js';
import { testGateway, testSettings } from '../testing.js';
import type { TestGateway } from '../testing.js';
import { guessing } from '../guessing.js';
import { classify, hashOf, mintNumber } from './number.js';
import { findCode } from './resolve.js';

const random = (bytes: number) => randomBytes(bytes);
const guess = () => mintNumber(random, 'sandbox');

describe('guessing pay codes', () => {
  it('a million guesses against ten thousand live codes find none', () => {
    const live = new Set(Array.from({ length: 10_000 }, () => hashOf(testSettings, guess())));
    assert.equal(live.size, 10_000);
    const draws = new Uint32Array(2_000_000);
    for (let at = 0; at < draws.length; at += 10_000) crypto.getRandomValues(draws.subarray(at, at + 10_000));
    const eight = (draw: number) => String(draw % 1e8).padStart(8, '0');
    let hits = 0;
    for (let at = 0; at < draws.length; at += 2) {
      // As a thief would: the right prefix and length, then chance. 10^6 tries at 10^4 codes in 10^16 numbers: one hit in a million such runs.
      const code = classify(`87${eight(draws[at] ?? 0)}${eight(draws[at + 1] ?? 0)}`, 'sandbox');
      if (code.kind !== 'own') assert.fail(`${code.kind} came`);
      if (live.has(hashOf(testSettings, code.number))) hits += 1;
    }
    assert.equal(hits, 0);
  });

  describe('at the till', () => {
    let gateway: TestGateway;
    let terminals = 0;
    before(async () => { gateway = await testGateway(); });
    after(() => gateway.close());

    const reader = (platformId: string) => {
      terminals += 1;
      return { platformId, terminalId: newId('ter', terminals, random, gateway.clock.read()) };
    };
    const ctx = (): Context => ({ ...gateway.services, actor: { kind: 'public' }, locale: 'zh-CN', requestId: 'test', idempotencyKey: null });
    const ask = (by: ReturnType<typeof reader>, text = guess()) => findCode(ctx(), by, text).then(() => 'found', (error: unknown) => {
      assert.ok(error instanceof ProblemError, String(error));
      return error.code;
    });
    const count = (codes: readonly string[], code: string) => codes.filter((each) => each === code).length;

    it('60 guesses of one terminal at once: twenty are answered, and then not even a live code', async () => {
      const thief = reader('plt_0C0000000000000000000001');
      const codes = await Promise.all(Array.from({ length: 60 }, () => ask(thief)));
      assert.deepEqual([count(codes, 'code_unknown'), count(codes, 'rate_limited')], [guessing.misses, 60 - guessing.misses]);
      const { body } = await (await gateway.user()).post<{ number: string }>('/v1/pay-codes', {});
      assert.deepEqual([await ask(thief, body.number), await ask(reader(thief.platformId), body.number)], ['rate_limited', 'found']);
    });

    it('a platform\'s terminals together are stopped after two hundred, other platforms go on, and after a minute it may again', async () => {
      const platformId = 'plt_0D0000000000000000000001';
      const codes: string[] = [];
      for (let n = 0; n < 11; n += 1) {
        const each = reader(platformId);
        codes.push(...await Promise.all(Array.from({ length: 19 }, () => ask(each))));
      }
      assert.deepEqual([count(codes, 'code_unknown'), count(codes, 'rate_limited')], [guessing.platformMisses, 11 * 19 - guessing.platformMisses]);
      assert.deepEqual([await ask(reader(platformId)), await ask(reader('plt_0E0000000000000000000001'))], ['rate_limited', 'code_unknown']);
      gateway.clock.advance(guessing.windowSeconds * 1000);
      assert.equal(await ask(reader(platformId)), 'code_unknown');
    });

    it('what is no code of this gateway counts as no guess', async () => {
      const till = reader('plt_0F0000000000000000000001');
      for (let n = 0; n < guessing.misses + 5; n += 1) {
        assert.deepEqual([await ask(till, '134567890123456789'), await ask(till, '887654321098765432'), await ask(till, 'hello')], ['code_foreign', 'code_other_environment', 'code_malformed']);
      }
      assert.equal(await ask(till), 'code_unknown');
    });

    it('an unknown code is told apart from a used, a retired and an expired one, so that the cashier knows the next step', async () => {
      const [lin, till] = [await gateway.user(), await gateway.terminal({ id: demo.terminals.lujiazui })];
      const issue = async () => (await lin.post<{ id: string; number: string }>('/v1/pay-codes', {})).body;
      const charge = async (code: string) => (await till.post<{ code: string; detail: string }>('/v1/payments', { code, amount: { amount: 100, currency: 'CNY' } })).body;
      const [used, retired, expired] = [await issue(), await issue(), await issue()];
      await charge(used.number);
      await lin.delete(`/v1/pay-codes/${retired.id}`);
      gateway.clock.advance(60_000);
      const answers = [await charge(guess()), await charge(used.number), await charge(retired.number), await charge(expired.number)];
      assert.deepEqual(answers.map(({ code }) => code), ['code_unknown', 'code_used', 'code_retired', 'code_expired']);
      for (const { detail } of answers) assert.match(detail, /scan|check|ask/i);
    });
  });
});
