import type { MerchantOrder } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import type { MpmCode } from '../emv/mpm.js';
import { shardOf, shardOfText } from '../id.js';
import { text } from '../locale.js';
import { problem } from '../problem.js';
import { accountNames, accountsOf, ORDER_CHILD, type Account } from './accounts.js';
import { malformed, parsePayload } from './malformed.js';
import { pricesOf, RENMINBI, yuanOf } from './money.js';
import type { MerchantOrderTable } from './tables.js';

/** What a scanned code asks for, and the order it stands for: null for a code that can be paid again. */
export type ReadOrder = MerchantOrder & { readonly orderId: string | null; readonly terminalId: string | null };

type ReadContext = Pick<Context, 'db' | 'clock' | 'locale'>;

/**
 * Reads a merchant-presented code. Only an order of ours makes a code that is not fixed: what a code says of itself can be
 * printed on any sticker. Throws `merchant_code_malformed` with every fault at `pointer`, `merchant_code_unsupported`,
 * or `merchant_code_ended`.
 */
export async function readOrder(ctx: ReadContext, payload: string, pointer = '#/payload'): Promise<ReadOrder> {
  const code = parsePayload(payload, pointer);
  const currency = code.objects.get('53')?.value ?? '';
  if (currency !== RENMINBI) throw problem('merchant_code_unsupported', `The code asks for currency ${currency} (ISO 4217): this gateway pays ${RENMINBI}, renminbi, alone.`);
  for (const account of accountsOf(code)) {
    const order = account.scheme === 'tessera' && account.child === ORDER_CHILD
      ? await readOwnOrder(ctx, code, account, pointer)
      : await readFixed(ctx, code, account, pointer);
    if (order !== null) return order;
  }
  throw problem('merchant_code_unsupported', `The code can be paid to ${accountNames(code)}; none of them is an account of a store here. Pay with an app of one of these schemes, or show the store your pay code.`);
}

/** Makes the order paid by this payment, in the caller's transaction. Throws `merchant_code_ended` when another was first or the order's time is over. */
export async function takeOrder(tx: Pick<Context, 'db'>, orderId: string, paymentId: string, now: Date): Promise<void> {
  const { numUpdatedRows } = await tx.db.updateTable('merchant_order').set({ payment_id: paymentId })
    .where('shard_key', '=', shardOf(orderId)).where('id', '=', orderId).where('payment_id', 'is', null).where('expires_at', '>', now)
    .executeTakeFirst();
  // Zero rows: another customer scanned the same screen and was first, or it was shown for too long.
  if (numUpdatedRows === 0n) throw ended();
}

/** An order's payment, null while nobody has paid it, and whether it can still be paid. Undefined for an order that has been swept. */
export async function orderStanding({ db }: Pick<Context, 'db'>, orderId: string, now: Date): Promise<{ readonly paymentId: string | null; readonly payable: boolean } | undefined> {
  const row = await db.selectFrom('merchant_order').select(['payment_id', 'expires_at']).where('shard_key', '=', shardOf(orderId)).where('id', '=', orderId).executeTakeFirst();
  return row && { paymentId: row.payment_id, payable: row.payment_id === null && row.expires_at > now };
}

/** Frees an order whose payment came to nothing, so that it can be paid while its time lasts. */
export async function releaseOrder(tx: Pick<Context, 'db'>, orderId: string, paymentId: string): Promise<void> {
  await tx.db.updateTable('merchant_order').set({ payment_id: null })
    .where('shard_key', '=', shardOf(orderId)).where('id', '=', orderId).where('payment_id', '=', paymentId).execute();
}

async function readOwnOrder(ctx: ReadContext, code: MpmCode, account: Account, pointer: string): Promise<ReadOrder> {
  const row: Selectable<MerchantOrderTable> | undefined = await ctx.db.selectFrom('merchant_order').selectAll()
    .where('shard_key', '=', shardOf(account.value)).where('id', '=', account.value).executeTakeFirst();
  if (row === undefined || row.payment_id !== null || row.expires_at <= ctx.clock()) throw ended();
  const told = pricesOf(code);
  if ('id' in told) throw malformed([told], pointer);
  if (told.amount !== row.amount) throw malformed([{ id: '54', expected: `the order's amount ${yuanOf(row.amount)}`, came: told.amount === null ? 'none' : yuanOf(told.amount) }], pointer);
  const store = await findStore(ctx, row.store_id);
  if (store === null) throw ended();
  return {
    scheme: 'tessera', store, fixed: false, amount: { amount: row.amount, currency: 'CNY' }, tip: null,
    orderReference: row.order_reference, purpose: null, orderId: row.id, terminalId: row.terminal_id,
  };
}

async function readFixed(ctx: ReadContext, code: MpmCode, account: Account, pointer: string): Promise<ReadOrder | null> {
  const storeId = account.scheme === 'tessera' ? account.value : await storeOfAccount(ctx, account);
  const store = storeId === null ? null : await findStore(ctx, storeId);
  if (store === null) return null;
  const told = pricesOf(code);
  if ('id' in told) throw malformed([told], pointer);
  const more = code.objects.get('62')?.children;
  return {
    scheme: account.scheme, store, fixed: true, amount: told.amount === null ? null : { amount: told.amount, currency: 'CNY' }, tip: told.tip,
    orderReference: known(more?.get('05')) ?? known(more?.get('01')), purpose: known(more?.get('08')), orderId: null, terminalId: null,
  };
}

/** `***` asks the customer's app to ask (MPM 4.8.1); nothing is known of it here. */
const known = (value: string | undefined): string | null => value === undefined || value === '***' ? null : value;

async function storeOfAccount(ctx: Pick<Context, 'db'>, { scheme, value }: Account): Promise<string | null> {
  const row = await ctx.db.selectFrom('merchant_account').select('store_id')
    .where('shard_key', '=', shardOfText(`${scheme}/${value}`)).where('scheme', '=', scheme).where('account', '=', value).executeTakeFirst();
  return row?.store_id ?? null;
}

async function findStore(ctx: ReadContext, id: string): Promise<MerchantOrder['store'] | null> {
  const row = await ctx.db.selectFrom('store').select('name').where('shard_key', '=', shardOf(id)).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : { id, name: text(ctx, row.name) };
}

const ended = () => problem('merchant_code_ended', 'The code was good for one payment and has been paid or has ended: ask the store to show a new one.');
