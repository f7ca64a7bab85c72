import type { Bundle, Subscription } from '@tessera/contract';
import { at, DAY, fixtureId, MINUTE } from './fixture-clock.js';
import { merchantPayload } from './merchant-fixtures.js';
import type { Scene, Verbs } from './scene.js';

const fen = (amount: number) => ({ amount, currency: 'CNY' as const });

const put = ({ world }: Scene, subscription: Subscription): Subscription => {
  world.bundles = world.bundles.map((one) => (one.id === subscription.bundleId ? { ...one, subscription } : one));
  return subscription;
};

/** Starts what has been paid since somebody last looked. */
const settle = (scene: Scene): void => {
  const { world, now } = scene;
  for (const { months, price, subscription } of world.bundles) {
    const paymentId = subscription?.state === 'unpaid' ? world.takenPayloads[world.bundleOrders[subscription.id] ?? ''] : undefined;
    if (!subscription || world.payments.find(({ id }) => id === paymentId)?.status !== 'paid') continue;
    put(scene, {
      ...subscription, state: 'active', paymentId: paymentId ?? null, monthsReceived: 1, boughtAt: at(now),
      nextAt: months > 1 ? at(now, 30 * DAY) : null, refundable: fen(Math.floor((price.amount * (months - 1)) / months)),
    });
    scene.tell('subscription.started', subscription.id);
    scene.tell('subscription.received', subscription.id);
  }
};

const owned = (scene: Scene, subscriptionId: string): Subscription => {
  settle(scene);
  return scene.world.bundles.find(({ subscription }) => subscription?.id === subscriptionId)?.subscription ?? scene.refuse('not_found');
};

export const bundleVerbs: Verbs<'bundles'>['bundles'] = {
  list: (scene) => {
    settle(scene);
    return { items: scene.world.bundles };
  },
  buy: (scene, { bundleId }) => {
    settle(scene);
    const { world, now } = scene;
    const bundle: Bundle = world.bundles.find(({ id }) => id === bundleId) ?? scene.refuse('not_found');
    if (bundle.subscription?.state === 'active') scene.refuse('already_subscribed');
    const serial = scene.next();
    const store = world.stores[0] ?? scene.refuse('not_found');
    const payload = merchantPayload(store.id, bundle.price.amount, `62140510${String(serial).padStart(10, '0')}`);
    world.merchantOrders = { ...world.merchantOrders, [payload]: { scheme: 'tessera', store: { id: store.id, name: '城市生活银行 · 惠省钱' }, fixed: false, amount: bundle.price, tip: null, orderReference: null, purpose: bundle.title } };
    const subscription = put(scene, bundle.subscription?.state === 'unpaid' ? bundle.subscription : { id: fixtureId('sub', 100 + serial), bundleId, state: 'unpaid', paymentId: null, monthsReceived: 0, nextAt: null, refundable: fen(0), boughtAt: null });
    world.bundleOrders = { ...world.bundleOrders, [subscription.id]: payload };
    return { subscription, order: { payload, amount: bundle.price, expiresAt: at(now, 5 * MINUTE) } };
  },
  get: (scene, { subscriptionId }) => owned(scene, subscriptionId),
  cancel: (scene, { subscriptionId }) => {
    const subscription = owned(scene, subscriptionId);
    if (subscription.state === 'cancelled') return subscription;
    if (subscription.state !== 'active') scene.refuse('subscription_over');
    scene.tell('subscription.cancelled', subscriptionId);
    return put(scene, { ...subscription, state: 'cancelled', nextAt: null, refundable: fen(0) });
  },
};
