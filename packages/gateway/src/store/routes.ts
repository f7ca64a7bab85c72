import { storeRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { getStore } from './get.js';
import { listCities } from './list-cities.js';
import { listStores } from './list.js';

export const storeHandlers = [
  pair(storeRoutes.list, listStores),
  pair(storeRoutes.get, getStore),
  pair(storeRoutes.listCities, listCities),
];
