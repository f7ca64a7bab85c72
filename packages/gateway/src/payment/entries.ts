import { houseAccount } from '../ledger/ledger.js';
import type { Transfer } from '../ledger/ledger.js';
import { pointsHouse, pointsOf } from '../right/right.js';
import type { PaymentRow, RefundRow } from './view.js';

/**
 * The accounts of a payment, all in its user's shard. The store's `payable` is what the house owes it; a channel's
 * `clearing` is, negated, what that channel has taken for the house; a campaign's `funding` is what its funder owes.
 */
const accountsOf = (row: PaymentRow) => ({
  payable: houseAccount('payable', 'CNY', row.shard_key, row.store_id),
  clearing: houseAccount('clearing', 'CNY', row.shard_key, row.source_kind),
  pointsCost: houseAccount('points_cost', 'CNY', row.shard_key),
  refunds: houseAccount('refunds', 'CNY', row.shard_key, row.source_kind),
  points: pointsOf(row.user_id),
  house: pointsHouse(row.user_id),
});

/** What each funder of the coupon pays, and its account: a campaign of one funder has one, of several one for each, in the campaign's order. */
function fundingOf({ shard_key, coupon_campaign_id, coupon_saved, coupon_funders }: PaymentRow) {
  const of = (name: string) => houseAccount(name, 'CNY', shard_key, coupon_campaign_id ?? 'house');
  if (coupon_funders === null) return [{ account: of('funding'), amount: coupon_saved, reference: '' }];
  return coupon_funders.map(({ kind, amount }, place) => ({ account: of(`funding_${place + 1}_${kind}`), amount, reference: `/${place + 1}` }));
}

/** The points a payment spends: held when it opens, taken when it is paid. */
export function pointsSpent({ id, user_id, points_spent }: Pick<PaymentRow, 'id' | 'user_id' | 'points_spent'>): Transfer {
  return { debit: pointsOf(user_id), credit: pointsHouse(user_id), amount: points_spent, reason: 'spent', reference: `${id}/points-spent` };
}

/** What moves when a payment is paid, beside the points it held. */
export function paidEntries(row: PaymentRow, earned: number): Transfer[] {
  const { payable, clearing, pointsCost, points, house } = accountsOf(row);
  return [
    { debit: clearing, credit: payable, amount: row.paid, reason: 'payment', reference: `${row.id}/cash` },
    ...fundingOf(row).map(({ account, amount, reference }) => ({ debit: account, credit: payable, amount, reason: 'coupon', reference: `${row.id}/coupon${reference}` })),
    { debit: pointsCost, credit: payable, amount: row.points_saved, reason: 'points', reference: `${row.id}/points-cost` },
    { debit: house, credit: points, amount: earned, reason: 'payment', reference: `${row.id}/points-earned` },
  ];
}

/** Money to be given back, by the name it is booked under. */
export type GivenBack = Pick<RefundRow, 'id' | 'amount'>;

/** What moves when a refund or void is decided: the cash waits in `refunds` until the channel has given it. */
export function refundEntries(row: PaymentRow, refund: GivenBack, full: boolean, takenBack: number): Transfer[] {
  const { payable, pointsCost, refunds, points, house } = accountsOf(row);
  const mirrored: Transfer[] = [
    ...fundingOf(row).map(({ account, amount, reference }) => ({ debit: payable, credit: account, amount, reason: 'coupon refund', reference: `${row.id}/coupon-refund${reference}` })),
    { debit: payable, credit: pointsCost, amount: row.points_saved, reason: 'points refund', reference: `${row.id}/points-cost-refund` },
    { debit: house, credit: points, amount: row.points_spent, reason: 'returned', reference: `${row.id}/points-returned` },
  ];
  return [
    { debit: payable, credit: refunds, amount: refund.amount, reason: 'refund', reference: `${refund.id}/cash` },
    { debit: points, credit: house, amount: takenBack, reason: 'refund', reference: `${refund.id}/points-taken-back` },
    ...(full ? mirrored : []),
  ];
}

/** What moves when the channel has given a refund. */
export function sentEntry(row: PaymentRow, refund: RefundRow): Transfer {
  const { refunds, clearing } = accountsOf(row);
  return { debit: refunds, credit: clearing, amount: refund.amount, reason: 'refund', reference: `${refund.id}/sent` };
}
