import type { Payment } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context, Services } from '../context.js';
import type { LocalizedText } from '../locale.js';
import { text } from '../locale.js';
import type { PaymentRefundTable, PaymentTable } from './tables.js';

export type PaymentRow = Selectable<PaymentTable>;
export type RefundRow = Selectable<PaymentRefundTable>;

/** What a payment's steps need: a verb's context, or a sweep's services with a language. */
export type PaymentContext = Services & Pick<Context, 'locale'>;

const money = (amount: number) => ({ amount, currency: 'CNY' as const });

/** Points as a discount's title. */
export const pointsTitle = (points: number): LocalizedText => {
  const count = points.toLocaleString('en-US');
  return { 'zh-CN': `${count} 积分`, 'zh-HK': `${count} 積分`, en: `${count} points` };
};

/** A payment as both sides see it. `refunds` are its own, oldest first. */
export function showPayment(ctx: Pick<Context, 'locale'>, row: PaymentRow, refunds: readonly RefundRow[]): Payment {
  return {
    id: row.id, payCodeId: row.pay_code_id, offline: row.offline, status: row.status, amount: money(row.amount), tip: money(row.tip), paid: money(row.paid),
    discounts: [
      ...(row.coupon_saved > 0 && row.coupon_title ? [{ kind: 'coupon' as const, title: text(ctx, row.coupon_title), saved: money(row.coupon_saved) }] : []),
      ...(row.points_saved > 0 ? [{ kind: 'points' as const, title: text(ctx, pointsTitle(row.points_spent)), saved: money(row.points_saved) }] : []),
    ],
    source: { kind: row.source_kind, name: text(ctx, row.source_name), last4: row.source_last4 },
    plan: row.plan,
    confirmation: row.status === 'needs_confirmation' && row.confirm_reason && row.confirm_by ? { reason: row.confirm_reason, by: row.confirm_by.toISOString() } : null,
    verifiedBy: row.verified_by,
    store: { id: row.store_id, name: text(ctx, row.store_name) },
    orderReference: row.order_reference,
    declineReason: row.decline_reason,
    pointsEarned: row.points_earned,
    refunded: money(row.refunded),
    refunds: refunds.map((refund) => ({ id: refund.id, amount: money(refund.amount), reason: refund.reason, createdAt: refund.created_at.toISOString() })),
    voiding: row.void_at !== null && (row.status === 'processing' || row.status === 'in_doubt'),
    createdAt: row.created_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
  };
}

/** Adds each payment's refunds and shows them, in the order given. */
export async function showPayments(ctx: Pick<Context, 'db' | 'locale'>, rows: readonly PaymentRow[]): Promise<Payment[]> {
  const refunded = rows.filter((row) => row.refunded > 0);
  const refunds = refunded.length === 0 ? [] : await ctx.db.selectFrom('payment_refund').selectAll()
    .where('shard_key', 'in', [...new Set(refunded.map((row) => row.shard_key))])
    .where('payment_id', 'in', refunded.map((row) => row.id)).orderBy('created_at').orderBy('id').execute();
  return rows.map((row) => showPayment(ctx, row, refunds.filter((refund) => refund.payment_id === row.id)));
}
