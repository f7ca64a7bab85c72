import type { Blame, Fault, Problem, ProblemCode } from '@tessera/contract';

/** The codes raised on this side of the network, as the contract lists them: who must act, worth another try, what happened. */
const raised = {
  network_error: ['network', true, 'The gateway could not be reached'],
  timeout: ['network', true, 'The gateway did not answer in time'],
  invalid_response: ['gateway', true, 'The answer does not fit the contract'],
  session_mint_failed: ['platform', true, 'The page could not get a session'],
  session_expired: ['platform', true, 'The session has ended'],
  unavailable: ['gateway', true, 'The gateway cannot answer right now'],
} as const satisfies Partial<Record<ProblemCode, readonly [Blame, boolean, string]>>;

/** Codes a client can raise by itself. */
export type RaisedCode = keyof typeof raised;

interface Details {
  readonly code: ProblemCode;
  readonly blame: Blame;
  readonly retryable: boolean;
  readonly detail: string;
  readonly title?: string;
  readonly requestId?: string | null;
  readonly errors?: readonly Fault[] | undefined;
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/**
 * The one error a client's promise rejects with, but for an abort (which rejects with the signal's own reason).
 * Branch on `code`; show your own words for it; quote `requestId` to the operator.
 */
export class TesseraError extends Error {
  override readonly name = 'TesseraError';
  /** A code of the contract's closed list. A newer gateway may send one that this version does not know. */
  readonly code: ProblemCode;
  /** Who has to act for this to go away. */
  readonly blame: Blame;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** The gateway's id for the request, null when it never answered. */
  readonly requestId: string | null;
  /** One sentence for a developer, in English. */
  readonly detail: string;
  /** What was wrong in the request, by JSON Pointer. */
  readonly errors?: readonly Fault[];
  /** Seconds the gateway asked to wait. */
  readonly retryAfter?: number;

  constructor(details: Details) {
    super(`${details.code}: ${details.detail}`, { cause: details.cause });
    this.code = details.code;
    this.blame = details.blame;
    this.retryable = details.retryable;
    this.requestId = details.requestId ?? null;
    this.detail = details.detail;
    if (details.errors) this.errors = details.errors;
    if (details.retryAfter !== undefined) this.retryAfter = details.retryAfter;
  }
}

/** An error this side raises; `detail` says what was expected and what arrived. */
export const raise = (code: RaisedCode, more: Partial<Pick<Details, 'detail' | 'cause' | 'requestId'>> & { retryAfter?: number | undefined } = {}): TesseraError => {
  const [blame, retryable, title] = raised[code];
  return new TesseraError({ code, blame, retryable, detail: title, ...more });
};

/** A gateway's problem document as an error. The wire's code is any string, so that an older client reads a newer gateway. */
export const fromProblem = (problem: Problem, retryAfter?: number): TesseraError =>
  new TesseraError({ ...problem, code: problem.code as ProblemCode, retryAfter });

/** Whether something caught is a client's error. Works across two copies of this package on one page. */
export const isTesseraError = (error: unknown): error is TesseraError =>
  error instanceof Error && error.name === 'TesseraError' && 'code' in error;

/** Whether something caught is a client's error with this code. */
export const hasCode = <C extends ProblemCode>(error: unknown, code: C): error is TesseraError & { readonly code: C } =>
  isTesseraError(error) && error.code === code;
