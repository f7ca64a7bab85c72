import { MpmError, parseMpm, type MpmCode, type MpmFault } from '../emv/mpm.js';
import { problem, type ProblemError } from '../problem.js';

/** Most faults told at once. */
const FAULTS_MAX = 20;

/** `parseMpm`, its faults told as a problem at `pointer`. */
export function parsePayload(payload: string, pointer: string): MpmCode {
  try {
    return parseMpm(payload);
  } catch (error) {
    if (error instanceof MpmError) throw malformed(error.faults, pointer);
    throw error;
  }
}

/** The problem of a code with these faults: which object, what was expected, what came. */
export function malformed(faults: readonly MpmFault[], pointer: string): ProblemError {
  const errors = faults.slice(0, FAULTS_MAX).map(({ id, expected, came }) => ({ pointer, detail: `${id === '' ? 'The payload' : `Object ${id}`}: expected ${expected}; ${came} came.` }));
  return problem('merchant_code_malformed', `The code does not follow EMVCo's merchant-presented mode. ${errors[0]?.detail ?? ''} Scan again, or ask the store for another code.`, { errors });
}
