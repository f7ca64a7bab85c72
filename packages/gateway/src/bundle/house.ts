import { demo } from '../seed/demo.js';

/** The bank's own store, where bundles are sold; its city code is the whole country's (GB/T 2260), which is no city's, so it is in no list of stores to go to. */
export const house = {
  merchantId: 'mch_4G00000000000BANK000000007',
  storeId: demo.stores.bank,
  terminalId: 'ter_3X00000000000BANK000000004',
  cityCode: '100000',
} as const;
