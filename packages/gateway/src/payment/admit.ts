import type { ConfirmationReason, DeclineReason, FundingKind } from '@tessera/contract';
import { dayOf } from '../day.js';
import { confirmationFor, spend, spentToday, unspend } from '../verification/limits.js';
import { firstLookAt } from './reconcile-rule.js';
import type { PaymentContext, PaymentRow } from './view.js';

/** What a payment is when its limits are judged. `paid` is what the source gives, in fen. */
export interface Applicant {
  readonly userId: string;
  readonly paid: number;
  readonly kind: FundingKind;
  readonly fixedCode: boolean;
  readonly offline: boolean;
  readonly now: Date;
}

/** The part of a new payment's row that says how it begins. */
export type Beginning = Pick<PaymentRow, 'status' | 'decline_reason' | 'confirm_reason' | 'confirm_by' | 'limit_class' | 'limit_day' | 'settled_at' | 'look_at'>;

/**
 * Decides in the opening transaction how a payment begins: `processing`, counted against its user's day; waiting for its
 * user; or declined, where nobody can be asked (an offline code) or asking would not help (a fixed code's own limit).
 */
export async function admit(ctx: PaymentContext, applicant: Applicant): Promise<Beginning> {
  const { paid, fixedCode, offline, now } = applicant;
  const reason = await confirmationFor(ctx, { ...applicant, amount: paid }) ?? await count(ctx, applicant);
  if (reason === null) return { ...none, status: 'processing', limit_class: fixedCode ? 'D' : 'C', limit_day: dayOf(now), look_at: firstLookAt(now, ctx.settings.channelDeadlineMs) };
  if (reason === 'daily_limit' && (offline || fixedCode)) return declined('daily_limit', now);
  if (offline) return declined('over_limit', now);
  if (fixedCode && await left(ctx, applicant) < paid) return declined('daily_limit', now);
  const confirmBy = new Date(now.getTime() + ctx.settings.confirmSeconds * 1000);
  return { ...none, status: 'needs_confirmation', confirm_reason: reason, confirm_by: confirmBy, look_at: confirmBy };
}

const none = { decline_reason: null, confirm_reason: null, confirm_by: null, limit_class: null, limit_day: null, settled_at: null, look_at: null } as const;

const declined = (reason: DeclineReason, now: Date): Beginning => ({ ...none, status: 'declined', decline_reason: reason, settled_at: now });

/** Counts a payment without a PIN, or says which of the day's limits it would pass. */
async function count(ctx: PaymentContext, { userId, paid, fixedCode, now }: Applicant): Promise<ConfirmationReason | null> {
  const asked = { userId, class: fixedCode ? 'D' as const : 'C' as const, day: dayOf(now), amount: paid };
  if (!await spend(ctx, asked)) return 'daily_limit';
  if (fixedCode) return null;
  const today = await spentToday(ctx, userId, now);
  if ((today.get('C')?.count ?? 0) <= ctx.settings.withoutPin.perDay) return null;
  // Others were counted between the first look and the row's lock, which makes this the one too many.
  await unspend(ctx, asked);
  return 'count';
}

async function left(ctx: PaymentContext, { userId, now }: Applicant): Promise<number> {
  const today = await spentToday(ctx, userId, now);
  return ctx.settings.dailyLimits.D - (today.get('D')?.spent ?? 0);
}
