import { rows, type Bundle, type BundleOrder, type Campaign, type Coupon, type Endpoint, type EndpointId, type Payment, type PayCode, type PaymentOptions, type Energy, type RedemptionCode, type Right, type SourceTerms, type MerchantCode, type OfflineBatch, type PasskeyCreation, type Verification } from '@tessera/contract';
import { demoCampaigns } from './coupon/seed-campaigns.js';
import { openCampaign } from './coupon/testing.js';
import { bundles } from './bundle/catalogue.js';
import { demoSources } from './payment/seed.js';
import { demoEngagement } from './engagement/seed.js';
import { demo } from './seed/demo.js';
import { PAGE, type Caller, type Reply, type TestGateway } from './testing.js';
import { DEMO_PIN } from './verification/seed.js';
import { SoftwarePasskey } from './verification/testing.js';

/** One call that succeeds on a freshly seeded gateway, by whoever may make it. */
export interface Sample {
  readonly caller: Caller;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * What the generated tests need of a row. Each endpoint of the contract has one, or this file does not compile. Where a
 * path names what somebody owns, `stranger` is a caller of the same kind who must get the same 404 as for an id of nobody;
 * `shared` says that the path names what everybody may see.
 */
export interface RowFixture {
  readonly sample: (gateway: TestGateway) => Promise<Sample>;
  readonly stranger?: (gateway: TestGateway) => Promise<Caller>;
  readonly shared?: true;
}

const platform = (gateway: TestGateway) => gateway.as(demo.partner.secretKey);
const otherUser = (gateway: TestGateway) => gateway.user({ reference: demo.chenMo.reference });
const otherTerminal = (gateway: TestGateway) => gateway.terminal({ id: demo.terminals.guomao });
const asLinXiao = async (gateway: TestGateway): Promise<Sample> => ({ caller: await gateway.user() });

async function must<T>(pending: Promise<Reply<T>>): Promise<T> {
  const reply = await pending;
  if (reply.status >= 400) throw new Error(`A fixture could not be made: ${reply.text}`);
  return reply.body;
}

const first = <T>(items: readonly T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error('A fixture needs a row that the seed does not have.');
  return item;
};

/** The user's active subscription, bought when there is none. */
async function subscriptionOf(user: Caller): Promise<string> {
  const { items } = await must(user.get<{ items: Bundle[] }>('/v1/bundles'));
  const active = items.find(({ subscription }) => subscription?.state === 'active')?.subscription;
  if (active) return active.id;
  const { subscription, order } = await must(user.post<BundleOrder>(`/v1/bundles/${items.at(-1)?.id ?? ''}/subscriptions`));
  await must(user.post<Payment>('/v1/merchant-payments', { payload: order.payload, sourceId: demoSources.wallet, coupon: 'none', pay: order.amount }));
  return subscription.id;
}

async function loanOf(user: Caller): Promise<string> {
  const { sources } = await must(user.get<PaymentOptions>('/v1/payment-options'));
  return first(sources.filter((source) => source.kind === 'quick_loan')).id;
}

const newPayCode = async (user: Caller) => must(user.post<PayCode>('/v1/pay-codes', {}));

async function newPayment(gateway: TestGateway): Promise<{ terminal: Caller; user: Caller; payment: Payment }> {
  const [user, terminal] = [await gateway.user(), await gateway.terminal()];
  const { number } = await must(user.post<PayCode>('/v1/pay-codes', { sourceId: demoSources.wallet }));
  const payment = await must(terminal.post<Payment>('/v1/payments', { code: number, amount: { amount: 1200, currency: 'CNY' } }));
  return { terminal, user, payment };
}

/** A payment over the amount that goes without a PIN. */
async function newWaiting(gateway: TestGateway): Promise<{ user: Caller; params: { paymentId: string } }> {
  const [user, terminal] = [await gateway.user(), await gateway.terminal()];
  const { number } = await must(user.post<PayCode>('/v1/pay-codes', { sourceId: demoSources.lifeCard }));
  const { id } = await must(terminal.post<Payment>('/v1/payments', { code: number, amount: { amount: 60_000, currency: 'CNY' } }));
  return { user, params: { paymentId: id } };
}

const newBatch = async (user: Caller) => must(user.post<OfflineBatch>('/v1/offline-batches', {}));

/** A new passkey's answer to the request made for it. */
async function attested(user: Caller) {
  const options = await must(user.post<PasskeyCreation>('/v1/verification/passkey-request', { pin: DEMO_PIN }));
  return { name: '我的手机', response: new SoftwarePasskey().create(options, PAGE) };
}

async function newPasskey(user: Caller): Promise<string> {
  const { passkeys } = await must(user.post<Verification>('/v1/verification/passkeys', await attested(user)));
  return first(passkeys).id;
}

async function campaignOf(user: Caller): Promise<string> {
  const { items } = await must(user.get<{ items: Campaign[] }>('/v1/campaigns?limit=50'));
  return first(items.filter((item) => item.standing.state === 'claimable')).id;
}

async function rightOf(user: Caller, kind: Right['kind']): Promise<string> {
  const { items } = await must(user.get<{ items: Right[] }>('/v1/rights?limit=50'));
  return first(items.filter((item) => item.kind === kind && item.state === 'unused')).id;
}

const ride = {
  reference: demo.linXiao.reference, mode: 'metro', line: '3 号线', city: demo.cities.jinan, distanceMeters: 5000,
  startedAt: '2026-11-23T03:00:00.000Z', endedAt: '2026-11-23T03:20:00.000Z',
};

/** A coupon for a thing of Lin Xiao's. */
async function newThing(gateway: TestGateway): Promise<Sample & { params: { couponId: string } }> {
  const caller = await gateway.user();
  const campaignId = await openCampaign(gateway, { face: { kind: 'gift', item: { 'zh-CN': '帆布袋' } }, worth: 100 });
  return { caller, params: { couponId: (await must(caller.post<Coupon>(`/v1/campaigns/${campaignId}/claims`))).id } };
}

async function newRedemptionCode(gateway: TestGateway): Promise<string> {
  const { caller, params } = await newThing(gateway);
  return (await must(caller.post<RedemptionCode>(`/v1/coupons/${params.couponId}/codes`))).code;
}

export const fixtures: Readonly<Record<EndpointId, RowFixture>> = {
  mintSession: { sample: async (gateway) => ({ caller: platform(gateway), body: { subject: { kind: 'user', reference: 'lin-xiao' }, origin: PAGE, scopes: ['stores:read'] } }) },
  signIn: {
    sample: async (gateway) => ({
      caller: gateway.as(), body: { publishableKey: demo.merchantPlatform.publishableKey, phone: demo.linXiao.phone, code: '888888', scopes: ['stores:read'] },
    }),
  },
  getSession: { sample: asLinXiao },
  revokeSession: {
    sample: async (gateway) => ({ caller: platform(gateway), params: { sessionId: (await gateway.user()).session.id } }),
    stranger: async (gateway) => gateway.as(demo.merchantPlatform.secretKey),
  },
  issuePayCode: { sample: async (gateway) => ({ caller: await gateway.user(), body: {} }) },
  retirePayCode: {
    sample: async (gateway) => { const caller = await gateway.user(); return { caller, params: { payCodeId: (await newPayCode(caller)).id } }; },
    stranger: otherUser,
  },
  issueOfflineCodes: { sample: async (gateway) => ({ caller: await gateway.user(), body: {} }) },
  revokeOfflineCodes: {
    sample: async (gateway) => { const caller = await gateway.user(); return { caller, params: { batchId: (await newBatch(caller)).id } }; },
    stranger: otherUser,
  },
  issueMerchantCode: { sample: async (gateway) => ({ caller: await gateway.terminal(), body: { amount: { amount: 23600, currency: 'CNY' }, orderReference: 'A-1024' } }) },
  readMerchantCode: {
    sample: async (gateway) => {
      const { payload } = await must((await gateway.terminal()).post<MerchantCode>('/v1/merchant-codes', {}));
      return { caller: await gateway.user(), query: { payload } };
    },
  },
  getVerification: { sample: asLinXiao },
  sendPhoneCode: { sample: asLinXiao },
  setPin: { sample: async (gateway) => ({ caller: await gateway.user(), body: { pin: DEMO_PIN, proof: { method: 'phone', code: '888888' } } }) },
  requestPasskey: { sample: async (gateway) => ({ caller: await gateway.user(), body: { pin: DEMO_PIN } }) },
  addPasskey: { sample: async (gateway) => { const caller = await gateway.user(); return { caller, body: await attested(caller) }; } },
  removePasskey: {
    sample: async (gateway) => { const caller = await gateway.user(); return { caller, params: { passkeyId: await newPasskey(caller) } }; },
    stranger: otherUser,
  },
  getPaymentOptions: { sample: asLinXiao },
  orderFundingSources: {
    sample: async (gateway) => {
      const caller = await gateway.user();
      const { sources } = await must(caller.get<PaymentOptions>('/v1/payment-options'));
      return { caller, body: { sourceIds: sources.map((source) => source.id).reverse() } };
    },
  },
  getSourceTerms: {
    sample: async (gateway) => { const caller = await gateway.user(); return { caller, params: { sourceId: await loanOf(caller) }, query: { amount: '60000' } }; },
    stranger: otherUser,
  },
  acceptSourceTerms: {
    sample: async (gateway) => {
      const caller = await gateway.user();
      const sourceId = await loanOf(caller);
      const { version } = await must(caller.get<SourceTerms>(`/v1/funding-sources/${sourceId}/terms`));
      return { caller, params: { sourceId }, body: { version } };
    },
    stranger: otherUser,
  },
  getQuote: { sample: async (gateway) => ({ caller: await gateway.user(), query: { amount: '5400', points: 'on' } }) },
  chargePayment: {
    sample: async (gateway) => {
      const { number } = await newPayCode(await gateway.user());
      return { caller: await gateway.terminal(), body: { code: number, amount: { amount: 1000, currency: 'CNY' } } };
    },
  },
  payMerchant: {
    sample: async (gateway) => {
      const { payload } = await must((await gateway.terminal()).post<MerchantCode>('/v1/merchant-codes', { amount: { amount: 1200, currency: 'CNY' } }));
      return { caller: await gateway.user(), body: { payload, coupon: 'none', pay: { amount: 1200, currency: 'CNY' } } };
    },
  },
  requestConfirmation: {
    sample: async (gateway) => { const { user, params } = await newWaiting(gateway); return { caller: user, params }; },
    stranger: otherUser,
  },
  confirmPayment: {
    sample: async (gateway) => { const { user, params } = await newWaiting(gateway); return { caller: user, params, body: { method: 'pin', pin: DEMO_PIN } }; },
    stranger: otherUser,
  },
  cancelPayment: {
    sample: async (gateway) => { const { user, params } = await newWaiting(gateway); return { caller: user, params }; },
    stranger: otherUser,
  },
  voidPayment: {
    sample: async (gateway) => { const { terminal, payment } = await newPayment(gateway); return { caller: terminal, params: { paymentId: payment.id } }; },
    stranger: otherTerminal,
  },
  reverseCharge: { sample: async (gateway) => ({ caller: await gateway.terminal(), body: { chargeKey: 'a charge that never arrived' } }) },
  getSettlement: { sample: async (gateway) => ({ caller: await gateway.terminal(), params: { day: '2026-11-23' } }) },
  listSettlementEntries: { sample: async (gateway) => ({ caller: await gateway.terminal(), params: { day: '2026-11-23' } }) },
  getPayment: {
    sample: async (gateway) => { const { user, payment } = await newPayment(gateway); return { caller: user, params: { paymentId: payment.id } }; },
    stranger: otherUser,
  },
  listPayments: { sample: asLinXiao },
  refundPayment: {
    sample: async (gateway) => {
      const { terminal, payment } = await newPayment(gateway);
      return { caller: terminal, params: { paymentId: payment.id }, body: { amount: { amount: 100, currency: 'CNY' }, reason: '少一件' } };
    },
    stranger: otherTerminal,
  },
  listCampaigns: { sample: asLinXiao },
  getCampaign: { sample: async (gateway) => { const caller = await gateway.user(); return { caller, params: { campaignId: await campaignOf(caller) } }; }, shared: true },
  claimCoupon: { sample: async (gateway) => { const caller = await gateway.user(); return { caller, params: { campaignId: await campaignOf(caller) } }; }, shared: true },
  claimCoupons: { sample: async (gateway) => { const caller = await gateway.user(); return { caller, body: { campaignIds: [await campaignOf(caller), demoCampaigns.transit2] } }; } },
  grantCoupon: { sample: async (gateway) => ({ caller: platform(gateway), body: { reference: demo.linXiao.reference, campaignId: demoCampaigns.transit2 } }) },
  enterLottery: { sample: async (gateway) => ({ caller: await gateway.user(), params: { campaignId: demoEngagement.lottery } }), shared: true },
  getDraw: { sample: async (gateway) => ({ caller: await gateway.user(), params: { campaignId: demoEngagement.lottery } }), shared: true },
  getCoupon: {
    sample: async (gateway) => { const caller = await gateway.user(); return { caller, params: { couponId: await rightOf(caller, 'coupon') } }; },
    stranger: otherUser,
  },
  issueRedemptionCode: { sample: newThing, stranger: otherUser },
  redeemCoupon: { sample: async (gateway) => ({ caller: await gateway.terminal(), body: { code: await newRedemptionCode(gateway) } }) },
  getRightsSummary: { sample: asLinXiao },
  listRights: { sample: asLinXiao },
  getRight: {
    sample: async (gateway) => { const caller = await gateway.user(); return { caller, params: { rightId: await rightOf(caller, 'benefit') } }; },
    stranger: otherUser,
  },
  useRight: {
    sample: async (gateway) => { const caller = await gateway.user(); return { caller, params: { rightId: await rightOf(caller, 'benefit') } }; },
    stranger: otherUser,
  },
  grantRight: { sample: async (gateway) => ({ caller: platform(gateway), body: { reference: demo.linXiao.reference, benefit: 'coffee_cup' } }) },
  listBundles: { sample: asLinXiao },
  buyBundle: { sample: async (gateway) => ({ caller: await gateway.user(), params: { bundleId: first(bundles).id } }), shared: true },
  getSubscription: { sample: async (gateway) => { const caller = await gateway.user(); return { caller, params: { subscriptionId: await subscriptionOf(caller) } }; }, stranger: otherUser },
  cancelSubscription: { sample: async (gateway) => { const caller = await gateway.user(); return { caller, params: { subscriptionId: await subscriptionOf(caller) } }; }, stranger: otherUser },
  listPoints: { sample: asLinXiao },
  listPointsLots: { sample: asLinXiao },
  setTier: { sample: async (gateway) => ({ caller: platform(gateway), body: { reference: demo.chenMo.reference, level: 'wallet' } }) },
  getEnergy: { sample: asLinXiao },
  checkIn: { sample: asLinXiao },
  getCheckIns: { sample: asLinXiao },
  collectEnergy: {
    sample: async (gateway) => {
      const caller = await gateway.user();
      const { bubbles } = await must(caller.get<Energy>('/v1/energy'));
      return { caller, body: { bubbleIds: [first(bubbles.filter((bubble) => bubble.ripe)).id] } };
    },
  },
  setRideConsent: { sample: async (gateway) => ({ caller: await gateway.user(), body: { consent: true } }) },
  listEnergyDays: { sample: asLinXiao },
  listRides: { sample: asLinXiao },
  recordRide: { sample: async (gateway) => ({ caller: platform(gateway), body: { ...ride, rideReference: 'ride-of-the-row-test' } }) },
  getPrizeDraw: { sample: asLinXiao },
  drawPrize: { sample: async (gateway) => ({ caller: await gateway.user(), params: { drawId: demoEngagement.prizeDraw }, body: { pay: 'points' } }), shared: true },
  listPrizes: { sample: asLinXiao },
  getInvitation: { sample: asLinXiao },
  acceptInvitation: { sample: async (gateway) => ({ caller: await otherUser(gateway), body: { code: demoEngagement.invitationCode } }) },
  listStores: { sample: asLinXiao },
  getStore: { sample: async (gateway) => ({ caller: await gateway.user(), params: { storeId: demo.stores.luckinJingan } }), shared: true },
  listCities: { sample: asLinXiao },
  listEvents: { sample: asLinXiao },
  streamEvents: { sample: asLinXiao },
};

/** The rows with their fixtures, in table order. */
export const fixtureRows: readonly { row: Endpoint; fixture: RowFixture }[] = rows.map((row) => ({ row, fixture: fixtures[row.id as EndpointId] }));

/** A row's path with its parameters and query. */
export function pathOf(row: Endpoint, { params = {}, query = {} }: Pick<Sample, 'params' | 'query'>): string {
  const path = row.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** Calls a row as its sample's caller, or as another. */
export function call(row: Endpoint, sample: Sample, caller: Caller = sample.caller, options?: { key?: string; headers?: HeadersInit }): Promise<Reply> {
  const path = pathOf(row, sample);
  switch (row.method) {
    case 'GET': return caller.get(path, options?.headers);
    case 'POST': return caller.post(path, sample.body, options);
    case 'PUT': return caller.put(path, sample.body, options);
    case 'DELETE': return caller.delete(path, options);
  }
}
