import { bundleVerbs } from './fake-bundles.js';
import { merchantCodeVerbs, payCodeVerbs } from './fake-codes.js';
import { couponVerbs } from './fake-coupons.js';
import { energyVerbs } from './fake-energy.js';
import { engagementVerbs } from './fake-engagement.js';
import { paymentVerbs } from './fake-payments.js';
import { redeem } from './fake-redemption.js';
import { rightVerbs } from './fake-rights.js';
import { verificationVerbs } from './fake-verification.js';
import { find, paged, type Verbs } from './scene.js';

/** Every call a client can make, done at once in memory. */
export const verbs: Verbs = {
  session: {
    get: ({ world }) => world.session,
    signIn: (scene, { code }) => {
      if (code !== '888888') scene.refuse('sign_in_failed');
      return { ...scene.world.session, token: 'fixture-token-that-opens-nothing' };
    },
  },
  payCodes: payCodeVerbs,
  payments: paymentVerbs,
  merchantCodes: merchantCodeVerbs,
  verification: verificationVerbs,
  coupons: { ...couponVerbs, redeem },
  rights: rightVerbs,
  bundles: bundleVerbs,
  energy: energyVerbs,
  engagement: engagementVerbs,
  stores: {
    list: ({ world }, input) => paged(world.stores.filter((one) => (!input.city || one.city.code === input.city) && (!input.category || one.category === input.category)), input),
    get: (scene, { storeId }) => find(scene, scene.world.stores, storeId),
    listCities: ({ world }) => ({ items: world.cities }),
  },
  events: {
    list: ({ world }, { after }) => ({ items: after ? world.events.slice(world.events.findIndex((one) => one.id === after) + 1) : [], lastId: world.events.at(-1)?.id ?? null }),
  },
};
