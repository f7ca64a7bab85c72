import type { Coupon, EventType, Payment, PayCode, ProblemCode, Right, RightDetail, TesseraEvent } from '@tessera/contract';
import type { TesseraClient } from '../client.js';
import { at, DAY, dayOf, fixtureId, HOUR, MINUTE, yuan } from './fixture-clock.js';
import { paymentFixture } from './payment-fixtures.js';
import type { World } from './world.js';

/** What a verb of the fake works on. */
export interface Scene {
  readonly world: World;
  readonly now: number;
  /** The next number for ids of things made here. */
  next(): number;
  /** Throws the gateway's refusal. */
  refuse(code: ProblemCode): never;
  tell(type: EventType, subjectId: string, payment?: Payment): TesseraEvent;
}

type Nouns = Pick<TesseraClient, 'session' | 'payCodes' | 'payments' | 'coupons' | 'rights' | 'energy' | 'stores'> & { events: Pick<TesseraClient['events'], 'list'> };
type In<M> = M extends (...args: infer A) => unknown ? NonNullable<A[0]> : never;
type Out<M> = M extends (...args: never[]) => Promise<infer R> ? R : never;
type Verbs = { readonly [N in keyof Nouns]: { readonly [V in keyof Nouns[N]]: (scene: Scene, input: In<Nouns[N][V]>) => Out<Nouns[N][V]> } };

const paged = <T>(all: readonly T[], input: { cursor?: string | undefined; limit?: unknown }): { items: T[]; nextCursor: string | null } => {
  const start = Number(input.cursor ?? 0);
  const end = start + Number(input.limit ?? 20);
  return { items: all.slice(start, end), nextCursor: end < all.length ? String(end) : null };
};

const find = <T extends { id: string }>(scene: Scene, all: readonly T[], id: string): T => all.find((one) => one.id === id) ?? scene.refuse('not_found');

const asRight = ({ rules, stores, history, code, ...right }: RightDetail): Right => right;

const viewOf = (right: RightDetail) => (right.state === 'used' ? 'used' : right.state === 'expired' || right.state === 'failed' ? 'expired' : 'unused');

const gain = (scene: Scene, grams: number) => {
  const { energy, days } = scene.world;
  scene.world.energy = { ...energy, totalGrams: energy.totalGrams + grams, todayGrams: energy.todayGrams + grams, tree: { ...energy.tree, grams: energy.tree.grams + grams } };
  const today = dayOf(scene.now);
  scene.world.days = days.map((day) => (day.day === today ? { ...day, grams: day.grams + grams } : day));
  return { grams, energy: scene.world.energy };
};

const claim = (scene: Scene, campaignId: string): Coupon => {
  const { world, now } = scene;
  const campaign = find(scene, world.campaigns, campaignId);
  const { standing } = campaign;
  if (standing.state === 'sold_out') scene.refuse('sold_out');
  if (standing.state === 'over') scene.refuse('campaign_over');
  if (standing.state === 'locked') scene.refuse('not_eligible');
  if (standing.state === 'upcoming' && Date.parse(standing.opensAt) > now) scene.refuse('not_started');
  if (campaign.claimed >= campaign.allowed) scene.refuse('limit_reached');
  const { title, face, category, validity } = campaign;
  const span = validity.kind === 'fixed' ? { validFrom: validity.from, validTo: validity.to } : { validFrom: at(now), validTo: at(now, validity.days * DAY) };
  const coupon: Coupon = { id: fixtureId('cpn', 1_000 + scene.next()), campaignId, title, face, category, state: 'unused', claimedAt: at(now), ...span };
  const claimed = campaign.claimed + 1;
  const stock = { ...campaign.stock, remaining: campaign.stock.remaining - 1 };
  const after = { ...campaign, claimed, stock, standing: claimed < campaign.allowed ? { state: 'claimable' as const } : { state: 'claimed' as const, couponId: coupon.id } };
  world.campaigns = world.campaigns.map((one) => (one.id === campaignId ? after : one));
  world.coupons = [coupon, ...world.coupons];
  world.rights = [{ id: coupon.id, kind: 'coupon', title, category, state: 'unused', face, giver: campaign.issuer.name, ...span, usedAt: null, rules: campaign.rules, stores: world.stores.slice(0, 3), history: [{ at: at(now), what: 'claimed', where: null }], code: null }, ...world.rights];
  scene.tell('coupon.claimed', coupon.id);
  return coupon;
};

