import type { Validity } from '@tessera/contract';
import type { Services } from '../context.js';
import { shardOf } from '../id.js';
import type { LocalizedText } from '../locale.js';
import type { StoredFace } from './face.js';
import { bestSaving } from './face.js';
import { searchable } from './search.js';
import { giveElsewhere, release } from './stock.js';
import type { CampaignTable } from './tables.js';

/** A campaign as it is written down. */
export interface CampaignDraft {
  readonly id: string;
  readonly title: LocalizedText;
  readonly face: StoredFace;
  readonly category: CampaignTable['category'];
  readonly issuer: { readonly kind: CampaignTable['issuer_kind']; readonly name: LocalizedText };
  readonly validity: Validity;
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
  readonly round?: LocalizedText | null;
  /** More is released at `at`, and every `hours` after that. */
  readonly reopen?: { readonly at: Date; readonly hours: number | null; readonly stock: number } | null;
  readonly allowed?: number;
  readonly audience?: CampaignTable['audience'];
  readonly refundPolicy?: CampaignTable['refund_policy'];
  readonly state?: CampaignTable['state'];
  readonly rules?: readonly LocalizedText[];
  readonly rank?: number;
  /** Fen one coupon is worth at best; computed for money off, needed for things. */
  readonly worth?: number;
}

/** Writes a campaign with its stores and stock in the caller's transaction. One that is there already stays as it is. */
export async function createCampaign(ctx: Pick<Services, 'db' | 'clock'>, draft: CampaignDraft): Promise<void> {
  const { id, issuer, reopen = null, round = null } = draft;
  const shard_key = shardOf(id);
  const made = await ctx.db.insertInto('campaign').values({
    shard_key, id, title: JSON.stringify(draft.title), face: JSON.stringify(draft.face), category: draft.category,
    issuer_kind: issuer.kind, issuer_name: JSON.stringify(issuer.name), city: draft.city ?? null, store_scope: draft.scope ?? 'listed',
    validity: JSON.stringify(draft.validity), weekdays: draft.weekdays ?? null, round_title: round === null ? null : JSON.stringify(round),
    opens_at: draft.opensAt, ends_at: draft.endsAt,
    reopens_at: reopen?.at ?? null, reopen_hours: reopen?.hours ?? null, reopen_stock: reopen?.stock ?? null,
    allowed: draft.allowed ?? 1, audience: draft.audience ?? 'all', refund_policy: draft.refundPolicy ?? 'return', state: draft.state ?? 'active',
    funder: issuer.kind, rules: JSON.stringify(draft.rules ?? []), rank: draft.rank ?? 1000, worth: draft.worth ?? bestSaving(draft.face),
    search_text: searchable([...Object.values(draft.title), ...Object.values(issuer.name)].join(' ')),
  }).onConflict((on) => on.columns(['shard_key', 'id']).doNothing()).returning('id').executeTakeFirst();
  if (made === undefined) return;
  const { storeIds = [], elsewhere = 0 } = draft;
  if (storeIds.length > 0) {
    await ctx.db.insertInto('campaign_store').values(storeIds.map((store_id) => ({ shard_key, campaign_id: id, store_id }))).execute();
  }
  await release(ctx, id, draft.stock, `${id}/initial`);
  await giveElsewhere(ctx, id, elsewhere, `${id}/elsewhere`);
}
