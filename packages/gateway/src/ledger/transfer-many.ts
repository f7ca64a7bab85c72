import { sql } from 'kysely';
import type { LedgerContext } from './account.js';
import { accountId } from './account.js';
import { InsufficientBalance, sumOf, type Change } from './post.js';
import { record, refuseMisuse, type Transfer } from './transfer.js';

/**
 * Like `transferAll` for many owners at once: a few statements however many they are, and each account's row touched once, in the order
 * in which everybody locks them. Throws InsufficientBalance, or LedgerMisuse for a transfer that can't be meant.
 */
export async function transferMany(ctx: LedgerContext, asked: readonly Transfer[]): Promise<void> {
  const moves = asked.filter((move) => move.amount !== 0);
  if (moves.length === 0) return;
  for (const move of moves) refuseMisuse(move);
  const changes = sumOf(await record(ctx, moves)).filter(({ balance }) => balance !== 0);
  if (changes.length > 0) await postMany(ctx, changes);
}

async function postMany({ db }: LedgerContext, changes: readonly Change[]): Promise<void> {
  const rows = changes.map(({ account, balance }, place) => ({
    place, shard_key: account.shard, id: accountId(account), owner: account.owner, name: account.name, unit: account.unit, house: account.house, amount: balance,
  }));
  const asked = sql`json_to_recordset(${JSON.stringify(rows)}::json)
    as asked (place integer, shard_key integer, id text, owner text, name text, unit text, house boolean, amount bigint)`;
  await sql`
    insert into ledger_account (shard_key, id, owner, name, unit, house, balance, held)
    select shard_key, id, owner, name, unit, house, 0, 0 from ${asked} order by place
    on conflict (shard_key, id) do nothing`.execute(db);
  await sql`
    select ledger_account.id from ${asked} join ledger_account on ledger_account.shard_key = asked.shard_key and ledger_account.id = asked.id
    order by asked.place for update of ledger_account`.execute(db);
  const { rows: changed } = await sql<{ place: number }>`
    update ledger_account set balance = ledger_account.balance + asked.amount from ${asked}
    where ledger_account.shard_key = asked.shard_key and ledger_account.id = asked.id and ledger_account.unit = asked.unit
      and (ledger_account.house or ledger_account.balance - ledger_account.held + asked.amount >= 0)
    returning asked.place`.execute(db);
  const done = new Set(changed.map(({ place }) => place));
  const short = changes.find((_, place) => !done.has(place));
  if (short !== undefined) throw new InsufficientBalance(short.account);
}
