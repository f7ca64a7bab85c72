import type { Category, Output, Parsed, Row } from '@tessera/contract';
import type { Selectable } from 'kysely';
import { asTerminal, type Context, type TerminalActor } from '../context.js';
import { writeMpm } from '../emv/mpm.js';
import { newId, shardOf } from '../id.js';
import { text } from '../locale.js';
import { problem } from '../problem.js';
import { cityNames } from '../store/describe.js';
import type { StoreRow } from '../store/tables.js';
import { GUID, ORDER_CHILD, STORE_CHILD, TEMPLATE } from './accounts.js';
import { RENMINBI, yuanOf } from './money.js';

type Issue = Row<'issueMerchantCode'>;

/** How long a code for one payment can be paid. */
export const ORDER_SECONDS = 300;

/** ISO 18245 merchant category codes of our categories. */
const categoryCodes: Readonly<Record<Category, string>> = {
  food: '5812', supermarket: '5411', transit: '4111', film: '7832', top_up: '4814', coffee_tea: '5814', bakery: '5462', takeaway: '5814', fuel: '5541',
  ride_hailing: '4121', travel: '4722', hotel: '7011', video: '5815', music_reading: '5815', health: '8099', sport: '7941', beauty: '7230', home_appliance: '5722', finance: '6012',
};

/** Makes the terminal's store a code to show: with an amount for one payment within five minutes, without one the store's fixed code. */
export async function issueMerchantCode(ctx: Context, input: Parsed<Issue>): Promise<Output<Issue>> {
  const terminal = asTerminal(ctx);
  const store = await ctx.db.selectFrom('store').selectAll().where('shard_key', '=', shardOf(terminal.storeId)).where('id', '=', terminal.storeId).executeTakeFirst();
  if (store === undefined) throw problem('not_found', 'The terminal has no store any more.');
  const { amount = null, orderReference = null } = input;
  const order = amount === null ? null : await makeOrder(ctx, terminal, amount.amount, orderReference);
  return {
    payload: await payloadOf(ctx, store, { amount: amount?.amount ?? null, orderReference, orderId: order?.id ?? null }),
    store: { id: store.id, name: text(ctx, store.name) }, amount, orderReference, expiresAt: order?.expires_at.toISOString() ?? null,
  };
}

type OrderContext = Pick<Context, 'db' | 'clock' | 'random'>;

/** Opens an order of a store's own for `amount` fen and makes its code, as for a till; null when there is no such store. In the caller's transaction. */
export async function openOrder(ctx: OrderContext, at: Pick<TerminalActor, 'storeId' | 'terminalId'>, amount: number): Promise<{ orderId: string; payload: string; endsAt: Date } | null> {
  const store = await ctx.db.selectFrom('store').selectAll().where('shard_key', '=', shardOf(at.storeId)).where('id', '=', at.storeId).executeTakeFirst();
  if (store === undefined) return null;
  const order = await makeOrder(ctx, at, amount, null);
  return { orderId: order.id, payload: await payloadOf(ctx, store, { amount, orderReference: null, orderId: order.id }), endsAt: order.expires_at };
}

function makeOrder(ctx: OrderContext, terminal: Pick<TerminalActor, 'storeId' | 'terminalId'>, amount: number, orderReference: string | null) {
  const now = ctx.clock();
  const shard = shardOf(terminal.storeId);
  return ctx.db.insertInto('merchant_order').values({
    shard_key: shard, id: newId('mqr', shard, ctx.random, now), store_id: terminal.storeId, terminal_id: terminal.terminalId,
    amount, order_reference: orderReference, payment_id: null, created_at: now, expires_at: new Date(now.getTime() + ORDER_SECONDS * 1000),
  }).returning(['id', 'expires_at']).executeTakeFirstOrThrow();
}

interface Asked { readonly amount: number | null; readonly orderReference: string | null; readonly orderId: string | null }

/** Names in English alone: plain ASCII needs no ECI in the picture (MPM 4.12), which many encoders leave out. */
async function payloadOf(ctx: Pick<Context, 'db'>, store: Selectable<StoreRow>, { amount, orderReference, orderId }: Asked): Promise<string> {
  const city = (await cityNames(ctx, [store.city_code])).get(store.city_code) ?? {};
  return writeMpm([
    ['00', '01'], ['01', orderId === null ? '11' : '12'],
    [TEMPLATE, [['00', GUID], orderId === null ? [STORE_CHILD, store.id] : [ORDER_CHILD, orderId]]],
    ['52', categoryCodes[store.category]], ['53', RENMINBI],
    ...amount === null ? [] : [['54', yuanOf(amount)] as const],
    ['58', 'CN'], ['59', plain(store.name.en, 25, 'STORE')], ['60', plain(city.en, 15, 'CHINA')],
    ...orderReference === null ? [] : [['62', [['05', orderReference]]] as const],
  ]);
}

/** A name as an EMVCo code may carry it: printable ASCII, accents dropped, cut to length. */
function plain(name: string | undefined, length: number, otherwise: string): string {
  const ascii = (name ?? '').normalize('NFKD').replace(/[^\x20-\x7e]/g, '').slice(0, length).trim();
  return ascii === '' ? otherwise : ascii;
}
