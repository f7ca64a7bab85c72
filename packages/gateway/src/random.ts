import { randomBytes } from 'node:crypto';

/** Bytes drawn at once: asking the operating system for sixteen costs as much as for these. */
const STORE = 4096;

/** Random bytes out of a store that is drawn anew when it is used up. No byte is given twice. */
export function storedRandom(): (bytes: number) => Uint8Array {
  let store = randomBytes(STORE);
  let used = 0;
  return (bytes) => {
    if (bytes > STORE) return randomBytes(bytes);
    if (used + bytes > STORE) {
      store = randomBytes(STORE);
      used = 0;
    }
    used += bytes;
    return store.subarray(used - bytes, used);
  };
}
