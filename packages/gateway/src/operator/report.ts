import { sql, type Selectable } from 'kysely';
import { fundersOf, sharesOf } from '../coupon/coupon.js';
import type { CampaignTable } from '../coupon/tables.js';
import type { Database } from '../database.js';
import type { LocalizedText } from '../locale.js';

/** What a tier, a day or a programme came to. Money in fen. */
export interface Figures {
  readonly issued: number;
  /** Used, and not refunded whole. */
  readonly redeemed: number;
  /** What the coupons took off; for an exchange or gift, what one is worth. */
  readonly discount: number;
  /** The prices of the payments the coupons were used in, without what was refunded. */
  readonly spend: number;
  /** The government's part of `discount`, by the campaign's funders. */
  readonly government: number;
}

export interface Tier extends Figures { readonly id: string; readonly title: LocalizedText }
/** One day in Asia/Shanghai: coupons issued on it, and redeemed on it. */
export interface Day extends Figures { readonly day: string }

export interface ProgrammeReport {
  readonly id: string;
  readonly title: LocalizedText;
  readonly total: Figures;
  readonly tiers: readonly Tier[];
  readonly days: readonly Day[];
}

/** Redeemed of issued; null when nothing was issued. */
export const ratioOf = ({ redeemed, issued }: Figures): number | null => (issued === 0 ? null : redeemed / issued);

/** Yuan spent for each yuan of government money; null when it gave none. */
export const leverageOf = ({ spend, government }: Figures): number | null => (government === 0 ? null : spend / government);

type Campaign = Pick<Selectable<CampaignTable>, 'id' | 'title' | 'worth' | 'funder' | 'funders'>;
interface Programme { readonly id: string; readonly title: LocalizedText }
interface Used { campaign_id: string; day: string; saved: number; uses: number; spend: number }

/** Reads what a programme's tiers came to, from its coupons and payments. */
export async function readReport(db: Database, { id, title }: Programme): Promise<ProgrammeReport> {
  const campaigns: readonly Campaign[] = await db.selectFrom('campaign').select(['id', 'title', 'worth', 'funder', 'funders']).where('programme_id', '=', id).orderBy('worth', 'desc').orderBy('id').execute();
  const issued = await readIssued(db, campaigns);
  const used = await readUsed(db, campaigns);
  const figuresOf = (belongs: (row: { campaign_id: string; day: string }) => boolean): Figures => {
    const uses = used.filter(belongs);
    const sum = (of: (row: Used) => number) => uses.reduce((total, row) => total + of(row), 0);
    return {
      issued: issued.filter(belongs).reduce((total, row) => total + row.count, 0),
      redeemed: sum((row) => row.uses), discount: sum((row) => row.uses * row.saved), spend: sum((row) => row.spend),
      government: sum((row) => row.uses * governmentPart(campaigns.find((one) => one.id === row.campaign_id), row.saved)),
    };
  };
  const days = [...new Set([...issued, ...used].map((row) => row.day))].sort();
  return {
    id, title, total: figuresOf(() => true),
    tiers: campaigns.map((campaign) => ({ id: campaign.id, title: campaign.title, ...figuresOf((row) => row.campaign_id === campaign.id) })),
    days: days.map((day) => ({ day, ...figuresOf((row) => row.day === day) })),
  };
}

/** The fen of one discount that the government pays, cut as the payment's own entries cut it. */
function governmentPart(campaign: Campaign | undefined, saved: number): number {
  if (campaign === undefined) return 0;
  return sharesOf(saved, fundersOf(campaign)).reduce((sum, { kind, amount }) => (kind === 'government' ? sum + amount : sum), 0);
}

const idsOf = (campaigns: readonly Campaign[]) => sql.join(campaigns.map(({ id }) => id));
/** A time's day in Asia/Shanghai, in SQL that every database has. */
const dayIn = (column: string) => sql`to_char((${sql.ref(column)} at time zone 'UTC') + interval '8 hours', 'YYYY-MM-DD')`;

async function readIssued(db: Database, campaigns: readonly Campaign[]): Promise<{ campaign_id: string; day: string; count: number }[]> {
  if (campaigns.length === 0) return [];
  const { rows } = await sql<{ campaign_id: string; day: string; count: number }>`
    select campaign_id, ${dayIn('claimed_at')} as day, count(*) as count
    from coupon where campaign_id in (${idsOf(campaigns)}) group by 1, 2`.execute(db);
  return rows;
}

/** Uses by campaign, day and what one use took off, so that each amount is cut among its funders as it was paid. */
async function readUsed(db: Database, campaigns: readonly Campaign[]): Promise<Used[]> {
  if (campaigns.length === 0) return [];
  const { rows } = await sql<Used>`
    select coupon.campaign_id, ${dayIn('coupon.used_at')} as day, coalesce(payment.coupon_saved, campaign.worth) as saved,
      count(*) as uses, coalesce(sum(payment.amount - payment.refunded), 0)::bigint as spend
    from coupon join campaign on campaign.id = coupon.campaign_id
    left join payment on payment.shard_key = coupon.shard_key and payment.id = coupon.payment_id
    where coupon.campaign_id in (${idsOf(campaigns)}) and coupon.state = 'used' and coupon.used_at is not null
      and (coupon.payment_id is null or (payment.status = 'paid' and (payment.refunded = 0 or payment.refunded < payment.paid)))
    group by 1, 2, 3`.execute(db);
  return rows;
}
