import { payCodeRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { issueOfflineCodes } from './issue-offline.js';
import { issuePayCode } from './issue.js';
import { retirePayCode } from './retire.js';
import { revokeOfflineCodes } from './revoke-offline.js';

export const payCodeHandlers = [
  pair(payCodeRoutes.issue, issuePayCode, { steps: true }),
  pair(payCodeRoutes.retire, retirePayCode),
  pair(payCodeRoutes.issueOffline, issueOfflineCodes, { steps: true }),
  pair(payCodeRoutes.revokeOffline, revokeOfflineCodes),
];
