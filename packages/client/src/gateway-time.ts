/** Estimates the gateway's clock from its answers, without trusting the page's. */
export interface GatewayTime {
  /** Milliseconds since 1970 by the gateway; runs backwards only when a clock was set. */
  now(): number;
  /** An answer sent off at `sent` (by `performance.now()`) and just arrived says it was made at `said`, a moment cut to `grain` milliseconds. */
  learn(said: number, sent: number, grain: number): void;
  /** A first guess, used only until an answer tells better. */
  guess(said: number): void;
}

/**
 * The gateway made its answer somewhere between sending and arrival, so each answer bounds the offset from both sides;
 * bounds from many answers are intersected, which beats the whole seconds of a Date header.
 */
export const gatewayTime = (): GatewayTime => {
  let low = -Infinity;
  let high = Infinity;
  let offset: number | undefined;
  let last = 0;
  return {
    // Before any answer the page's clock must do; it is not remembered, or a fast one would hold time still later.
    now: () => (offset === undefined ? Date.now() : (last = Math.max(last, performance.now() + offset))),
    learn(said, sent, grain) {
      const least = said - performance.now();
      const most = said + grain - sent;
      low = Math.max(low, least);
      high = Math.min(high, most);
      // A clock was set, on either side: what was learnt before no longer holds.
      if (low > high) [low, high, last] = [least, most, 0];
      offset = (low + high) / 2;
    },
    guess(said) {
      offset ??= said - performance.now();
    },
  };
};
