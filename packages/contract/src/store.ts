import * as z from 'zod/mini';
import { Category } from './category.js';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { page, pageQuery } from './page.js';

/** A city by its GB/T 2260 code: 370100 is Jinan. */
export const City = z.object({ code: z.string().check(z.regex(/^\d{6}$/)), name: z.string() });
export type City = z.infer<typeof City>;

export const Store = z.object({
  id: id('str'),
  name: z.string(),
  merchantName: z.string(),
  category: Category,
  city: City,
  address: z.string(),
  /** Metres from the city's centre, null when unknown. */
  distanceMeters: z.nullable(z.int()),
});
export type Store = z.infer<typeof Store>;

export const storeRoutes = {
  list: endpoint({
    id: 'listStores', method: 'GET', path: '/v1/stores', callers: ['user', 'terminal'], scope: 'stores:read',
    query: z.object({ ...pageQuery, city: z.optional(City.shape.code), category: z.optional(Category), campaignId: z.optional(id('cmp')) }),
    status: 200, response: page(Store), kind: 'page',
  }),
  get: endpoint({
    id: 'getStore', method: 'GET', path: '/v1/stores/{storeId}', callers: ['user', 'terminal'], scope: 'stores:read',
    params: z.object({ storeId: id('str') }), status: 200, response: Store,
  }),
  listCities: endpoint({
    id: 'listCities', method: 'GET', path: '/v1/cities', callers: ['user', 'terminal'], scope: 'stores:read',
    status: 200, response: z.object({ items: z.array(City) }),
  }),
};
