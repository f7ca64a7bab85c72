import type { Right, RightDetail } from '@tessera/contract';
import { merchantCodeVerbs, payCodeVerbs } from './fake-codes.js';
import { couponVerbs } from './fake-coupons.js';
import { energyVerbs } from './fake-energy.js';
import { engagementVerbs } from './fake-engagement.js';
import { paymentVerbs } from './fake-payments.js';
import { redeem } from './fake-redemption.js';
import { verificationVerbs } from './fake-verification.js';
import { at, DAY, yuan } from './fixture-clock.js';
import { find, paged, type Verbs } from './scene.js';

const asRight = ({ rules, stores, history, code, ...right }: RightDetail): Right => right;

const viewOf = (right: RightDetail) => (right.state === 'used' ? 'used' : right.state === 'expired' || right.state === 'failed' ? 'expired' : 'unused');

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
