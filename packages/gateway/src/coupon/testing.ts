import assert from 'node:assert/strict';
import type { MintedSession } from '@tessera/contract';
import { newId, shardOf } from '../id.js';
import { conservation } from '../ledger/ledger.js';
import type { Caller, TestGateway } from '../testing.js';
import { setIdentity } from '../session/identity-document.js';
import type { CampaignDraft } from './create.js';
import { createCampaign } from './create.js';

const DAY_MS = 86_400_000;

/** Fen as Money. */
export const fen = (amount: number) => ({ amount, currency: 'CNY' as const });

/** A campaign that is open to everybody for a week, ¥10 off 50 in any store; what a test is about is given. Returns its id. */
export async function openCampaign({ services }: TestGateway, draft: Partial<CampaignDraft> = {}): Promise<string> {
  const now = services.clock();
  const id = draft.id ?? newId('cmp', 77, services.random, now);
  await createCampaign(services, {
    id, title: { 'zh-CN': '测试券', en: 'Test coupon' }, face: { kind: 'amount_off', off: fen(1000), threshold: fen(5000) },
    category: 'supermarket', issuer: { kind: 'merchant', name: { 'zh-CN': '测试商家', en: 'Test merchant' } },
    validity: { kind: 'relative', days: 7 }, opensAt: new Date(now.getTime() - DAY_MS), endsAt: new Date(now.getTime() + 7 * DAY_MS),
    stock: 10, scope: 'any', ...draft,
  });
  return id;
}

/** A caller who is a user. */
export type User = Caller & { readonly session: MintedSession };

/** A newly registered user, with a wallet or a proven identity when asked. */
export async function newUser(gateway: TestGateway, reference: string, { wallet = false, document }: { wallet?: boolean; document?: string } = {}): Promise<User> {
  const user = await gateway.user({ reference });
  const { id } = user.session.subject;
  if (document !== undefined) await setIdentity(gateway.services, id, document);
  if (wallet) {
    await gateway.services.db.insertInto('funding_source').values({
      shard_key: shardOf(id), id: newId('src', shardOf(id), gateway.services.random, gateway.services.clock()), user_id: id, kind: 'e_cny_wallet', name: JSON.stringify({ 'zh-CN': '数字人民币钱包' }), last4: '0001', position: 0,
    }).execute();
  }
  return user;
}

/** Callers of `count` newly registered users. */
export const newUsers = (gateway: TestGateway, count: number, prefix = 'user'): Promise<User[]> =>
  Promise.all(Array.from({ length: count }, (_, place) => gateway.user({ reference: `${prefix}-${place}` })));

/** How often each status and code came. */
export function tally(replies: readonly { status: number; body: { code?: string } }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies) {
    const name = status < 300 ? String(status) : `${status} ${body.code ?? ''}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Throws unless the ledger is true and, for each campaign, what was released is what remains, was claimed (one row each) and was given elsewhere. */
export async function auditStock({ services: { db } }: TestGateway): Promise<void> {
  assert.deepEqual((await conservation(db)).faults, []);
  const accounts = await db.selectFrom('ledger_account').select(['owner', 'name', 'balance']).where('unit', '=', 'stock').where('house', '=', false).execute();
  const rows = await db.selectFrom('coupon').select(['campaign_id', (eb) => eb.fn.countAll<number>().as('count')]).groupBy('campaign_id').execute();
  const released = await db.selectFrom('ledger_transfer').select(['credit', 'amount']).where('unit', '=', 'stock').where('reason', '=', 'release').execute();
  for (const owner of new Set(accounts.map((row) => row.owner))) {
    const balance = (name: string) => accounts.find((row) => row.owner === owner && row.name === name)?.balance ?? 0;
    const claims = rows.find((row) => row.campaign_id === owner)?.count ?? 0;
    const initial = released.filter((row) => row.credit === `${owner}/stock`).reduce((sum, row) => sum + row.amount, 0);
    assert.equal(balance('issued'), claims, `${owner}: ${balance('issued')} issued, ${claims} claims`);
    assert.equal(balance('stock') + balance('issued') + balance('elsewhere'), initial, `${owner}: stock is not what was released`);
    assert.ok(balance('stock') >= 0);
  }
}
