import { shardOf } from '../id.js';
import type { SeedContext } from '../seed.js';
import { demo } from '../seed/demo.js';

/** Lin Xiao's PIN. Chen Mo has none yet. */
export const DEMO_PIN = '271828';

/** Gives one person of the demonstration a PIN. */
export async function seedVerification(ctx: SeedContext): Promise<void> {
  const { id } = demo.linXiao;
  const known = await ctx.db.selectFrom('user_pin').select('user_id').where('shard_key', '=', shardOf(id)).where('user_id', '=', id).executeTakeFirst();
  if (known !== undefined) return;
  await ctx.db.insertInto('user_pin').values({ shard_key: shardOf(id), user_id: id, hash: await ctx.pins.hash(id, DEMO_PIN), failures: 0, set_at: ctx.clock() })
    .onConflict((conflict) => conflict.doNothing()).execute();
}
