import { shardOfText } from '../id.js';
import type { SeedContext } from '../seed.js';
import { demo } from '../seed/demo.js';

/** The demonstration supermarket's number at UnionPay: acquirer (8), forwarder (8), merchant (15). */
export const demoUnionpayAccount = '4802000048020000370100054110001';

/** Gives one store of the demonstration an account that other schemes' codes can name. */
export async function seedMerchantCode(ctx: SeedContext): Promise<void> {
  await ctx.db.insertInto('merchant_account').values({
    shard_key: shardOfText(`unionpay/${demoUnionpayAccount}`), scheme: 'unionpay', account: demoUnionpayAccount, store_id: demo.stores.yonghuiQuancheng,
  }).onConflict((conflict) => conflict.doNothing()).execute();
}
