import type { Right, RightDetail } from '@tessera/contract';
import { at, DAY, yuan } from './fixture-clock.js';
import { find, paged, type Verbs } from './scene.js';

const asRight = ({ rules, stores, history, usedBy, code, ...right }: RightDetail): Right => right;

const gone: readonly RightDetail['state'][] = ['expired', 'failed', 'recalled', 'refunded'];

const viewOf = ({ state }: RightDetail) => (state === 'used' ? 'used' : gone.includes(state) ? 'expired' : 'unused');

export const rightVerbs: Verbs<'rights'>['rights'] = {
  summary: ({ world, now }) => {
    const unused = world.rights.filter((one) => one.state === 'unused');
    const [next] = world.pointsLots.filter(({ left }) => left > 0);
    return {
      points: world.points[0]?.balance ?? 0, pointsExpiring: next ? { points: next.left, at: next.expiresAt } : null,
      coupons: unused.filter((one) => one.kind === 'coupon').length, unused: unused.length,
      expiringSoon: unused.filter((one) => Date.parse(one.validTo) - now < 7 * DAY).length, savedThisYear: yuan(328.6), tier: world.tier,
    };
  },
  list: ({ world }, input) => paged(world.rights.filter((one) => viewOf(one) === (input.view ?? 'unused') && (!input.category || one.category === input.category)).map(asRight), input),
  get: (scene, { rightId }) => find(scene, scene.world.rights, rightId),
  use: (scene, { rightId }) => {
    const { world, now } = scene;
    const right = find(scene, world.rights, rightId);
    if (right.state !== 'unused' || right.usedBy !== 'supplier_code') scene.refuse('right_not_usable');
    const after: RightDetail = { ...right, state: 'used', usedAt: at(now), code: 'MGTV-7KQ2-4XNB', history: [...right.history, { at: at(now), what: 'used', where: right.giver }] };
    world.rights = world.rights.map((one) => (one === right ? after : one));
    scene.tell('right.used', rightId);
    return after;
  },
  listPoints: ({ world }, input) => paged(world.points, input),
  listPointsLots: ({ world }) => ({ items: world.pointsLots }),
};
