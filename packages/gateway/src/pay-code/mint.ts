import type { Months } from '@tessera/contract';
import type { Context } from '../context.js';
import { newId, shardOfText } from '../id.js';
import { hashOf, mintNumber, payloadOf } from './number.js';

/** What a code is bound to, apart from its number. */
export interface Binding {
  readonly userId: string;
  readonly sessionId: string;
  readonly sourceId: string;
  readonly coupon: string;
  readonly points: boolean;
  readonly months: Months | null;
  readonly batchId: string | null;
  /** Fen; null without a limit of the code's own. */
  readonly most: number | null;
  readonly now: Date;
  readonly seconds: number;
}

/** A new code: its row, and the number and payload that are shown once and never kept. */
export function mintCode(ctx: Pick<Context, 'random' | 'settings'>, binding: Binding) {
  const { userId, sessionId, sourceId, coupon, points, months, batchId, most, now, seconds } = binding;
  const number = mintNumber(ctx.random, ctx.settings.environment);
  const hash = hashOf(ctx.settings, number);
  const shard = shardOfText(hash);
  const row = {
    shard_key: shard, id: newId('pyc', shard, ctx.random, now), number_hash: hash,
    user_id: userId, session_id: sessionId, source_id: sourceId, coupon, points, months, batch_id: batchId, most,
    state: 'live' as const, payment_id: null, issued_at: now, expires_at: new Date(now.getTime() + seconds * 1000),
  };
  return { row, number, payload: payloadOf(ctx.settings, number) };
}
