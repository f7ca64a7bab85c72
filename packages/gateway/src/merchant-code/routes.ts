import { merchantCodeRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { issueMerchantCode } from './issue.js';
import { readMerchantCode } from './read.js';

export const merchantCodeHandlers = [
  pair(merchantCodeRoutes.issue, issueMerchantCode),
  pair(merchantCodeRoutes.read, readMerchantCode),
];
