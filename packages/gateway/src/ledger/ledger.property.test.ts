import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { withRetry } from '../database.js';
import { newId } from '../id.js';
import { ProblemError } from '../problem.js';
import { testGateway } from '../testing.js';
import type { TestGateway } from '../testing.js';
import { account, balance, confirmHold, conservation, expireHolds, hold, houseAccount, InsufficientBalance, LedgerMisuse, transfer, voidHold } from './ledger.js';
import type { Account, Hold, LedgerContext } from './ledger.js';

/** Replays one failing run: FC_SEED=<seed printed>. */
const seed = process.env['FC_SEED'];
const settings = { numRuns: 300, ...(seed === undefined ? {} : { seed: Number(seed) }) };

const place = fc.nat({ max: 3 });
const amount = fc.integer({ min: 1, max: 60 });
const nth = fc.nat({ max: 9 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('transfer' as const), from: place, to: place, amount }),
  fc.record({ kind: fc.constant('repeat' as const), nth }),
  fc.record({ kind: fc.constant('hold' as const), from: place, to: place, amount, lives: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('confirm' as const, 'void' as const), nth }),
  fc.record({ kind: fc.constant('expire' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the ledger should hold, told by the rules alone. */
class Model {
  readonly balance = [100, 50, 0, 0];
  readonly held = [0, 0, 0, 0];
  readonly transfers: Hold[] = [];
  readonly holds: { hold: Hold; from: number; to: number; state: 'pending' | 'confirmed' | 'voided' | 'expired' }[] = [];
  /** Place 3 is the house and may owe. */
  covers(from: number, amountAsked: number): boolean { return from === 3 || (this.balance[from] ?? 0) - (this.held[from] ?? 0) >= amountAsked; }
  add(list: number[], index: number, by: number): void { list[index] = (list[index] ?? 0) + by; }
}

describe('ledger under random sequences', () => {
  let gateway: TestGateway;
  before(async () => { gateway = await testGateway(); });
  after(() => gateway.close());
  const run = <T>(work: (ctx: LedgerContext) => Promise<T>) => withRetry(gateway.services.db, (db) => work({ db, clock: gateway.clock.read }));

  async function play(steps: readonly Step[]): Promise<void> {
    const id = () => newId('usr', 9, gateway.services.random, gateway.clock.read());
    const run1 = id();
    const house = houseAccount('play', 'points', 9, run1);
    const places: Account[] = [...Array.from({ length: 3 }, () => account(id(), 'points', 'points')), house];
    const at = (index: number) => places[index] ?? assert.fail();
    let count = 0;
    const move = (from: number, to: number, sum: number): Hold => ({ debit: at(from), credit: at(to), amount: sum, reason: 'play', reference: `${run1}/${count += 1}` });
    const model = new Model();
    await run((ctx) => transfer(ctx, move(3, 0, 100)));
    await run((ctx) => transfer(ctx, move(3, 1, 50)));
    model.add(model.balance, 3, -150);

    for (const each of steps) {
      switch (each.kind) {
        case 'transfer': {
          const asked = move(each.from, each.to, each.amount);
          const done = run((ctx) => transfer(ctx, asked));
          if (each.from === each.to) { await assert.rejects(done, LedgerMisuse); break; }
          if (!model.covers(each.from, each.amount)) { await assert.rejects(done, InsufficientBalance); break; }
          await done;
          model.transfers.push(asked);
          model.add(model.balance, each.from, -each.amount);
          model.add(model.balance, each.to, each.amount);
          break;
        }
        case 'repeat': {
          const asked = model.transfers[each.nth];
          if (asked) await run((ctx) => transfer(ctx, asked));
          break;
        }
        case 'hold': {
          const asked: Hold = { ...move(each.from, each.to, each.amount), expiresAt: each.lives ? undefined : new Date(gateway.clock.read().getTime() + 1000) };
          const done = run((ctx) => hold(ctx, asked));
          if (each.from === each.to) { await assert.rejects(done, LedgerMisuse); break; }
          if (!model.covers(each.from, each.amount)) { await assert.rejects(done, InsufficientBalance); break; }
          await done;
          model.holds.push({ hold: asked, from: each.from, to: each.to, state: 'pending' });
          model.add(model.held, each.from, each.amount);
          break;
        }
        case 'confirm': case 'void': {
          const known = model.holds[each.nth];
          if (!known) break;
          const done = run((ctx) => (each.kind === 'confirm' ? confirmHold : voidHold)(ctx, known.hold));
          const wanted = each.kind === 'confirm' ? 'confirmed' : 'voided';
          if (known.state === 'pending') {
            await done;
            known.state = wanted;
            model.add(model.held, known.from, -known.hold.amount);
            if (wanted === 'confirmed') { model.add(model.balance, known.from, -known.hold.amount); model.add(model.balance, known.to, known.hold.amount); }
          } else if (known.state === wanted || (wanted === 'voided' && known.state === 'expired')) await done;
          else await assert.rejects(done, (error) => error instanceof ProblemError && error.code === 'conflict');
          break;
        }
        case 'expire': {
          gateway.clock.advance(1000);
          await run((ctx) => expireHolds(ctx));
          for (const known of model.holds) {
            if (known.state === 'pending' && known.hold.expiresAt) { known.state = 'expired'; model.add(model.held, known.from, -known.hold.amount); }
          }
        }
      }
    }
    const actual = await Promise.all(places.map((each) => balance(gateway.services, each)));
    assert.deepEqual(actual.map((each) => [each.balance, each.held]), model.balance.map((each, index) => [each, model.held[index]]));
  }

  it('holds what the rules say after 300 sequences of transfers, holds, confirms, voids, repeats and overdrafts', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), play), settings);
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });
});
