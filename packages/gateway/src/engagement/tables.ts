import type { Json } from '../tables.js';
import type { LocalizedText } from '../locale.js';
import type { Given, RewardRule } from '../energy/energy.js';

/** A prize draw and its prizes are in the draw's shard, all of a user's draws and invitations in the user's; a code in its own. */
export interface EngagementTables {
  prize_draw: PrizeDrawTable;
  prize: PrizeTable;
  prize_turn: PrizeTurnTable;
  prize_result: PrizeResultTable;
  invitation: InvitationTable;
  invitation_code: InvitationCodeTable;
  invitation_acceptance: InvitationAcceptanceTable;
  invitation_friend: InvitationFriendTable;
}

export interface PrizeDrawTable {
  shard_key: number;
  id: string;
  title: Json<LocalizedText>;
  starts_at: Date;
  ends_at: Date;
  free_per_day: number;
  /** Null when no draw can be bought. */
  points_per_draw: number | null;
  rules: Json<readonly LocalizedText[]>;
}

export interface PrizeTable {
  shard_key: number;
  id: string;
  draw_id: string;
  /** From 0; the last one never runs out, and is given for one that has. */
  place: number;
  reward: Json<RewardRule>;
  /** In a million; those of a draw sum to it. */
  chances: number;
  /** Null never runs out. */
  stock: number | null;
  given: number;
}

/** Free draws a user has used on one Shanghai day. */
interface PrizeTurnTable {
  shard_key: number;
  user_id: string;
  draw_id: string;
  day: string;
  used: number;
}

export interface PrizeResultTable {
  shard_key: number;
  id: string;
  user_id: string;
  draw_id: string;
  prize_id: string;
  reward: Json<Given>;
  paid_points: number;
  at: Date;
}

/** A user's own invitation. Codes that the user tried and that do not exist are counted here too. */
interface InvitationTable {
  shard_key: number;
  user_id: string;
  code: string;
  rewarded: number;
  misses: number;
  missed_since: Date | null;
}

/** Whose code it is, unique over all users. */
interface InvitationCodeTable {
  shard_key: number;
  code: string;
  user_id: string;
}

/** Whose invitation a user has accepted, once in a life. `request_key` tells a repeat after a crash from a second try. */
interface InvitationAcceptanceTable {
  shard_key: number;
  user_id: string;
  inviter_id: string;
  request_key: string;
  reward: Json<Given>;
  at: Date;
}

/** Who came by a user's invitation. */
interface InvitationFriendTable {
  shard_key: number;
  user_id: string;
  friend_id: string;
  at: Date;
}
