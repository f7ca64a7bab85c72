import { payCodeRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { issuePayCode } from './issue.js';
import { retirePayCode } from './retire.js';

export const payCodeHandlers = [
  pair(payCodeRoutes.issue, issuePayCode, { steps: true }),
  pair(payCodeRoutes.retire, retirePayCode),
];
