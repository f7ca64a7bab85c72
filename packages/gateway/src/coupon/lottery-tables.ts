/** Draws are in their campaign's shard, entries in their user's, who has entered as a person in the shard of the identity document's hash. */
export interface LotteryTables {
  lottery_draw: LotteryDrawTable;
  lottery_entry: LotteryEntryTable;
  lottery_person: LotteryPersonTable;
}

export interface LotteryDrawTable {
  shard_key: number;
  campaign_id: string;
  /** `closed` takes no more entries, `ranked` is published and gives its coupons, `drawn` has given them. */
  state: 'open' | 'closed' | 'ranked' | 'drawn';
  /** What the gateway's signing secret makes the seed from: worth nothing without it, so that no copy of the data foretells a draw. */
  nonce: string;
  commitment: string;
  /** Of a closed draw. */
  winners: number | null;
  /** Of a ranked draw. `cutoff` is null when nobody won. */
  entries: number | null;
  seed: string | null;
  cutoff: string | null;
  entries_digest: string | null;
  drawn_at: Date | null;
}

export interface LotteryEntryTable {
  shard_key: number;
  campaign_id: string;
  user_id: string;
  ticket: string;
  /** `withheld` has won by its rank and was given no coupon: a limit was reached since the entry. */
  state: 'entered' | 'won' | 'withheld' | 'lost';
  entered_at: Date;
}

/** The one account by which a person has entered a campaign that counts persons. */
interface LotteryPersonTable {
  shard_key: number;
  identity_hash: string;
  campaign_id: string;
  user_id: string;
}
