import type { eventRoutes, Output, Parsed } from '@tessera/contract';
import type { Context } from '../context.js';
import { problem } from '../problem.js';
import { eventId, sequenceOf } from './id.js';
import { lastSequence, ownerOf, readEvents } from './read.js';

/**
 * Facts after `after`, oldest first. `lastId` goes on from the last one looked at, even when its scope is missing; for an
 * owner with no facts yet it is the id before the first one, so that a poller that starts early misses none.
 */
export async function listEvents(ctx: Context, input: Parsed<typeof eventRoutes.list>): Promise<Output<typeof eventRoutes.list>> {
  const { owner, scopes } = ownerOf(ctx);
  if (input.after === undefined) {
    return { items: [], lastId: eventId(owner, await lastSequence(ctx, owner)) };
  }
  const after = sequenceOf(owner, input.after);
  if (after === null) throw problem('invalid_request', 'The event id is not one of this caller.', { errors: [{ pointer: '#/query/after', detail: 'Pass lastId of the answer before.' }] });
  const { items, last } = await readEvents(ctx, owner, scopes, after, input.limit);
  return { items: [...items], lastId: eventId(owner, last) };
}
