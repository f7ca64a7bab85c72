import * as z from 'zod/mini';
import { id } from './id.js';
import { Money } from './money.js';
import { Day } from './time.js';

export const FundingKind = z.enum(['e_cny_wallet', 'life_card', 'quick_loan', 'debit_card', 'other_bank_card']);
export type FundingKind = z.infer<typeof FundingKind>;

/** How many months a payment can be spread over. */
export const Months = z.union([z.literal(3), z.literal(6), z.literal(12), z.literal(24)]);
export type Months = z.infer<typeof Months>;

/** Why a source cannot pay now, whatever the amount. `terms_not_accepted`: its contract is read and accepted first. */
export const SourceUnusable = z.enum(['frozen', 'empty', 'not_opened', 'unavailable', 'terms_not_accepted']);
export type SourceUnusable = z.infer<typeof SourceUnusable>;

/** What a source asks for spreading a payment: from this amount on, for these months, each at a rate of the sum in basis points. */
const InstalmentOffer = z.object({ from: Money, rates: z.array(z.object({ months: Months, feeBasisPoints: z.int() })) });

/**
 * Where a payment's money comes from. `available` is a balance or a credit limit, `perPayment` the most that one payment
 * may take; null where the bank does not say or does not limit. `unusable` says why it cannot pay now.
 */
export const FundingSource = z.object({
  id: id('src'),
  kind: FundingKind,
  name: z.string(),
  last4: z.string().check(z.regex(/^\d{4}$/)),
  available: z.nullable(Money),
  perPayment: z.nullable(Money),
  unusable: z.nullable(SourceUnusable),
  instalments: z.nullable(InstalmentOffer),
});
export type FundingSource = z.infer<typeof FundingSource>;

/**
 * A payment spread over months, to the cent: `schedule` has one row a month, its `amount` is `principal` plus `fee`; the
 * principals sum to what the source pays and differ by a fen at most, the fees to `fee`. `annualRateBasisPoints` is the cost as a yearly
 * rate (APR, simple interest on the falling principal).
 */
export const InstalmentPlan = z.object({
  months: Months,
  fee: Money,
  total: Money,
  annualRateBasisPoints: z.int(),
  schedule: z.array(z.object({ number: z.int(), dueOn: Day, principal: Money, fee: Money, amount: Money })),
});
export type InstalmentPlan = z.infer<typeof InstalmentPlan>;

/** The contract a source is used under, and what a payment of `amount` would cost with it. */
export const SourceTerms = z.object({
  sourceId: id('src'),
  version: z.string(),
  title: z.string(),
  lender: z.string(),
  annualRateBasisPoints: z.int(),
  clauses: z.array(z.string()),
  acceptedAt: z.nullable(z.string()),
  amount: Money,
  plans: z.array(InstalmentPlan),
});
export type SourceTerms = z.infer<typeof SourceTerms>;
