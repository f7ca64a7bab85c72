import type { Services } from './context.js';

/** What every answer carries. */
export const ownHeaders = ({ clock }: Pick<Services, 'clock'>, requestId: string): Readonly<Record<string, string>> =>
  ({ 'X-Request-Id': requestId, Date: clock().toUTCString(), 'X-Content-Type-Options': 'nosniff' });

/** What every answer of the API carries beside them. */
export const apiHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Date, Retry-After, Idempotent-Replayed, X-Request-Id',
  'Cache-Control': 'no-store',
  Vary: 'Authorization, Accept-Language, Origin',
};
