import type { FundingKind, Output, Parsed, Row } from '@tessera/contract';
import { listSources } from '../channels/sources.js';
import { acceptedTerms, termsOf } from '../channels/source-terms.js';
import type { Terms } from '../channels/source-terms.js';
import type { Context } from '../context.js';
import { asUser } from '../context.js';
import { withRetry } from '../database.js';
import { dayOf } from '../day.js';
import { shardOf } from '../id.js';
import { text } from '../locale.js';
import { problem } from '../problem.js';
import { plansFor } from './instalments.js';
import { getPaymentOptions } from './options.js';

type Show = Row<'getSourceTerms'>;
type Accept = Row<'acceptSourceTerms'>;

/** The terms a source is used under, and what a payment of the amount would cost with it today. */
export async function getSourceTerms(ctx: Context, { sourceId, amount }: Parsed<Show>): Promise<Output<Show>> {
  const { kind, terms } = await ownTerms(ctx, sourceId);
  const acceptedAt = (await acceptedTerms(ctx, [{ id: sourceId, kind }])).get(sourceId);
  return {
    sourceId, version: terms.version, title: text(ctx, terms.title), lender: text(ctx, terms.lender),
    annualRateBasisPoints: terms.annualRateBasisPoints, clauses: terms.clauses.map((clause) => text(ctx, clause)),
    acceptedAt: acceptedAt?.toISOString() ?? null,
    amount: { amount, currency: 'CNY' }, plans: plansFor(kind, amount, dayOf(ctx.clock())),
  };
}

/** Accepts the terms in force, once; any other version was not what the user should have read. In steps, because the answer asks the banks. */
export async function acceptSourceTerms(ctx: Context, { sourceId, version }: Parsed<Accept>): Promise<Output<Accept>> {
  const { terms } = await ownTerms(ctx, sourceId);
  if (version !== terms.version) throw problem('terms_changed', `The terms in force are version ${terms.version}; ${version} came. Show them again, then accept that version.`);
  const now = ctx.clock();
  await withRetry(ctx.db, async (db) => {
    await db.insertInto('source_agreement').values({ shard_key: shardOf(sourceId), source_id: sourceId, version, accepted_at: now })
      .onConflict((on) => on.columns(['shard_key', 'source_id', 'version']).doNothing()).execute();
  });
  return getPaymentOptions(ctx);
}

async function ownTerms(ctx: Context, sourceId: string): Promise<{ kind: FundingKind; terms: Terms }> {
  const source = (await listSources(ctx, asUser(ctx).userId)).find(({ id }) => id === sourceId);
  if (source === undefined) throw problem('not_found', `The user has no funding source ${sourceId}.`);
  const terms = termsOf(source.kind);
  if (terms === null) throw problem('not_found', `The funding source ${sourceId} has no terms to accept: it can be used as it is.`);
  return { kind: source.kind, terms };
}
