import type { Payment, PaymentOptions, Quote } from '@tessera/contract';
import type { TesseraClient } from '../client.js';
import { merchantCodeVerbs } from './fake-codes.js';
import { quoteOf } from './fake-quote.js';
import { settlementEntries, settlementOf } from './fake-settlement.js';
import { provePin } from './fake-verification.js';
import { at, dayOf, fixtureId, MINUTE } from './fixture-clock.js';
import { paymentFixture } from './payment-fixtures.js';
import { plansOf } from './plan.js';
import { find, paged, type In, type Scene, type Verbs } from './scene.js';
import { passkeyRequestFixture } from './verification-fixtures.js';

const fen = (amount: number) => ({ amount, currency: 'CNY' as const });

const settled = (status: Payment['status']) => status === 'paid' || status === 'declined' || status === 'voided';

/** Changes a payment and tells it, when its status is another one. */
const turn = (scene: Scene, payment: Payment, special: Partial<Payment>): Payment => {
  const after: Payment = { ...payment, ...special };
  const ended = settled(after.status) && !settled(payment.status);
  const moved: Payment = {
    ...after,
    ...(after.status !== 'needs_confirmation' && { confirmation: null }),
    ...(ended && { settledAt: at(scene.now), pointsEarned: after.status === 'paid' ? Math.floor(after.paid.amount / 100) : 0 }),
  };
  scene.world.payments = scene.world.payments.map((one) => (one === payment ? moved : one));
  // What came to nothing leaves the store's code to another payment.
  if (moved.status === 'declined' || moved.status === 'voided') scene.world.takenPayloads = Object.fromEntries(Object.entries(scene.world.takenPayloads).filter(([, by]) => by !== moved.id));
  if (moved.status !== payment.status) scene.tell(`payment.${moved.status}`, moved.id, moved);
  return moved;
};

const openPayment = (scene: Scene, status: Payment['status'], special: Partial<Payment>, reason: Quote['confirmation']): Payment => {
  const { world, now } = scene;
  const paid = special.paid?.amount ?? 0;
  const payment = paymentFixture(now, {
    discounts: [], ...special, id: fixtureId('pay', 1_000 + scene.next()), status,
    confirmation: status === 'needs_confirmation' ? { reason: reason ?? 'amount', by: at(now, MINUTE) } : null,
    declineReason: status === 'declined' ? 'insufficient_funds' : null,
    pointsEarned: status === 'paid' ? Math.floor(paid / 100) : 0,
    settledAt: settled(status) ? at(now) : null,
  });
  world.payments = [payment, ...world.payments];
  scene.tell(`payment.${payment.status}`, payment.id, payment);
  return payment;
};

const sourceOf = (options: PaymentOptions, sourceId: string | null): Pick<Payment, 'source'> | undefined => {
  const source = options.sources.find(({ id }) => id === sourceId);
  return source && { source: { kind: source.kind, name: source.name, last4: source.last4 } };
};

/** What waits is asked for unless the world wants the next payment to end another way. */
const statusOf = (scene: Scene, { confirmation }: Quote): Payment['status'] =>
  scene.world.chargeStatus === 'paid' && confirmation ? 'needs_confirmation' : scene.world.chargeStatus;

const byQuote = (scene: Scene, quote: Quote): Partial<Payment> =>
  ({ paid: quote.pay, discounts: quote.discounts, plan: quote.plan, ...sourceOf(scene.world.options, quote.sourceId) });

const charge = (scene: Scene, input: In<TesseraClient['payments']['charge']>): Payment => {
  const { world, key } = scene;
  const before = key === undefined ? undefined : world.charges[key];
  if (before === null) scene.refuse('charge_reversed');
  if (before !== undefined) return find(scene, world.payments, before);
  const digits = input.code.replaceAll(' ', '');
  if (!/^\d{16,24}$/.test(digits)) scene.refuse('code_malformed');
  const code = world.payCodes.find((one) => one.number === digits);
  const offline = world.offline?.codes.find((one) => one.number === digits);
  if (code) world.payCodes = world.payCodes.filter((one) => one !== code);
  if (offline && world.offline) world.offline = { ...world.offline, codes: world.offline.codes.filter((one) => one !== offline) };
  if (offline && world.offline && input.amount.amount > world.offline.limit.amount) scene.refuse('offline_limit');
  const plain = { payCodeId: code?.id ?? offline?.id ?? fixtureId('pyc', 999), offline: offline !== undefined, amount: { ...input.amount }, paid: { ...input.amount }, orderReference: input.orderReference ?? null };
  const quote = code && quoteOf(world, scene.now, { ...code, amount: input.amount.amount });
  const payment = quote
    ? openPayment(scene, statusOf(scene, quote), { ...plain, ...byQuote(scene, quote) }, quote.confirmation)
    : openPayment(scene, world.chargeStatus, { ...plain, ...(offline && world.offline && sourceOf(world.options, world.offline.sourceId)) }, null);
  if (key !== undefined) world.charges = { ...world.charges, [key]: payment.id };
  return payment;
};

