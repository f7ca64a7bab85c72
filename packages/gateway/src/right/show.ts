import type { Right } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { showFace, stateOf } from '../coupon/coupon.js';
import type { FullCoupon } from '../coupon/coupon.js';
import { text } from '../locale.js';
import { findBenefit } from './catalogue.js';
import type { BenefitTable } from './tables.js';

export type BenefitRow = Selectable<BenefitTable>;

/** A claimed coupon as a right. */
export const showCouponRight = (ctx: Pick<Context, 'locale'>, row: FullCoupon, now: Date): Right => ({
  id: row.id,
  kind: 'coupon',
  title: text(ctx, row.campaign.title),
  category: row.campaign.category,
  state: stateOf(row, now),
  face: showFace(ctx, row.campaign.face),
  giver: text(ctx, row.campaign.issuer_name),
  validFrom: row.valid_from.toISOString(),
  validTo: row.valid_to.toISOString(),
  weekdays: row.campaign.weekdays === null ? null : [...row.campaign.weekdays].map(Number),
  hours: row.campaign.hours === null ? null : [...row.campaign.hours],
  usedAt: row.used_at?.toISOString() ?? null,
});

/** A benefit as a right. One that left the catalogue keeps its row and shows its code's name. */
export function showBenefitRight(ctx: Pick<Context, 'locale'>, row: BenefitRow, now: Date): Right {
  const benefit = findBenefit(row.benefit);
  return {
    id: row.id,
    kind: 'benefit',
    title: benefit === null ? row.benefit : text(ctx, benefit.title),
    category: row.category,
    state: row.state === 'unused' && row.valid_to <= now ? 'expired' : row.state,
    face: benefit?.face ? showFace(ctx, benefit.face) : null,
    giver: benefit === null ? row.platform_id : text(ctx, benefit.giver),
    validFrom: row.valid_from.toISOString(),
    validTo: row.valid_to.toISOString(),
    weekdays: null,
    hours: null,
    usedAt: row.used_at?.toISOString() ?? null,
  };
}
