import { Problem, problems, type Blame, type Fault, type ProblemCode } from '@tessera/contract';

/** What every rejection of a backend is. Branch on `code`; quote `requestId` to the gateway's operator. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
  readonly code: ProblemCode;
  /** Who has to act for this to go away. */
  readonly blame: Blame;
  readonly retryable: boolean;
  /** The gateway's id for the request, null when it never answered. */
  readonly requestId: string | null;
  /** What was wrong in the request, by JSON Pointer. */
  readonly errors: readonly Fault[];

  constructor(details: { code: ProblemCode; detail: string; blame: Blame; retryable: boolean; requestId?: string; errors?: readonly Fault[] | undefined; cause?: unknown }) {
    super(`${details.code}: ${details.detail}`, { cause: details.cause });
    this.code = details.code;
    this.blame = details.blame;
    this.retryable = details.retryable;
    this.requestId = details.requestId ?? null;
    this.errors = details.errors ?? [];
  }
}

/** The gateway's refusal as an error, or null when `body` is not a problem document. The wire's code may be newer than this package. */
export const fromProblem = (body: unknown): BackendError | null => {
  const problem = Problem.safeParse(body);
  return problem.success ? new BackendError({ ...problem.data, code: problem.data.code as ProblemCode }) : null;
};

/** An error found on this side. */
export const raise = (code: 'network_error' | 'timeout' | 'invalid_response' | 'unavailable', detail: string, cause?: unknown): BackendError => {
  const [, blame, retryable] = problems[code];
  return new BackendError({ code, blame, retryable, detail, cause });
};
