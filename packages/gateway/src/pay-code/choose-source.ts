import type { FundingSource, Months } from '@tessera/contract';
import { readSources } from '../channels/sources.js';
import type { Context } from '../context.js';
import { problem } from '../problem.js';

/** What a code's source must be able to do. */
export interface Wanted {
  readonly sourceId?: string | undefined;
  readonly months?: Months | undefined;
  /** The code has to go without its user: a source that always asks for a proof is of no use. */
  readonly offline?: boolean;
}

const fits = (source: FundingSource, { months, offline = false }: Wanted): boolean =>
  (months === undefined || spreads(source, months)) && !(offline && source.kind === 'quick_loan');

const spreads = ({ instalments }: FundingSource, months: Months): boolean => instalments?.rates.some((rate) => rate.months === months) ?? false;

/**
 * The source asked for, or the first one in the user's order that can. Asks the channels, so never inside a transaction.
 * Throws `not_found`, `funding_source_unusable` or `instalments_unavailable`.
 */
export async function chooseSource(ctx: Context, userId: string, wanted: Wanted): Promise<string> {
  const sources = await readSources(ctx, userId);
  if (wanted.sourceId === undefined) return first(sources.filter((source) => source.unusable === null), wanted).id;
  const source = sources.find(({ id }) => id === wanted.sourceId);
  if (source === undefined) throw problem('not_found', `The user has no funding source ${wanted.sourceId}.`);
  if (source.unusable !== null) throw problem('funding_source_unusable', `The funding source is ${source.unusable}: choose another one.`);
  if (wanted.offline === true && source.kind === 'quick_loan') {
    throw problem('funding_source_unusable', 'A quick loan asks for a proof each time, which a phone without a network cannot give: choose another source for offline codes.');
  }
  if (wanted.months !== undefined && !spreads(source, wanted.months)) throw problem('instalments_unavailable', `This source does not spread a payment over ${wanted.months} months: ${offers(source)}`);
  return source.id;
}

function first(usable: readonly FundingSource[], wanted: Wanted): FundingSource {
  const source = usable.find((each) => fits(each, wanted));
  if (source !== undefined) return source;
  if (usable.length > 0 && wanted.months !== undefined) throw problem('instalments_unavailable', `None of the user's sources spreads a payment over ${wanted.months} months: pay in full, or add a card that does.`);
  throw problem('funding_source_unusable', 'The user has no funding source that can pay now: open a wallet or add a card first.');
}

const offers = ({ instalments }: FundingSource): string =>
  instalments === null ? 'pay in full, or choose another source.' : `choose ${instalments.rates.map(({ months }) => months).join(', ')}, or pay in full.`;
