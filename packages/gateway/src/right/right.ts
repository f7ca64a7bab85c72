/** What other nouns may use of rights, inside their own transactions. */
export { givePoints, movePoints, pointsHouse, pointsOf, spendableOf, spendPoints, tooFewPoints } from './points.js';
export type { PointsMove } from './points.js';
export type { BenefitCode } from './catalogue.js';
export { catalogue, findBenefit } from './catalogue.js';
export type { BenefitAsk } from './grant-benefits.js';
export { grantBenefits } from './grant-benefits.js';
export type { Difference, Reconciliation } from './reconcile-suppliers.js';
export { reconcileSupplier, reconciliationCsv } from './reconcile-suppliers.js';
