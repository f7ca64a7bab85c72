import type { FundingKind, SourceRefusal } from '@tessera/contract';
import type { readSources } from '../channels/sources.js';
import type { Context } from '../context.js';
import { decideDiscounts } from './decide-discounts.js';
import type { Discounts, Purchase } from './decide-discounts.js';

type Sources = Awaited<ReturnType<typeof readSources>>;

/**
 * The source that pays and what comes off with it: coupons go with some sources alone, and what is left to pay decides whether a source
 * can. The one asked for, or the first of the user's that can; where none can, the discounts are those of the first.
 */
export async function withSource(ctx: Context, purchase: Purchase, sources: Sources, asked: string | undefined) {
  const known = new Map<FundingKind, Discounts>();
  const discountsOf = async (kind: FundingKind): Promise<Discounts> => {
    const discounts = known.get(kind) ?? await decideDiscounts(ctx, { ...purchase, payWith: [kind] });
    known.set(kind, discounts);
    return discounts;
  };
  const candidates = asked === undefined ? sources : sources.filter(({ id }) => id === asked);
  for (const source of candidates) {
    if (source.unusable !== null) continue;
    const discounts = await discountsOf(source.kind);
    if (sourceRefusal(source, discounts.pay) === null) return { source, discounts, judged: judgedFor(sources, discounts.pay) };
  }
  const [first] = candidates;
  const discounts = first === undefined ? await decideDiscounts(ctx, { ...purchase, payWith: [] }) : await discountsOf(first.kind);
  return { source: undefined, discounts, judged: judgedFor(sources, discounts.pay) };
}

const judgedFor = (sources: Sources, pay: number) => sources.map((source) => ({ id: source.id, kind: source.kind, refusal: sourceRefusal(source, pay) }));

/** Why a source cannot give `pay` fen. A credit line that is too short is a limit, a balance that is too low is not. */
function sourceRefusal({ kind, unusable, perPayment, available }: Sources[number], pay: number): SourceRefusal | null {
  if (unusable !== null) return unusable;
  if (perPayment !== null && pay > perPayment.amount) return 'over_limit';
  if (available === null || pay <= available.amount) return null;
  return kind === 'life_card' || kind === 'quick_loan' ? 'over_limit' : 'insufficient_funds';
}
