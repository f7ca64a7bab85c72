import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { endpoint, type Problem } from '@tessera/contract';
import { sql } from 'kysely';
import * as z from 'zod/mini';
import { withRetry } from './database.js';
import { pair } from './handler.js';
import { testGateway, type Caller, type TestGateway } from './testing.js';

const rowOf = <const P extends string>(id: string, path: P) => endpoint({
  id, method: 'POST', path, callers: ['user'], body: z.strictObject({}), status: 201, response: z.object({ run: z.int() }),
});

describe('a write that the database asks to do again', () => {
  let gateway: TestGateway;
  let user: Caller;
  let runs = 0;
  const work = () => Promise.resolve({ run: runs += 1 });

  before(async () => {
    gateway = await testGateway({ handlers: [pair(rowOf('doOnce', '/v1/once'), work), pair(rowOf('doSteps', '/v1/steps'), work, { steps: true })] });
    user = await gateway.user();
    // A sequence is not rolled back, so it counts the refusals across the tries.
    await sql`create sequence refusals`.execute(gateway.services.db);
  });
  after(() => gateway.close());
  afterEach(() => sql`drop trigger if exists refuse on idempotency`.execute(gateway.services.db));

  /** From now on the database refuses `times` of these statements on kept answers, as it does when transactions collide. */
  async function refuse(statement: 'insert' | 'update', times: number, state: string): Promise<void> {
    const { db } = gateway.services;
    await sql`alter sequence refusals restart`.execute(db);
    await sql`create or replace function refuse() returns trigger language plpgsql as $$ begin
      if nextval('refusals') <= ${sql.lit(times)} then raise exception 'again' using errcode = ${sql.lit(state)}; end if;
      return new; end $$`.execute(db);
    await sql`create trigger refuse before ${sql.raw(statement)} on idempotency for each row execute function refuse()`.execute(db);
  }

  for (const path of ['/v1/once', '/v1/steps']) {
    for (const [statement, state] of [['insert', '40001'], ['insert', '40P01'], ['update', '40001'], ['update', '55P03']] as const) {
      it(`${path}: succeeds though three tries of its ${statement} end in ${state}`, async () => {
        await refuse(statement, 3, state);
        const reply = await user.post(path, {}, { key: `${path}-${statement}-${state}` });
        assert.equal(reply.status, 201, reply.text);
        assert.equal((await user.post(path, {}, { key: `${path}-${statement}-${state}` })).text, reply.text);
      });

      it(`${path}: says that it is unavailable, and when to ask again, while its ${statement} ends in ${state}`, async () => {
        const key = `${path}-${statement}-${state}-always`;
        await refuse(statement, 1e9, state);
        const reply = await user.post<Problem>(path, {}, { key });
        assert.deepEqual([reply.status, reply.body.code, reply.body.retryable, reply.headers.get('retry-after')], [503, 'unavailable', true, '1']);
        assert.ok(!reply.text.includes('again using') && !reply.text.includes(state));
        await sql`drop trigger refuse on idempotency`.execute(gateway.services.db);
        // The lease of a request in steps could not be given back either: it runs out.
        gateway.clock.advance(21_000);
        assert.equal((await user.post(path, {}, { key })).status, 201);
      });
    }
  }

  it('is given up after eight tries, and passes other errors on at once', async () => {
    for (const [state, tries] of [['40001', 8], ['22012', 1]] as const) {
      let tried = 0;
      await assert.rejects(withRetry(gateway.services.db, () => {
        tried += 1;
        throw Object.assign(new Error('refused'), { code: state });
      }), { code: state });
      assert.equal(tried, tries);
    }
  });
});
