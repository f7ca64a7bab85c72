import type { DocsOf } from '../endpoint.js';
import type { storeRoutes } from '../store.js';
import { ids, jinan, store } from './samples.js';

export const storeDocs: DocsOf<typeof storeRoutes> = {
  list: { summary: 'List stores', problems: [], input: { city: '370100', limit: 20 }, output: { items: [store], nextCursor: null } },
  get: { summary: 'Read one store', problems: ['not_found'], input: { storeId: ids.store }, output: store },
  listCities: { summary: 'List the cities that take part', problems: [], input: {}, output: { items: [jinan] } },
};