const payMerchant = (scene: Scene, input: In<TesseraClient['payments']['payMerchant']>): Payment => {
  const { world, now } = scene;
  const order = merchantCodeVerbs.read(scene, { payload: input.payload });
  const price = order.amount?.amount ?? input.amount?.amount ?? scene.refuse('invalid_request');
  const tip = input.tip ?? 0;
  const quote = quoteOf(world, now, { ...input, amount: price + tip });
  if (quote.pay.amount !== input.pay.amount) scene.refuse('quote_changed');
  if (quote.sourceId === null) scene.refuse('funding_source_unusable');
  const payment = openPayment(scene, statusOf(scene, quote), { payCodeId: null, amount: fen(price + tip), tip: fen(tip), store: order.store, orderReference: order.orderReference, ...byQuote(scene, quote) }, quote.confirmation);
  if (!order.fixed && payment.status !== 'declined') world.takenPayloads = { ...world.takenPayloads, [input.payload]: payment.id };
  return payment;
};

/** A payment that still waits for its user; one that waited too long is declined here. */
const waiting = (scene: Scene, paymentId: string): Payment => {
  const payment = find(scene, scene.world.payments, paymentId);
  if (payment.status === 'needs_confirmation' && Date.parse(payment.confirmation?.by ?? '') <= scene.now) {
    turn(scene, payment, { status: 'declined', declineReason: 'confirmation_expired' });
    scene.refuse('payment_not_confirmable');
  }
  return payment.status === 'needs_confirmation' ? payment : scene.refuse('payment_not_confirmable');
};

const voidPayment = (scene: Scene, payment: Payment): Payment => {
  if (payment.status === 'voided') return payment;
  const early = dayOf(Date.parse(payment.createdAt)) !== dayOf(scene.now);
  if (payment.status === 'declined' || (payment.status === 'paid' && (early || payment.refunds.length > 0))) scene.refuse('payment_not_voidable');
  return turn(scene, payment, scene.world.voidStatus === 'voided' ? { status: 'voided', voiding: false } : { status: 'in_doubt', voiding: true });
};

export const paymentVerbs: Verbs<'payments'>['payments'] = {
  options: ({ world }) => world.options,
  orderSources: (scene, { sourceIds }) => {
    const { sources } = scene.world.options;
    const first = sourceIds.map((id) => find(scene, sources, id));
    return (scene.world.options = { ...scene.world.options, sources: [...first, ...sources.filter((one) => !first.includes(one))] });
  },
  terms: (scene, { sourceId, amount }) => {
    const { world, now } = scene;
    if (sourceId !== world.terms.sourceId) scene.refuse('not_found');
    const sum = Number(amount ?? 100_000);
    return { ...world.terms, amount: fen(sum), plans: plansOf(now, sum, world.options.sources.find(({ id }) => id === sourceId)) };
  },
  acceptTerms: (scene, { sourceId, version }) => {
    const { world, now } = scene;
    if (sourceId !== world.terms.sourceId) scene.refuse('not_found');
    if (version !== world.terms.version) scene.refuse('terms_changed');
    world.terms = { ...world.terms, acceptedAt: at(now) };
    const sources = world.options.sources.map((one) => (one.id === sourceId && one.unusable === 'terms_not_accepted' ? { ...one, unusable: null } : one));
    return (world.options = { ...world.options, sources });
  },
  quote: ({ world, now }, input) => quoteOf(world, now, { ...input, amount: Number(input.amount), points: input.points === 'on', months: input.months ? Number(input.months) : null }),
  charge,
  payMerchant,
  requestConfirmation: (scene, { paymentId }) => {
    waiting(scene, paymentId);
    const { passkeys } = scene.world.verification;
    return { passkey: passkeys.length > 0 ? passkeyRequestFixture(passkeys.map(({ id }) => id)) : null };
  },
  confirm: (scene, { paymentId, ...proof }) => {
    const payment = waiting(scene, paymentId);
    if (proof.method === 'pin') provePin(scene, proof.pin);
    else if (scene.world.verification.passkeys.length === 0) scene.refuse('passkey_refused');
    const status = scene.world.confirmStatus;
    return turn(scene, payment, { status, verifiedBy: proof.method, ...(status === 'declined' && { declineReason: 'insufficient_funds' as const }) });
  },
  cancel: (scene, { paymentId }) => turn(scene, waiting(scene, paymentId), { status: 'declined', declineReason: 'user_cancelled' }),
  get: (scene, { paymentId }) => find(scene, scene.world.payments, paymentId),
  list: ({ world }, input) => paged(world.payments.filter((one) => !input.day || dayOf(Date.parse(one.createdAt)) === input.day), input),
  void: (scene, { paymentId }) => voidPayment(scene, find(scene, scene.world.payments, paymentId)),
  reverse: (scene, { chargeKey }) => {
    const { world } = scene;
    const id = world.charges[chargeKey];
    if (id) return { payment: voidPayment(scene, find(scene, world.payments, id)) };
    world.charges = { ...world.charges, [chargeKey]: null };
    return { payment: null };
  },
  refund: (scene, { paymentId, amount, reason }) => {
    const payment = find(scene, scene.world.payments, paymentId);
    if (payment.status !== 'paid') scene.refuse('payment_not_refundable');
    const refunded = payment.refunded.amount + amount.amount;
    if (refunded > payment.paid.amount) scene.refuse('refund_exceeds_payment');
    const refund = { id: fixtureId('rfd', 1_000 + scene.next()), amount: { ...amount }, reason, createdAt: at(scene.now) };
    const after = turn(scene, payment, { refunded: fen(refunded), refunds: [...payment.refunds, refund] });
    scene.tell('payment.refunded', after.id, after);
    return after;
  },
  settlement: ({ world }, { day }) => settlementOf(world, day),
  listSettlementEntries: ({ world }, { day, ...input }) => paged(settlementEntries(world, day), input),
};
