import { problems, type Fault, type Problem, type ProblemCode } from '@tessera/contract';

/** What a problem may carry beside its code and detail. */
export interface ProblemExtras {
  readonly errors?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A problem the caller is told about. Everything else that is thrown becomes `internal` and goes to the log only. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(readonly code: ProblemCode, readonly detail: string, readonly extras: ProblemExtras = {}) {
    super(`${code}: ${detail}`);
  }
}

/** The error to throw for a code of the contract's closed list; `detail` says what was expected, what came and what to do. */
export const problem = (code: ProblemCode, detail: string, extras?: ProblemExtras) => new ProblemError(code, detail, extras);

/** The RFC 9457 document of a problem. `docsBase` is the gateway's origin, where `/problems/<code>` explains each code. */
export function problemDocument(error: ProblemError, requestId: string, docsBase: string): Problem {
  const [status, blame, retryable, title] = problems[error.code];
  const docs = `${docsBase}/problems/${error.code}`;
  return {
    type: docs, title, status, detail: error.detail, code: error.code, blame, retryable, requestId, docs,
    ...(error.extras.errors ? { errors: [...error.extras.errors] } : {}),
  };
}
