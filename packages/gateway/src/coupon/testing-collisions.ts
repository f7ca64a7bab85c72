import type { KyselyPlugin, PluginTransformQueryArgs, RootOperationNode } from 'kysely';
import type { Database } from '../database.js';

/** A database that refuses transactions as one under load does: call `on` with the share of tries to keep an answer. */
export interface Collisions {
  readonly db: Database;
  /** Refusals so far. */
  readonly count: () => number;
  on(share: number): void;
}

/** Wraps a database so that a write that a key protects meets a serialization failure now and then; `seed` replays a run. */
export function collisions(real: Database, seed: number): Collisions {
  let share = 0;
  let count = 0;
  const random = randomOf(seed);
  const plugin: KyselyPlugin = {
    transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
      if (keepsAnswer(node) && random() < share) {
        count += 1;
        throw Object.assign(new Error('could not serialize access due to concurrent update'), { code: '40001' });
      }
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return { db: real.withPlugin(plugin), count: () => count, on: (wanted) => { share = wanted; } };
}

/** Every write that a key protects adds one row of kept answers. */
function keepsAnswer(node: RootOperationNode): boolean {
  if (node.kind === 'RawNode') return node.sqlFragments.some((text) => text.includes('insert into idempotency'));
  return node.kind === 'InsertQueryNode' && node.into?.table.identifier.name === 'idempotency';
}

/** Mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
