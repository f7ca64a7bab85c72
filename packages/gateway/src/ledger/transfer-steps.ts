import { sql } from 'kysely';
import { step, type Step } from '../database.js';
import type { LedgerContext } from './account.js';
import { accountId } from './account.js';
import type { Change } from './post.js';
import { InsufficientBalance, sumOf } from './post.js';
import { LedgerMisuse, refuseMisuse, type Transfer } from './transfer.js';

/**
 * Transfers whose references nobody can have used before, such as the id of what was made just now, as statements that need no answer of
 * each other. Throws InsufficientBalance, or LedgerMisuse for a reference that was used.
 */
export function transferSteps(ctx: LedgerContext, moves: readonly Transfer[]): readonly Step[] {
  if (moves.length === 0) return [];
  for (const move of moves) refuseMisuse(move);
  const rows = moves.map((move) => ({
    shard_key: move.debit.shard, reference: move.reference, debit: accountId(move.debit), credit_shard: move.credit.shard,
    credit: accountId(move.credit), unit: move.debit.unit, amount: move.amount, reason: move.reason,
  }));
  const changes = sumOf(moves.flatMap(({ debit, credit, amount }) => [{ account: debit, balance: -amount, held: 0 }, { account: credit, balance: amount, held: 0 }]));
  return [
    step(sql`
      insert into ledger_transfer (shard_key, reference, debit, credit_shard, credit, unit, amount, reason, at)
      select shard_key, reference, debit, credit_shard, credit, unit, amount, reason, ${ctx.clock()}::timestamptz
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as moved (shard_key integer, reference text, debit text, credit_shard integer, credit text, unit text, amount bigint, reason text)
      on conflict (shard_key, reference) do nothing returning reference`, (written) => {
      if (written.length < moves.length) throw new LedgerMisuse(`one of ${moves.map(({ reference }) => reference).join(', ')} was used before`);
    }),
    ...changes.filter(({ balance }) => balance !== 0).map(changeStep),
  ];
}

/** An account that gets more may be new; one that gives must be there and cover it. */
function changeStep({ account, balance }: Change): Step {
  const { shard, owner, name, unit, house } = account;
  if (balance > 0) {
    return step(sql`
      insert into ledger_account (shard_key, id, owner, name, unit, house, balance, held)
      values (${shard}, ${accountId(account)}, ${owner}, ${name}, ${unit}, ${house}, ${balance}, 0)
      on conflict (shard_key, id) do update set balance = ledger_account.balance + excluded.balance`, () => undefined);
  }
  return step(sql`
    update ledger_account set balance = balance + ${balance}
    where shard_key = ${shard} and id = ${accountId(account)} and unit = ${unit} and (house or balance - held >= ${-balance})
    returning id`, (rows) => { if (rows.length === 0) throw new InsufficientBalance(account); });
}
