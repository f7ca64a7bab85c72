/** What other nouns may use of rights, inside their own transactions. */
export { givePoints, pointsHouse, pointsOf, spendPoints } from './points.js';
export type { PointsMove } from './points.js';