const charge = (scene: Scene, input: In<TesseraClient['payments']['charge']>): Payment => {
  const { world, now } = scene;
  const digits = input.code.replaceAll(' ', '');
  if (!/^\d{16,24}$/.test(digits)) scene.refuse('code_malformed');
  const code = world.payCodes.find((one) => one.number === digits);
  if (code) world.payCodes = world.payCodes.filter((one) => one !== code);
  const open = world.chargeStatus === 'processing' || world.chargeStatus === 'in_doubt';
  const payment = paymentFixture(now, {
    id: fixtureId('pay', 1_000 + scene.next()), payCodeId: code?.id ?? fixtureId('pyc', 999), status: world.chargeStatus, amount: { ...input.amount }, paid: { ...input.amount }, discounts: [],
    orderReference: input.orderReference ?? null, declineReason: world.chargeStatus === 'declined' ? 'insufficient_funds' : null,
    pointsEarned: world.chargeStatus === 'paid' ? Math.floor(input.amount.amount / 100) : 0, settledAt: open ? null : at(now),
  });
  world.payments = [payment, ...world.payments];
  scene.tell(`payment.${payment.status}`, payment.id, payment);
  return payment;
};

const sorters = {
  recommended: () => 0,
  nearest: (a, b) => (a.distanceMeters ?? Infinity) - (b.distanceMeters ?? Infinity),
  ending_soon: (a, b) => a.endsAt.localeCompare(b.endsAt),
  biggest_saving: (a, b) => ('off' in b.face ? b.face.off.amount : 0) - ('off' in a.face ? a.face.off.amount : 0),
} satisfies Record<string, (a: World['campaigns'][number], b: World['campaigns'][number]) => number>;

