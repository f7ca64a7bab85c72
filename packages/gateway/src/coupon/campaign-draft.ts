import type { CampaignRules, ClaimLimit, Hours } from '@tessera/contract';
import type { Insertable } from 'kysely';
import { shardOf } from '../id.js';
import type { LocalizedText } from '../locale.js';
import type { StoredFace } from './face.js';
import { bestSaving } from './face.js';
import { searchable } from './search.js';
import type { CampaignTable } from './tables.js';
import type { StoredValidity } from './validity.js';

/** A campaign as it is written down. */
export interface CampaignDraft {
  readonly id: string;
  readonly title: LocalizedText;
  readonly face: StoredFace;
  readonly category: CampaignTable['category'];
  readonly issuer: { readonly kind: CampaignTable['issuer_kind']; readonly name: LocalizedText };
  readonly validity: StoredValidity;
  readonly opensAt: Date;
  readonly endsAt: Date;
  readonly stock: number;
  /** Coupons of the stock that other channels have given out already. */
  readonly elsewhere?: number;
  readonly city?: string | null;
  readonly scope?: CampaignTable['store_scope'];
  readonly storeIds?: readonly string[];
  /** ISO weekdays as digits. */
  readonly weekdays?: string | null;
  readonly hours?: readonly Hours[] | null;
  readonly round?: LocalizedText | null;
  /** More is released at `at`, and every `hours` after that. */
  readonly reopen?: { readonly at: Date; readonly hours: number | null; readonly stock: number } | null;
  readonly allowed?: number;
  readonly limits?: readonly ClaimLimit[];
  readonly audience?: CampaignTable['audience'];
  readonly newWithinDays?: number | null;
  readonly segment?: string | null;
  readonly area?: CampaignRules['area'];
  readonly payWith?: CampaignRules['payWith'];
  readonly presentedBy?: CampaignRules['presentedBy'];
  /** Goes with no other discount. */
  readonly alone?: boolean;
  readonly refundPolicy?: CampaignTable['refund_policy'];
  readonly partialRefund?: CampaignRules['refund']['partial'];
  readonly funders?: CampaignRules['funders'];
  /** Fen that all coupons may take off together: stock beyond it is not released. */
  readonly budget?: number | null;
  readonly fuse?: CampaignRules['fuse'];
  readonly importedCodes?: boolean;
  readonly remindHours?: number;
  readonly mode?: CampaignRules['mode'];
  readonly drawsAt?: Date | null;
  readonly programmeId?: string | null;
  readonly state?: CampaignTable['state'];
  readonly rules?: readonly LocalizedText[];
  readonly rank?: number;
  /** Fen one coupon is worth at best; computed for money off, needed for things. */
  readonly worth?: number;
}

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

/** A campaign's row as it is made. */
export function valuesOf(draft: CampaignDraft) {
  const { id, issuer, reopen = null } = draft;
  return {
    shard_key: shardOf(id), id, title: JSON.stringify(draft.title), face: JSON.stringify(draft.face), category: draft.category,
    issuer_kind: issuer.kind, issuer_name: JSON.stringify(issuer.name), funder: issuer.kind, funders: draft.funders?.length ? json(draft.funders) : null,
    city: draft.city ?? null, store_scope: draft.scope ?? 'listed', programme_id: draft.programmeId ?? null,
    opens_at: draft.opensAt, ends_at: draft.endsAt, mode: draft.mode ?? 'first_come', draws_at: draft.drawsAt ?? null, state: draft.state ?? 'active',
    round_title: json(draft.round), reopens_at: reopen?.at ?? null, reopen_hours: reopen?.hours ?? null, reopen_stock: reopen?.stock ?? null,
    allowed: draft.allowed ?? 1, limits: draft.limits?.length ? json(draft.limits) : null, budget: draft.budget ?? null, fuse: json(draft.fuse),
    audience: draft.audience ?? 'all', new_within_days: draft.newWithinDays ?? null, segment: draft.segment ?? null, area: json(draft.area),
    validity: JSON.stringify(draft.validity), weekdays: draft.weekdays ?? null, hours: json(draft.hours), pay_with: json(draft.payWith),
    presented_by: draft.presentedBy ?? 'any', alone: draft.alone ?? false, remind_hours: draft.remindHours ?? 72, imported_codes: draft.importedCodes ?? false,
    refund_policy: draft.refundPolicy ?? 'return', partial_refund: draft.partialRefund ?? 'allowed',
    rules: JSON.stringify(draft.rules ?? []), rank: draft.rank ?? 1000, worth: draft.worth ?? bestSaving(draft.face),
    search_text: searchable([...Object.values(draft.title), ...Object.values(issuer.name)].join(' ')),
  } as const satisfies Insertable<CampaignTable>;
}
