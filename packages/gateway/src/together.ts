import type { Services } from './context.js';
import { Coalescer, type Settled } from './coalescer.js';
import { runSteps, withRetry, type Step } from './database.js';
import type { Call, Together } from './handler.js';
import { answersOf, keepSteps, keyOf, replay, type Answer, type Failed, type Once } from './idempotency.js';
import { ProblemError } from './problem.js';
import type { IdempotencyRow } from './tables.js';

/** One call on its way into a batch. */
export interface Joining extends Call {
  readonly once: Once;
  readonly answer: (output: unknown) => Answer;
  readonly failed: Failed;
}

type Kept = Answer & { readonly replayed: boolean };

/**
 * Like `once`, for many calls in one transaction: their effects and kept answers commit together, and each has its own.
 * A key that comes twice runs once, in one batch as over many.
 */
export function onceTogether(services: Services, { lane, run }: Together): (joining: Joining) => Promise<Kept> {
  const coalescer = new Coalescer<Joining, Kept>((items) => {
    // A key seldom comes twice, so it is read only once writing has shown that one did.
    let seen = false;
    return withRetry(services.db, async (db) => {
      try {
        return await runAll({ ...services, db }, items, run, seen);
      } catch (error) {
        seen = true;
        throw error;
      }
    });
  });
  return (joining) => coalescer.do(lane(joining.input), joining);
}

async function runAll(services: Services, items: readonly Joining[], run: Together['run'], seen: boolean): Promise<Settled<Kept>[]> {
  const known = seen ? await answersOf(services.db, items.map(({ once }) => once)) : new Map<string, IdempotencyRow>();
  const fresh = new Map<string, Joining>();
  for (const item of items) {
    const key = keyOf(item.once);
    if (!known.has(key) && !fresh.has(key)) fresh.set(key, item);
  }
  const steps: Step[] = [];
  const outputs = fresh.size === 0 ? [] : await run(services, [...fresh.values()], (more) => steps.push(...more));
  const results = new Map([...fresh].map(([key, item], place) => [key, resultOf(item, outputs[place])]));
  const kept = [...fresh].flatMap(([key, { once }]) => {
    const result = results.get(key);
    return result !== undefined && 'value' in result ? [{ call: once, answer: result.value }] : [];
  });
  await runSteps(services.db, [...keepSteps(services, kept), ...steps]);
  return items.map((item): Settled<Kept> => {
    const key = keyOf(item.once);
    const row = known.get(key);
    if (row) return attempt(() => replay(services, item.once, row));
    const first = fresh.get(key);
    const result = results.get(key);
    if (!first || !result) return { error: new Error('a batch lost one of its calls') };
    if (first === item || 'error' in result) return result;
    const { status, contentType, body } = result.value;
    return attempt(() => replay(services, item.once, { request_hash: first.once.requestHash, sealed: false, status, content_type: contentType, body }));
  });
}

function resultOf(item: Joining, output: unknown): Settled<Kept> {
  if (!(output instanceof ProblemError)) return { value: { ...item.answer(output), replayed: false } };
  const answer = item.failed(output);
  return answer ? { value: { ...answer, replayed: false } } : { error: output };
}

function attempt(work: () => Kept): Settled<Kept> {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof ProblemError) return { error };
    throw error;
  }
}
