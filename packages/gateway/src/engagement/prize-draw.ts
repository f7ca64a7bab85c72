import type { Selectable } from 'kysely';
import type { Services } from '../context.js';
import { Overtaken } from '../database.js';
import type { RewardRule } from '../energy/energy.js';
import { shardOf } from '../id.js';
import type { LocalizedText } from '../locale.js';
import { MILLION } from './chance.js';
import type { PrizeDrawTable, PrizeTable } from './tables.js';

export type PrizeDrawRow = Selectable<PrizeDrawTable>;
export type PrizeRow = Selectable<PrizeTable>;

/** A prize draw as it is written down. The last prize has no stock to run out of. */
export interface PrizeDrawDraft {
  readonly id: string;
  readonly title: LocalizedText;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly freePerDay: number;
  readonly pointsPerDraw: number | null;
  readonly rules: readonly LocalizedText[];
  readonly prizes: readonly { readonly id: string; readonly reward: RewardRule; readonly chances: number; readonly stock: number | null }[];
}

/** Writes a prize draw in the caller's transaction. One that is there already stays as it is. */
export async function createPrizeDraw({ db }: Pick<Services, 'db'>, draft: PrizeDrawDraft): Promise<void> {
  const sum = draft.prizes.reduce((total, { chances }) => total + chances, 0);
  if (sum !== MILLION) throw new Error(`The chances of a prize draw sum to ${MILLION}; these sum to ${sum}.`);
  if (draft.prizes.at(-1)?.stock !== null) throw new Error('The last prize of a draw is given for all that have run out: its stock must be null.');
  const shard_key = shardOf(draft.id);
  const made = await db.insertInto('prize_draw').values({
    shard_key, id: draft.id, title: JSON.stringify(draft.title), starts_at: draft.startsAt, ends_at: draft.endsAt,
    free_per_day: draft.freePerDay, points_per_draw: draft.pointsPerDraw, rules: JSON.stringify(draft.rules),
  }).onConflict((on) => on.doNothing()).returning('id').executeTakeFirst();
  if (made === undefined) return;
  await db.insertInto('prize').values(draft.prizes.map(({ id, reward, chances, stock }, place) => (
    { shard_key, id, draw_id: draft.id, place, reward: JSON.stringify(reward), chances, stock, given: 0 }))).execute();
}

/** The draw that is on at a time, the latest begun of several; null for none. */
export async function currentDraw({ db }: Pick<Services, 'db'>, now: Date): Promise<PrizeDrawRow | null> {
  const row = await db.selectFrom('prize_draw').selectAll().where('starts_at', '<=', now).where('ends_at', '>', now)
    .orderBy('starts_at', 'desc').orderBy('id').limit(1).executeTakeFirst();
  return row ?? null;
}

/** A draw's prizes in their order. */
export const prizesOf = ({ db }: Pick<Services, 'db'>, drawId: string): Promise<PrizeRow[]> =>
  db.selectFrom('prize').selectAll().where('shard_key', '=', shardOf(drawId)).where('draw_id', '=', drawId).orderBy('place').execute();

/** Takes one out of the stock of each of these prizes, in one order for everybody. Throws Overtaken when others took what the caller has read. */
export async function takePrizes({ db }: Pick<Services, 'db'>, prizes: readonly PrizeRow[]): Promise<void> {
  const scarce = Map.groupBy(prizes.filter(({ stock }) => stock !== null), ({ id }) => id);
  for (const [id, of] of [...scarce].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const left = await db.updateTable('prize').set((eb) => ({ given: eb('given', '+', of.length) }))
      .where('shard_key', '=', of[0]?.shard_key ?? 0).where('id', '=', id).where((eb) => eb(eb('given', '+', of.length), '<=', eb.ref('stock'))).returning('id').executeTakeFirst();
    if (left === undefined) throw new Overtaken('another draw took the last of a prize');
  }
}
