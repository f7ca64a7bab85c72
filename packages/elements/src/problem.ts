/** What a widget needs to know of anything that was thrown: a `TesseraError` as it is, all else as `internal`. */
export interface Failure {
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | null;
  /** Nobody but the network is to blame. */
  readonly offline: boolean;
}

/** Reads a failure from anything thrown, trusting nothing about its shape. A page whose server answers 401 has no user signed in. */
export function failureOf(error: unknown): Failure {
  const { code, detail, requestId, cause } = (error instanceof Error ? error : {}) as Partial<Record<'code' | 'detail' | 'requestId', unknown>> & Error;
  const signedOut = code === 'session_mint_failed' && (cause as { status?: unknown } | undefined)?.status === 401;
  return {
    code: signedOut ? 'unauthenticated' : typeof code === 'string' ? code : 'internal',
    detail: typeof detail === 'string' ? detail : '',
    requestId: typeof requestId === 'string' ? requestId : null,
    offline: code === 'network_error' || code === 'timeout',
  };
}
