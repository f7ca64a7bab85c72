import { eventRoutes } from '@tessera/contract';
import { pair, pairStream } from '../handler.js';
import { listEvents } from './list.js';
import { streamEvents } from './stream.js';

export const eventHandlers = [
  pair(eventRoutes.list, listEvents),
  pairStream(eventRoutes.stream, streamEvents),
];
