import type { eventRoutes, Output, Parsed } from '@tessera/contract';
import type { Context } from '../context.js';
import { problem } from '../problem.js';
import { eventId, sequenceOf } from './id.js';
import { lastSequence, ownerOf, readEvents } from './read.js';

/** Facts after `after`, oldest first. `lastId` goes on from the last one looked at, even when its scope is missing. */
export async function listEvents(ctx: Context, input: Parsed<typeof eventRoutes.list>): Promise<Output<typeof eventRoutes.list>> {
  const { owner, scopes } = ownerOf(ctx);
  if (input.after === undefined) {
    const last = await lastSequence(ctx, owner);
    return { items: [], lastId: last > 0 ? eventId(owner, last) : null };
  }
  const after = sequenceOf(owner, input.after);
  if (after === null) throw problem('invalid_request', 'The event id is not one of this caller.', { errors: [{ pointer: '#/query/after', detail: 'Pass lastId of the answer before.' }] });
  const { items, last } = await readEvents(ctx, owner, scopes, after, input.limit);
  return { items: [...items], lastId: last > 0 ? eventId(owner, last) : null };
}
