import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';
import { PAYMENT_MAX } from '@tessera/contract';
import type { PayCode, Payment, Problem } from '@tessera/contract';
import { SandboxChannel, sandboxChannels } from '../channels/sandbox.js';
import type { Services } from '../context.js';
import { newId, shardOf } from '../id.js';
import { account, houseAccount, transfer } from '../ledger/ledger.js';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import { DEMO_PIN } from '../verification/seed.js';
import { audit } from './testing/audit.js';
import { reconcilePayments } from './reconcile.js';
import type { Caller, Reply, TestGateway, TestOptions } from '../testing.js';

export { audit } from './testing/audit.js';

/** A payment or the problem that came instead. */
export type PaymentReply = Reply<Payment & Pick<Problem, 'code' | 'detail'>>;

/** A gateway with a user, a till, and the steps of a payment in one word each. */
export interface PaymentDesk extends TestGateway {
  readonly lin: Caller;
  readonly till: Caller;
  /** New sessions, after the clock has gone past the old ones. */
  renew(): Promise<void>;
  issue(body?: object): Promise<PayCode>;
  charge(code: string, amount: number, options?: { till?: Caller; key?: string; orderReference?: string }): Promise<PaymentReply>;
  /** Issues and charges in one. */
  pay(amount: number, body?: object): Promise<Payment>;
  refund(paymentId: string, amount: number, options?: { till?: Caller; key?: string }): Promise<PaymentReply>;
  confirm(paymentId: string, options?: { pin?: string; key?: string; by?: Caller }): Promise<PaymentReply>;
  cancel(paymentId: string, options?: { by?: Caller; key?: string }): Promise<PaymentReply>;
  void(paymentId: string, options?: { till?: Caller; key?: string }): Promise<PaymentReply>;
  /** The payment that the reversed charge had become, or null. */
  reverse(chargeKey: string, till?: Caller): Promise<Reply<{ payment: Payment | null } & Pick<Problem, 'code' | 'detail'>>>;
  /** The sweep as the gateway runs it, until nothing is open that it can end. */
  sweep(): Promise<void>;
  payment(id: string): Promise<Payment>;
  points(): Promise<number>;
  available(sourceId: string): Promise<number | undefined>;
  giveCoupon(coupon: { off: number; threshold: number; policy?: 'forfeit' | 'return' }): Promise<string>;
  givePoints(points: number): Promise<void>;
  couponState(id: string): Promise<string>;
  /** Throws unless every book agrees with every other. */
  audit(): Promise<void>;
}

/** The sandbox bank without waiting: slow is at once, and silence is a lost connection. */
const hasty = async (milliseconds: number) => {
  if (milliseconds > 60_000) throw new Error('the connection was lost');
};

/** A bank that hears no void and no refund while it is away; slow is at once, and silence is a lost connection. */
export class MoodyBank extends SandboxChannel {
  away = false;

  constructor({ db, clock }: Pick<Services, 'db' | 'clock'>) {
    super({ db, clock, pause: hasty });
  }

  override async void(...asked: Parameters<SandboxChannel['void']>): ReturnType<SandboxChannel['void']> {
    this.#hear();
    return super.void(...asked);
  }

  override async refund(...asked: Parameters<SandboxChannel['refund']>): Promise<void> {
    this.#hear();
    return super.refund(...asked);
  }

  #hear(): void {
    if (this.away) throw new Error('the bank is away');
  }
}

/** Limits that no test meets unless it sets its own. */
const unlimited = { withoutPin: { amount: PAYMENT_MAX, perDay: 1e6 }, dailyLimits: { A: 1e9, B: 1e9, C: 1e9, D: 1e9 } };

const CNY = (amount: number) => ({ amount, currency: 'CNY' as const });