/** Every call a client can make, done at once in memory. */
export const verbs: Verbs = {
  session: {
    get: ({ world }) => world.session,
    signIn: (scene, { code }) => {
      if (code !== '888888') scene.refuse('sign_in_failed');
      return { ...scene.world.session, token: 'fixture-token-that-opens-nothing' };
    },
  },
  payCodes: {
    issue: (scene, input) => {
      const { world, now } = scene;
      const source = world.options.sources.find((one) => (input.sourceId ? one.id === input.sourceId : !one.unusable));
      if (!source || source.unusable) return scene.refuse('funding_source_unusable');
      const serial = scene.next();
      const code: PayCode = { id: fixtureId('pyc', serial), number: `99${String(serial * 7_919_777 + 31_415_926).padStart(16, '0')}`, sourceId: source.id, coupon: input.coupon ?? 'auto', points: input.points ?? false, issuedAt: at(now), expiresAt: at(now, MINUTE) };
      world.payCodes = [...world.payCodes.filter((one) => one.id !== input.replaces), code];
      return code;
    },
    retire: ({ world }, { payCodeId }) => void (world.payCodes = world.payCodes.filter((one) => one.id !== payCodeId)),
  },
  payments: {
    options: ({ world }) => world.options,
    orderSources: (scene, { sourceIds }) => {
      const { sources } = scene.world.options;
      const first = sourceIds.map((id) => find(scene, sources, id));
      return (scene.world.options = { ...scene.world.options, sources: [...first, ...sources.filter((one) => !first.includes(one))] });
    },
    charge,
    get: (scene, { paymentId }) => find(scene, scene.world.payments, paymentId),
    list: ({ world }, input) => paged(world.payments.filter((one) => !input.day || dayOf(Date.parse(one.createdAt)) === input.day), input),
    refund: (scene, { paymentId, amount, reason }) => {
      const { world, now } = scene;
      const payment = find(scene, world.payments, paymentId);
      if (payment.status !== 'paid') scene.refuse('payment_not_refundable');
      const refunded = payment.refunded.amount + amount.amount;
      if (refunded > payment.paid.amount) scene.refuse('refund_exceeds_payment');
      const after: Payment = { ...payment, refunded: { amount: refunded, currency: 'CNY' }, refunds: [...payment.refunds, { id: fixtureId('rfd', 1_000 + scene.next()), amount: { ...amount }, reason, createdAt: at(now) }] };
      world.payments = world.payments.map((one) => (one === payment ? after : one));
      scene.tell('payment.refunded', after.id, after);
      return after;
    },
  },
  coupons: {
    listCampaigns: ({ world }, input) => {
      const words = input.q?.trim();
      const fit = world.campaigns.filter((one) => (!input.city || !one.city || one.city.code === input.city) && (!input.category || one.category === input.category) && (!words || one.title.includes(words)));
      return paged(fit.toSorted(sorters[input.sort ?? 'recommended']), input);
    },
    getCampaign: (scene, { campaignId }) => find(scene, scene.world.campaigns, campaignId),
    claim: (scene, { campaignId }) => claim(scene, campaignId),
    get: (scene, { couponId }) => find(scene, scene.world.coupons, couponId),
  },
  rights: {
    summary: ({ world, now }) => {
      const unused = world.rights.filter((one) => one.state === 'unused');
      return {
        points: world.points[0]?.balance ?? 0, coupons: unused.filter((one) => one.kind === 'coupon').length, unused: unused.length,
        expiringSoon: unused.filter((one) => Date.parse(one.validTo) - now < 7 * DAY).length, savedThisYear: yuan(328.6), tier: world.tier,
      };
    },
    list: ({ world }, input) => paged(world.rights.filter((one) => viewOf(one) === (input.view ?? 'unused') && (!input.category || one.category === input.category)).map(asRight), input),
    get: (scene, { rightId }) => find(scene, scene.world.rights, rightId),
    use: (scene, { rightId }) => {
      const { world, now } = scene;
      const right = find(scene, world.rights, rightId);
      if (right.state !== 'unused') scene.refuse('right_not_usable');
      const after: RightDetail = { ...right, state: 'used', usedAt: at(now), code: right.kind === 'benefit' ? 'MGTV-7KQ2-4XNB' : null, history: [...right.history, { at: at(now), what: 'used', where: right.giver }] };
      world.rights = world.rights.map((one) => (one === right ? after : one));
      scene.tell('right.used', rightId);
      return after;
    },
    listPoints: ({ world }, input) => paged(world.points, input),
  },
  energy: {
    get: ({ world, now }) => ({
      ...world.energy,
      bubbles: world.energy.consent ? world.energy.bubbles.map((one) => ({ ...one, ripe: Date.parse(one.ripeAt) <= now })) : [],
    }),
    checkIn: (scene) => {
      const { checkIn } = scene.world.energy;
      if (checkIn.done) scene.refuse('already_checked_in');
      scene.world.energy = { ...scene.world.energy, checkIn: { ...checkIn, done: true, streakDays: checkIn.streakDays + 1 } };
      return gain(scene, checkIn.grams);
    },
    collect: (scene, { bubbleIds }) => {
      const { energy } = scene.world;
      const picked = bubbleIds.map((id) => energy.bubbles.find((one) => one.id === id) ?? scene.refuse('bubble_gone'));
      if (picked.some((one) => Date.parse(one.ripeAt) > scene.now)) scene.refuse('bubble_unripe');
      scene.world.energy = { ...energy, bubbles: energy.bubbles.filter((one) => !picked.includes(one)) };
      scene.tell('energy.collected', bubbleIds[0] ?? '');
      return gain(scene, picked.reduce((sum, one) => sum + one.grams, 0));
    },
    setConsent: ({ world }, { consent }) => {
      world.energy = { ...world.energy, consent };
      return consent ? world.energy : { ...world.energy, bubbles: [] };
    },
    listDays: ({ world, now }, input) => {
      const count = Number(input.days ?? 7);
      const known = new Map(world.days.map(({ day, grams }) => [day, grams]));
      return { items: Array.from({ length: count }, (_, index) => dayOf(now - (count - 1 - index) * 24 * HOUR)).map((day) => ({ day, grams: known.get(day) ?? 0 })) };
    },
    listRides: ({ world }, input) => paged(world.energy.consent ? world.rides : [], input),
  },
  stores: {
    list: ({ world }, input) => paged(world.stores.filter((one) => (!input.city || one.city.code === input.city) && (!input.category || one.category === input.category)), input),
    get: (scene, { storeId }) => find(scene, scene.world.stores, storeId),
    listCities: ({ world }) => ({ items: world.cities }),
  },
  events: {
    list: ({ world }, { after }) => ({ items: after ? world.events.slice(world.events.findIndex((one) => one.id === after) + 1) : [], lastId: world.events.at(-1)?.id ?? null }),
  },
};
