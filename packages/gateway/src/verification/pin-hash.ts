import { argon2, createHmac, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import type { Services } from '../context.js';
import { problem } from '../problem.js';

/** argon2id as OWASP's Password Storage Cheat Sheet asks at least: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** Hashes at once, and callers that may wait for their turn: each hash holds a core for some 30 ms, and other calls need one too. */
const AT_ONCE = 2;
const WAITING_MAX = 50;

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{22})\$([\w+/]{43})$/;

/** Hashes and compares PINs, a few at a time. A hash is bound to its user and to the gateway's secret: six digits alone could be tried out. */
export class PinHasher {
  readonly #secret: Uint8Array;
  readonly #random: Services['random'];
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor({ settings, random }: Pick<Services, 'settings' | 'random'>) {
    this.#secret = settings.signingSecret;
    this.#random = random;
  }

  /** The PIN's hash in PHC string form. Call it in a turn. */
  async hash(userId: string, pin: string): Promise<string> {
    const salt = this.#random(SALT_BYTES);
    const tag = await derive({ message: this.#peppered(userId, pin), nonce: salt, tagLength: TAG_BYTES, ...COST });
    return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(salt)}$${base64(tag)}`;
  }

  /** True when `hash` was made of this user's PIN. Call it in a turn. */
  async matches(userId: string, pin: string, hash: string): Promise<boolean> {
    const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(hash) ?? [];
    if (tag === '') return false;
    const expected = Buffer.from(tag, 'base64');
    const made = await derive({
      message: this.#peppered(userId, pin), nonce: Buffer.from(salt, 'base64'), tagLength: expected.length,
      memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism),
    });
    return timingSafeEqual(made, expected);
  }

  /** Runs `work` when it is its turn; throws `unavailable` when too many wait already. Never call it inside a transaction: the turn before may wait for its connection. */
  async turn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < AT_ONCE) this.#running += 1;
    else {
      if (this.#waiting.length >= WAITING_MAX) throw problem('unavailable', 'Too many PINs are being checked; ask again in a moment with the same Idempotency-Key.', { headers: { 'Retry-After': '2' } });
      await new Promise<void>((resolve) => { this.#waiting.push(resolve); });
    }
    try {
      return await work();
    } finally {
      // The place goes to the next in line, so that nobody who comes later takes it.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  #peppered(userId: string, pin: string): Buffer {
    return createHmac('sha256', this.#secret).update(`pin ${userId} ${pin}`).digest();
  }
}

const derive = (parameters: Argon2Parameters): Promise<Buffer> => new Promise((resolve, reject) => {
  argon2('argon2id', parameters, (error, tag) => error ? reject(error) : resolve(tag));
});

/** Standard base64 without padding, as PHC strings have it. */
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
