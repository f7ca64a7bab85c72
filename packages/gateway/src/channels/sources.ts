import type { FundingKind, FundingSource } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { text } from '../locale.js';
import { withDeadline } from './channel.js';
import type { SourceStanding } from './channel.js';
import { showOffer } from './instalment-offers.js';
import { acceptedTerms, termsOf } from './source-terms.js';
import type { FundingSourceTable } from './tables.js';

export type FundingSourceRow = Selectable<FundingSourceTable>;

/** The most in fen that one payment may take from a kind of source; null where only the balance or credit line limits it. */
export const mostPerPayment: Readonly<Record<FundingKind, number | null>> = {
  e_cny_wallet: 500_000, life_card: null, quick_loan: null, debit_card: 2_000_000, other_bank_card: 500_000,
};

/** The user's sources in the user's order, without their standing. */
export function listSources(ctx: Pick<Context, 'db'>, userId: string): Promise<FundingSourceRow[]> {
  return ctx.db.selectFrom('funding_source').selectAll()
    .where('shard_key', '=', shardOf(userId)).where('user_id', '=', userId).orderBy('position').orderBy('id').execute();
}

/**
 * The user's sources with what each can give now, asked of their channels: never call it inside a transaction. A channel
 * that does not answer in time makes its sources `unavailable`, not the whole answer. A source whose terms in force its user
 * has not accepted cannot pay either.
 */
export async function readSources(ctx: Context, userId: string): Promise<FundingSource[]> {
  const rows = await listSources(ctx, userId);
  const standings = new Map<string, SourceStanding>();
  const channels = new Map(rows.map((row) => [ctx.channels[row.kind], row.kind]));
  await Promise.all([...channels.keys()].map(async (channel) => {
    const ids = rows.filter((row) => ctx.channels[row.kind] === channel).map((row) => row.id);
    try {
      const read = await withDeadline(ctx.settings.channelDeadlineMs, (signal) => channel.read(ids, signal));
      for (const [id, standing] of read) standings.set(id, standing);
    } catch (error) {
      ctx.log.warn({ err: error, requestId: ctx.requestId }, 'a channel could not be read');
    }
  }));
  const accepted = await acceptedTerms(ctx, rows);
  return rows.map((row) => {
    const standing = standings.get(row.id) ?? { available: null, unusable: 'unavailable' as const };
    const most = mostPerPayment[row.kind];
    return {
      id: row.id, kind: row.kind, name: text(ctx, row.name), last4: row.last4, available: standing.available,
      perPayment: most === null ? null : { amount: most, currency: 'CNY' },
      unusable: standing.unusable ?? (termsOf(row.kind) !== null && !accepted.has(row.id) ? 'terms_not_accepted' : null),
      instalments: showOffer(row.kind),
    };
  });
}
