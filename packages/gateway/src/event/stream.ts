import type { TesseraEvent } from '@tessera/contract';
import type { Context } from '../context.js';
import { shardOf } from '../id.js';
import { sequenceOf } from './id.js';
import { lastSequence, ownerOf, readEvents } from './read.js';

/** Longest silence on a stream, in milliseconds: proxies close quiet connections after about a minute. */
const KEEP_ALIVE_MS = 15_000;
/** Events read at once. */
const BATCH = 100;

/** Events as they happen, after the client's last one. Ends when the session does, so that a revoked one hears no more. */
export async function* streamEvents(ctx: Context, input: { lastEventId: string | null; signal: AbortSignal }): AsyncGenerator<TesseraEvent | null> {
  const { owner, scopes, sessionId } = ownerOf(ctx);
  const bell = new Bell();
  const stop = ctx.events.listen(owner, () => bell.ring());
  input.signal.addEventListener('abort', () => bell.ring(), { once: true });
  try {
    let after = (input.lastEventId === null ? null : sequenceOf(owner, input.lastEventId)) ?? await lastSequence(ctx, owner);
    while (!input.signal.aborted && !ctx.events.closed && await isOpen(ctx, owner, sessionId)) {
      const { items, last } = await readEvents(ctx, owner, scopes, after, BATCH);
      yield* items;
      if (last > after) after = last;
      else if (!await bell.wait(KEEP_ALIVE_MS)) yield null;
    }
  } finally {
    stop();
  }
}

async function isOpen(ctx: Context, owner: string, sessionId: string): Promise<boolean> {
  const session = await ctx.db.selectFrom('session').select(['expires_at', 'revoked_at'])
    .where('shard_key', '=', shardOf(owner)).where('id', '=', sessionId).executeTakeFirst();
  return session !== undefined && session.revoked_at === null && session.expires_at > ctx.clock();
}

/** Remembers a ring that nobody waited for, so that an event between reading and waiting is not slept over. */
class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** True when it rang, false after `milliseconds` of silence. */
  async wait(milliseconds: number): Promise<boolean> {
    if (!this.#rung) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, milliseconds);
      });
      clearTimeout(timer);
      this.#wake = undefined;
    }
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}
