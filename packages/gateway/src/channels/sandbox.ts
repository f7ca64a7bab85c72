import { setTimeout as sleep } from 'node:timers/promises';
import { FundingKind } from '@tessera/contract';
import type { DeclineReason } from '@tessera/contract';
import type { Database } from '../database.js';
import { withRetry } from '../database.js';
import { shardOf } from '../id.js';
import type { Channel, ChannelAnswer, ChannelOrder, ChannelRefund, Channels, SourceStanding } from './channel.js';
import { magicOf } from './magic-amounts.js';
import type { MagicBehaviour } from './magic-amounts.js';
import { mostPerPayment } from './sources.js';

export interface SandboxOptions {
  readonly db: Database;
  readonly clock: () => Date;
  /** Waits like a slow bank; tests hand in one that needs no time. */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** Longer than any deadline: the channel that never answers. */
const NEVER = 600_000;

/** One sandbox bank behind every kind of funding source, with real balances in its own tables. */
export function sandboxChannels(options: SandboxOptions): Channels {
  const bank = new SandboxChannel(options);
  return { e_cny_wallet: bank, life_card: bank, quick_loan: bank, debit_card: bank, other_bank_card: bank };
}

/**
 * A bank that keeps its own books and can be slow, decline, fall silent, hear twice or answer later, as the magic amounts say.
 * It shares the gateway's database for convenience but none of its transactions: nothing here is undone by a rollback there.
 */
export class SandboxChannel implements Channel {
  readonly #db: Database;
  readonly #clock: () => Date;
  readonly #pause: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;

