import type { ConfirmationReason, DeclineReason, FundingKind } from '@tessera/contract';
import { dayOf } from '../day.js';
import { alwaysAsks, confirmationFor, spend, spentToday } from '../verification/limits.js';
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
  const reason = await count(ctx, applicant);
  if (reason === null) return { ...none, status: 'processing', limit_class: fixedCode ? 'D' : 'C', limit_day: dayOf(now), look_at: firstLookAt(now, ctx.settings.channelDeadlineMs) };
  if (reason === 'daily_limit' && (offline || fixedCode)) return declined('daily_limit', now);
  if (offline) return declined('over_limit', now);
  if (fixedCode && await left(ctx, applicant) < paid) return declined('daily_limit', now);
  const confirmBy = new Date(now.getTime() + ctx.settings.confirmSeconds * 1000);
  return { ...none, status: 'needs_confirmation', confirm_reason: reason, confirm_by: confirmBy, look_at: confirmBy };
}

const none = { decline_reason: null, confirm_reason: null, confirm_by: null, limit_class: null, limit_day: null, settled_at: null, look_at: null } as const;

const declined = (reason: DeclineReason, now: Date): Beginning => ({ ...none, status: 'declined', decline_reason: reason, settled_at: now });

/** Counts a payment without a PIN, or says why its user has to be asked. The row that counts is the judge, since others are counted meanwhile. */
async function count(ctx: PaymentContext, applicant: Applicant): Promise<ConfirmationReason | null> {
  const { userId, paid: amount, kind, fixedCode, now } = applicant;
  const day = dayOf(now);
  if (fixedCode) return await confirmationFor(ctx, { ...applicant, amount }) ?? (await spend(ctx, { userId, class: 'D', day, amount }) ? null : 'daily_limit');
  const always = alwaysAsks(ctx, { amount, kind });
  if (always !== null) return always;
  if (await spend(ctx, { userId, class: 'C', day, amount }, ctx.settings.withoutPin.perDay)) return null;
  return await confirmationFor(ctx, { ...applicant, amount }) ?? 'daily_limit';
}

async function left(ctx: PaymentContext, { userId, now }: Applicant): Promise<number> {
  const today = await spentToday(ctx, userId, now);
  return ctx.settings.dailyLimits.D - (today.get('D')?.spent ?? 0);
}
