/** Double entry in whole units: what other nouns may use. */
export { account, accountId, balance, houseAccount, lockAccount } from './account.js';
export type { Account, Balance, LedgerContext, Unit } from './account.js';
export { conservation } from './conservation.js';
export { confirmHold, expireHolds, hold, voidHold } from './hold.js';
export type { Hold } from './hold.js';
export { InsufficientBalance } from './post.js';
export { LedgerMisuse, transfer, transferAll } from './transfer.js';
export { transferSteps } from './transfer-steps.js';
export type { Transfer } from './transfer.js';
