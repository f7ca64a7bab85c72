import type { Redemption } from '@tessera/contract';
import { at } from './fixture-clock.js';
import { find, type Scene } from './scene.js';

/** Hands over what a redemption code stands for; only a coupon's newest code is good, and once. */
export const redeem = (scene: Scene, input: { code: string }): Redemption => {
  const { world, now } = scene;
  const code = input.code.replace(/[\s-]/g, '').toUpperCase();
  const couponId = world.redemptionCodes[code];
  if (!couponId) return scene.refuse('redemption_code_unknown');
  if (world.redeemed.includes(code)) return scene.refuse('redemption_code_used');
  const newest = Object.entries(world.redemptionCodes).findLast(([, id]) => id === couponId);
  if (newest?.[0] !== code) return scene.refuse('redemption_code_ended');
  const coupon = find(scene, world.coupons, couponId);
  if (coupon.state !== 'unused') return scene.refuse('right_not_usable');
  const store = world.stores[0] ?? scene.refuse('not_found');
  world.redeemed = [...world.redeemed, code];
  world.coupons = world.coupons.map((one) => (one === coupon ? { ...one, state: 'used' } : one));
  world.rights = world.rights.map((one) => (one.id === couponId ? { ...one, state: 'used', usedAt: at(now), history: [...one.history, { at: at(now), what: 'used', where: store.name }] } : one));
  scene.tell('coupon.used', couponId);
  return { couponId, title: coupon.title, face: coupon.face, storeId: store.id, redeemedAt: at(now) };
};
