import type { Payment, Settlement, SettlementEntry } from '@tessera/contract';
import { dayOf } from './fixture-clock.js';
import type { World } from './world.js';

const fen = (amount: number) => ({ amount, currency: 'CNY' as const });

const saved = (payment: Payment, kind: 'coupon' | 'points') => payment.discounts.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.saved.amount, 0);

/** What each payment did to the store's account: one row when paid, one for each refund, one when voided. */
const entriesOf = (payment: Payment): SettlementEntry[] => {
  const { id: paymentId, orderReference, settledAt } = payment;
  if (settledAt === null || (payment.status !== 'paid' && payment.status !== 'voided')) return [];
  const entry = (kind: SettlementEntry['kind'], id: string, at: string, cash: number, whole: boolean): SettlementEntry => {
    const coupons = whole ? saved(payment, 'coupon') : 0;
    const points = whole ? saved(payment, 'points') : 0;
    return { id, kind, paymentId, orderReference, amount: fen(cash + coupons + points), cash: fen(cash), coupons: fen(coupons), points: fen(points), at };
  };
  const paid = payment.paid.amount;
  const all = payment.refunded.amount === paid;
  return [
    entry('payment', `${paymentId}:payment`, settledAt, paid, true),
    ...payment.refunds.map((refund, index) => entry('refund', refund.id, refund.createdAt, refund.amount.amount, all && index === payment.refunds.length - 1)),
    ...(payment.status === 'voided' ? [entry('void', `${paymentId}:void`, settledAt, paid, true)] : []),
  ];
};

/** A day's movements, newest first. */
export const settlementEntries = (world: World, day: string): SettlementEntry[] =>
  world.payments.flatMap(entriesOf).filter((entry) => dayOf(Date.parse(entry.at)) === day).toSorted((a, b) => b.at.localeCompare(a.at));

/** A day's sums, made of exactly its movements. */
export const settlementOf = (world: World, day: string): Settlement => {
  const entries = settlementEntries(world, day);
  const sumOf = (kind: SettlementEntry['kind']) => {
    const some = entries.filter((entry) => entry.kind === kind);
    const total = (of: 'amount' | 'cash' | 'coupons' | 'points') => fen(some.reduce((sum, entry) => sum + entry[of].amount, 0));
    return { count: some.length, amount: total('amount'), cash: total('cash'), coupons: total('coupons'), points: total('points') };
  };
  const [payments, refunds, voids] = [sumOf('payment'), sumOf('refund'), sumOf('void')];
  const open = world.payments.filter(({ status, createdAt }) => ['needs_confirmation', 'processing', 'in_doubt'].includes(status) && dayOf(Date.parse(createdAt)) === day);
  const { id = '', name = '' } = world.stores[0] ?? {};
  return {
    day, store: { id, name }, payments, refunds, voids, net: payments.amount.amount - refunds.amount.amount - voids.amount.amount,
    open: { count: open.length, amount: fen(open.reduce((sum, { amount }) => sum + amount.amount, 0)) },
  };
};
