import { createHmac } from 'node:crypto';
import type { Services } from '../context.js';
import { shardOf } from '../id.js';

/** An identity document's number as it is kept: keyed, because eighteen digits, most of them a birthday and a place, could be tried out. */
export const hashDocument = ({ settings }: Pick<Services, 'settings'>, documentNumber: string): string =>
  createHmac('sha256', settings.signingSecret).update(`identity ${documentNumber.trim().toUpperCase()}`).digest('hex');

/** Keeps that the bank has proven who somebody is: all accounts with the same document are one person. */
export async function setIdentity(ctx: Pick<Services, 'db' | 'settings'>, userId: string, documentNumber: string): Promise<void> {
  await ctx.db.updateTable('person').set({ identity_hash: hashDocument(ctx, documentNumber) })
    .where('shard_key', '=', shardOf(userId)).where('id', '=', userId).execute();
}
