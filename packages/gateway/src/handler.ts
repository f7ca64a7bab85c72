import type { Endpoint, Output, Parsed, TesseraEvent } from '@tessera/contract';
import type { Context, Services } from './context.js';
import { runSteps, type Step } from './database.js';
import { ProblemError } from './problem.js';

/** What does the work of one row: checked input in, typed output out, a ProblemError thrown for what the caller did. */
export type Verb<E extends Endpoint> = (ctx: Context, input: Parsed<E>) => Promise<Output<E>>;

export interface PairOptions {
  /**
   * The verb talks to the outside between its own transactions. It gets the plain database and makes its effects unique
   * by `ctx.idempotencyKey`, so that a retry after a crash finds what was done and goes on.
   */
  readonly steps?: boolean;
}

/** One call of many that are done together. */
export interface Call<Input = unknown> {
  readonly ctx: Context;
  readonly input: Input;
}

/** What does the work of one row for many calls at once. */
export interface Together<Input = unknown, Result = unknown> {
  /** Calls of one lane go together; others don't wait for them. */
  lane(input: Input): string;
  /**
   * Does it in the transaction `services.db`. Gives each call its own output or problem, in order; a problem has had no effect. Statements
   * that nothing waits for but the commit are handed to `later`, and go to the database with the kept answers.
   */
  run(services: Services, calls: readonly Call<Input>[], later: (steps: readonly Step[]) => void): Promise<readonly Result[]>;
}

/** A row of the route table with its verb. */
export interface Handler {
  readonly row: Endpoint;
  readonly verb: (ctx: Context, input: unknown) => Promise<unknown>;
  readonly steps: boolean;
  readonly together?: Together;
}

/** An event stream's verb: yields events until its session ends, the caller leaves or the gateway closes. */
export type StreamVerb = (ctx: Context, input: { lastEventId: string | null; signal: AbortSignal }) => AsyncIterable<TesseraEvent | null>;

export interface StreamHandler {
  readonly row: Endpoint;
  readonly stream: StreamVerb;
}

/** Pairs a row with its verb. A write runs in one transaction with its idempotency row unless it works in steps. */
export const pair = <const E extends Endpoint>(row: E, verb: Verb<E>, options: PairOptions = {}): Handler => ({
  // Input has passed the row's own schemas before a verb sees it, so the one cast here is what serve guarantees.
  row, verb: verb as (ctx: Context, input: unknown) => Promise<unknown>, steps: options.steps ?? false,
});

/** Pairs a write that many ask for at the same moment with a verb for all of them: see Coalescer. */
export function pairTogether<const E extends Endpoint>(row: E, together: Together<Parsed<E>, Output<E> | ProblemError>): Handler {
  const one = async (ctx: Context, input: Parsed<E>) => {
    const steps: Step[] = [];
    const [output] = await together.run(ctx, [{ ctx, input }], (more) => steps.push(...more));
    await runSteps(ctx.db, steps);
    if (output instanceof ProblemError) throw output;
    return output as Output<E>;
  };
  return { ...pair(row, one), together };
}

/** Pairs a row of kind `stream` with its verb. A yielded null is a keep-alive. */
export const pairStream = (row: Endpoint & { readonly kind: 'stream' }, stream: StreamVerb): StreamHandler => ({ row, stream });