  constructor({ db, clock, pause = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }) }: SandboxOptions) {
    this.#db = db;
    this.#clock = clock;
    this.#pause = pause;
  }

  async authorize(order: ChannelOrder, signal: AbortSignal): Promise<ChannelAnswer> {
    const magic = magicOf(order.price);
    if (magic?.kind === 'slow') await this.#pause(magic.milliseconds, signal);
    if (magic?.kind === 'silent' && magic.then === 'lost') await this.#pause(NEVER, signal);
    if (magic?.kind === 'twice') await withRetry(this.#db, (db) => this.#open(db, order, magic));
    const answer = await withRetry(this.#db, (db) => this.#open(db, order, magic));
    if (magic?.kind === 'silent') await this.#pause(NEVER, signal);
    return answer;
  }

  async #open(db: Database, order: ChannelOrder, magic: MagicBehaviour | undefined): Promise<ChannelAnswer> {
    const forced = magic?.kind === 'decline' ? magic.reason
      : magic?.kind === 'silent' && magic.then !== 'paid' && magic.then !== 'lost' ? magic.then : null;
    const key = { shard_key: shardOf(order.sourceId), reference: order.reference };
    const later = magic?.kind === 'later' ? new Date(this.#clock().getTime() + magic.milliseconds) : null;
    const opened = await db.insertInto('sandbox_order').values({
      ...key, account: order.sourceId, amount: order.amount, state: later ? 'pending' : 'authorized', reason: null, answer_at: later, refunded: 0, months: order.months,
    }).onConflict((on) => on.columns(['shard_key', 'reference']).doNothing()).returning('reference').executeTakeFirst();
    if (opened === undefined) return this.#answer(db, order.reference);
    const reason = forced ?? await this.#reserve(db, order);
    if (reason !== null) {
      await db.updateTable('sandbox_order').set({ state: 'declined', reason, answer_at: null })
        .where('shard_key', '=', key.shard_key).where('reference', '=', key.reference).execute();
    }
    return this.#answer(db, order.reference);
  }

  /** Moves available money to reserved; otherwise says why it can't. */
  async #reserve(db: Database, order: ChannelOrder): Promise<DeclineReason | null> {
    const limited = FundingKind.options.filter((kind) => order.amount > (mostPerPayment[kind] ?? Infinity));
    const row = await db.updateTable('sandbox_account')
      .set((eb) => ({ available: eb('available', '-', order.amount), reserved: eb('reserved', '+', order.amount) }))
      .where('shard_key', '=', shardOf(order.sourceId)).where('id', '=', order.sourceId)
      .where('unusable', 'is', null).where('available', '>=', order.amount)
      .$if(limited.length > 0, (update) => update.where('kind', 'not in', limited)).returning('id').executeTakeFirst();
    if (row !== undefined) return null;
    const known = await db.selectFrom('sandbox_account').select(['unusable', 'kind'])
      .where('shard_key', '=', shardOf(order.sourceId)).where('id', '=', order.sourceId).executeTakeFirst();
    if (known === undefined) return 'refused';
    if (known.unusable === 'frozen') return 'source_frozen';
    if (known.unusable !== null && known.unusable !== 'empty') return 'channel_unavailable';
    return limited.includes(known.kind) || known.kind === 'life_card' || known.kind === 'quick_loan' ? 'over_limit' : 'insufficient_funds';
  }

  async capture(order: ChannelOrder, signal: AbortSignal): Promise<ChannelAnswer> {
    const magic = magicOf(order.price);
    const taken = await this.#take(order.reference);
    if (magic?.kind === 'silent_capture' && taken) await this.#pause(NEVER, signal);
    if (magic?.kind === 'twice') {
      await this.#take(order.reference);
      await this.authorize(order, signal);
    }
    return this.query(order.reference, signal);
  }

  /** Turns reserved money into taken money; false when it was no longer, or never, reserved. */
  #take(reference: string): Promise<boolean> {
    return withRetry(this.#db, async (db) => {
      await this.#ripen(db, reference);
      const order = await db.updateTable('sandbox_order').set({ state: 'captured' })
        .where('shard_key', '=', shardOf(reference)).where('reference', '=', reference).where('state', '=', 'authorized')
        .returning(['account', 'amount']).executeTakeFirst();
      if (order === undefined) return false;
      await db.updateTable('sandbox_account')
        .set((eb) => ({ reserved: eb('reserved', '-', order.amount), taken: eb('taken', '+', order.amount) }))
        .where('shard_key', '=', shardOf(order.account)).where('id', '=', order.account).execute();
      return true;
    });
  }

  void(reference: string, _signal: AbortSignal): Promise<ChannelAnswer> {
    return withRetry(this.#db, async (db) => {
      // The row forbids an order that is still on its way: when it arrives, it finds itself voided.
      await db.insertInto('sandbox_order').values({
        shard_key: shardOf(reference), reference, account: '', amount: 0, state: 'cancelled', reason: null, answer_at: null, refunded: 0,
      }).onConflict((on) => on.columns(['shard_key', 'reference']).doNothing()).execute();
      const order = await db.updateTable('sandbox_order').set({ state: 'cancelled', answer_at: null })
        .where('shard_key', '=', shardOf(reference)).where('reference', '=', reference).where('state', 'in', ['pending', 'authorized'])
        .returning(['account', 'amount']).executeTakeFirst();
      if (order !== undefined) {
        await db.updateTable('sandbox_account')
          .set((eb) => ({ reserved: eb('reserved', '-', order.amount), available: eb('available', '+', order.amount) }))
          .where('shard_key', '=', shardOf(order.account)).where('id', '=', order.account).execute();
      }
      return this.#answer(db, reference);
    });
  }

  query(reference: string, _signal: AbortSignal): Promise<ChannelAnswer> {
    return withRetry(this.#db, async (db) => {
      await this.#ripen(db, reference);
      return this.#answer(db, reference);
    });
  }

  async refund(refund: ChannelRefund, signal: AbortSignal): Promise<void> {
    const magic = magicOf(refund.price);
    const given = await this.#give(refund);
    if (magic?.kind === 'silent_refund' && given) await this.#pause(NEVER, signal);
    if (magic?.kind === 'twice') {
      await this.#give(refund);
      await this.#take(refund.order);
    }
  }

  /** Gives taken money back, once per reference; false when this refund was given before. */
  #give(refund: ChannelRefund): Promise<boolean> {
    return withRetry(this.#db, async (db) => {
      const key = { shard_key: shardOf(refund.order), reference: refund.reference };
      const fresh = await db.insertInto('sandbox_refund').values({ ...key, order_reference: refund.order, amount: refund.amount })
        .onConflict((on) => on.columns(['shard_key', 'reference']).doNothing()).returning('reference').executeTakeFirst();
      if (fresh === undefined) return false;
      const order = await db.updateTable('sandbox_order').set((eb) => ({ refunded: eb('refunded', '+', refund.amount) }))
        .where('shard_key', '=', key.shard_key).where('reference', '=', refund.order).where('state', '=', 'captured')
        .where((eb) => eb(eb('amount', '-', eb.ref('refunded')), '>=', refund.amount))
        .returning('account').executeTakeFirst();
      if (order === undefined) throw new Error(`the sandbox has not taken ${refund.amount} for ${refund.order}`);
      await db.updateTable('sandbox_account')
        .set((eb) => ({ taken: eb('taken', '-', refund.amount), available: eb('available', '+', refund.amount) }))
        .where('shard_key', '=', key.shard_key).where('id', '=', order.account).execute();
      return true;
    });
  }

  async read(sourceIds: readonly string[], _signal: AbortSignal): Promise<ReadonlyMap<string, SourceStanding>> {
    if (sourceIds.length === 0) return new Map();
    const rows = await this.#db.selectFrom('sandbox_account').select(['id', 'available', 'disclosed', 'unusable'])
      .where('shard_key', 'in', [...new Set(sourceIds.map(shardOf))]).where('id', 'in', [...sourceIds]).execute();
    return new Map(rows.map((row) => [row.id, {
      available: row.disclosed ? { amount: row.available, currency: 'CNY' } : null,
      unusable: row.unusable ?? (row.available === 0 ? 'empty' : null),
    }]));
  }

  /** A pending order whose time has come is authorized: its money was reserved when it arrived. */
  async #ripen(db: Database, reference: string): Promise<void> {
    await db.updateTable('sandbox_order').set({ state: 'authorized', answer_at: null })
      .where('shard_key', '=', shardOf(reference)).where('reference', '=', reference)
      .where('state', '=', 'pending').where('answer_at', '<=', this.#clock()).execute();
  }

  async #answer(db: Database, reference: string): Promise<ChannelAnswer> {
    const row = await db.selectFrom('sandbox_order').select(['state', 'reason'])
      .where('shard_key', '=', shardOf(reference)).where('reference', '=', reference).executeTakeFirst();
    if (row === undefined) return { state: 'unknown' };
    if (row.state === 'declined') return { state: 'declined', reason: row.reason ?? 'refused' };
    return { state: row.state === 'cancelled' ? 'voided' : row.state };
  }
}
