import { bundleRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { buy } from './buy.js';
import { cancel } from './cancel.js';
import { get } from './get.js';
import { list } from './list.js';

export const bundleHandlers = [
  pair(bundleRoutes.list, list),
  pair(bundleRoutes.buy, buy),
  pair(bundleRoutes.get, get),
  pair(bundleRoutes.cancel, cancel),
];
