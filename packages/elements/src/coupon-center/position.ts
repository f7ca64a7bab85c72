import type { Position } from '@tessera/contract';
import { msg } from '../locale/localize.js';

/** Why nobody could say where the user is. */
export type NoPosition = 'denied' | 'timeout' | 'unavailable' | 'missing';

const LONGEST_MS = 8_000;
/** A fix this old saves asking again for the coupon beside. The browser holds it, not the page. */
const FRESH_MS = 30_000;

/** A metre is enough to judge an area by. */
const metres = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** Asks where the user is, once; the browser asks the user. */
export function findPosition(): Promise<Position | NoPosition> {
  const { geolocation } = navigator as { readonly geolocation?: Geolocation };
  if (!geolocation) return Promise.resolve('missing');
  return new Promise((resolve) => {
    geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: metres(coords.latitude), longitude: metres(coords.longitude) }),
      ({ code }) => resolve(code === 1 ? 'denied' : code === 3 ? 'timeout' : 'unavailable'),
      { timeout: LONGEST_MS, maximumAge: FRESH_MS },
    );
  });
}

/** What happened, and what the user can do about it without us. */
export const noPositionWords = (why: NoPosition): string => ({
  denied: msg('没有得到您的位置。请在浏览器或应用的设置里允许使用位置，再点一次；也可以选不限位置的券'),
  timeout: msg('等了太久没有定位成功。请到开阔的地方再点一次'),
  unavailable: msg('现在定不到您的位置。请打开手机的定位服务，再点一次'),
  missing: msg('这个浏览器不能提供位置。请换一个浏览器或在应用里领取，也可以选不限位置的券'),
})[why];
