import type { Months } from '@tessera/contract';

/** What the next payment is to be paid with: a source, a coupon (`auto`, `none` or its id), points or not, spread over months or not. */
export interface Choice {
  readonly sourceId?: string;
  readonly coupon: string;
  readonly points: boolean;
  readonly months?: Months;
}

/** What the user has picked of it so far. */
export type Picked = Omit<Partial<Choice>, 'months'> & { readonly months?: Months | undefined };