/** Opens a payment desk over a test gateway. */
export async function paymentDesk(options: TestOptions = {}): Promise<PaymentDesk> {
  const gateway = await testGateway({
    ...options,
    // No busy test machine may take a working bank for a silent one.
    settings: { channelDeadlineMs: 15_000, ...unlimited, ...options.settings },
    replace: (services) => ({ channels: sandboxChannels({ db: services.db, clock: services.clock, pause: hasty }), ...options.replace?.(services) }),
  });
  const { db } = gateway.services;
  let [lin, till]: [Caller, Caller] = [await gateway.user(), await gateway.terminal()];
  const desk: PaymentDesk = {
    ...gateway,
    get lin() { return lin; },
    get till() { return till; },
    async renew() { [lin, till] = [await gateway.user(), await gateway.terminal()]; },
    async issue(body = {}) {
      const reply = await lin.post<PayCode>('/v1/pay-codes', { coupon: 'none', ...body });
      assert.equal(reply.status, 201, reply.text);
      return reply.body;
    },
    charge: (code, amount, { till: by = till, key = randomUUID(), orderReference } = {}) =>
      by.post('/v1/payments', { code, amount: CNY(amount), ...(orderReference === undefined ? {} : { orderReference }) }, { key }),
    async pay(amount, body) {
      const reply = await desk.charge((await desk.issue(body)).number, amount);
      assert.equal(reply.status, 201, reply.text);
      return reply.body;
    },
    refund: (paymentId, amount, { till: by = till, key = randomUUID() } = {}) =>
      by.post(`/v1/payments/${paymentId}/refunds`, { amount: CNY(amount), reason: '顾客退货' }, { key }),
    confirm: (paymentId, { pin = DEMO_PIN, key = randomUUID(), by = lin } = {}) =>
      by.post(`/v1/payments/${paymentId}/confirmation`, { method: 'pin', pin }, { key }),
    cancel: (paymentId, { by = lin, key = randomUUID() } = {}) => by.post(`/v1/payments/${paymentId}/cancellation`, undefined, { key }),
    void: (paymentId, { till: by = till, key = randomUUID() } = {}) => by.post(`/v1/payments/${paymentId}/void`, undefined, { key }),
    reverse: (chargeKey, by = till) => by.post('/v1/reversals', { chargeKey }),
    async sweep() {
      // A void in doubt that turns out paid and then is refunded by a silent bank takes the longest.
      for (let round = 0; round < 4; round += 1) {
        gateway.clock.advance(30_000);
        await reconcilePayments(gateway.services);
      }
    },
    async payment(id) {
      const reply = await till.get<Payment>(`/v1/payments/${id}`);
      assert.equal(reply.status, 200, reply.text);
      return reply.body;
    },
    async points() {
      const options = await lin.get<{ points: { balance: number } }>('/v1/payment-options');
      return options.body.points.balance;
    },
    async available(sourceId) {
      const row = await db.selectFrom('sandbox_account').select('available').where('id', '=', sourceId).executeTakeFirst();
      return row?.available;
    },
    async givePoints(points) {
      const to = account(demo.linXiao.id, 'points', 'points');
      await transfer(gateway.services, { debit: houseAccount('points', 'points', to.shard), credit: to, amount: points, reason: 'gift', reference: randomUUID() });
    },
    giveCoupon: (coupon) => giveCoupon(gateway, coupon),
    async couponState(id) {
      const row = await db.selectFrom('coupon').select('state').where('id', '=', id).executeTakeFirstOrThrow();
      return row.state;
    },
    audit: () => audit(gateway),
  };
  return desk;
}

async function giveCoupon({ services }: TestGateway, { off, threshold, policy = 'forfeit' }: { off: number; threshold: number; policy?: 'forfeit' | 'return' }): Promise<string> {
  const now = services.clock();
  const shard = shardOf(demo.linXiao.id);
  const campaign = newId('cmp', 5, services.random, now);
  const id = newId('cpn', shard, services.random, now);
  const later = new Date(now.getTime() + 90 * 86_400_000);
  await services.db.insertInto('campaign').values({
    shard_key: 5, id: campaign, title: JSON.stringify({ 'zh-CN': '测试券' }), face: JSON.stringify({ kind: 'amount_off', off: CNY(off), threshold: CNY(threshold) }),
    category: 'supermarket', issuer_kind: 'bank', issuer_name: JSON.stringify({ 'zh-CN': '银行' }), city: null, store_scope: 'any',
    validity: JSON.stringify({ kind: 'relative', days: 90 }), weekdays: null, round_title: null, opens_at: now, ends_at: later,
    reopens_at: null, reopen_hours: null, reopen_stock: null, allowed: 1, audience: 'all', refund_policy: policy, state: 'internal', funder: 'bank',
    rules: JSON.stringify([]), rank: 999, worth: off, search_text: '',
  }).execute();
  await services.db.insertInto('coupon').values({
    shard_key: shard, id, user_id: demo.linXiao.id, campaign_id: campaign, ordinal: 1, state: 'unused', claimed_at: now, valid_from: now, valid_to: later,
    payment_id: null, used_at: null, used_store_id: null, returned_at: null, code: null,
  }).execute();
  return id;
}
