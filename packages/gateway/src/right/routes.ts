import { rightRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { get } from './get.js';
import { grant } from './grant.js';
import { listPointsLots } from './list-points-lots.js';
import { listPoints } from './list-points.js';
import { list } from './list.js';
import { setTier } from './set-tier.js';
import { summary } from './summary.js';
import { use } from './use.js';

export const rightHandlers = [
  pair(rightRoutes.summary, summary),
  pair(rightRoutes.list, list),
  pair(rightRoutes.get, get),
  pair(rightRoutes.use, use),
  pair(rightRoutes.grant, grant),
  pair(rightRoutes.listPoints, listPoints),
  pair(rightRoutes.listPointsLots, listPointsLots),
  pair(rightRoutes.setTier, setTier),
];
