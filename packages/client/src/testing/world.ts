import type { Bundle, Campaign, CheckInCalendar, City, Coupon, Energy, EnergyDay, Invitation, LotteryEntry, MerchantOrder, OfflineBatch, Payment, PaymentOptions, PayCode, PointsEntry, PointsLot, PrizeDraw, PrizeResult, Ride, RightDetail, RightsSummary, Session, SourceTerms, Store, TesseraEvent, Verification } from '@tessera/contract';
import { bundleFixtures } from './bundle-fixtures.js';
import { campaignFixtures } from './campaign-fixtures.js';
import { dayFixtures, energyFixture, rideFixtures } from './energy-fixtures.js';
import { checkInFixtures, checkInRewardFixtures, invitationFixture, prizeDrawFixture, prizeFixtures } from './engagement-fixtures.js';
import { at, fixtureId, MINUTE } from './fixture-clock.js';
import { merchantOrderFixtures } from './merchant-fixtures.js';
import { optionsFixture, paymentFixtures, termsFixture } from './payment-fixtures.js';
import { couponFixtures, pointsFixtures, pointsLotFixtures, rightFixtures, tierFixture } from './right-fixtures.js';
import { cityFixtures, storeFixtures } from './store-fixtures.js';
import { verificationFixture } from './verification-fixtures.js';

/** All that a fake client knows. Tests may read and change any of it between calls. */
export interface World {
  session: Session;
  payCodes: PayCode[];
  offline: OfflineBatch | null;
  options: PaymentOptions;
  /** The quick loan's contract; accepting it makes the source usable. */
  terms: Omit<SourceTerms, 'amount' | 'plans'>;
  payments: Payment[];
  /** What the next charge becomes. `paid` turns to `needs_confirmation` where the quote asks for it. */
  chargeStatus: Payment['status'];
  /** What a payment becomes when its user has confirmed it. */
  confirmStatus: Payment['status'];
  /** What a payment that is voided becomes: `in_doubt` is a channel that does not answer. */
  voidStatus: 'voided' | 'in_doubt';
  /** Charges by idempotency key: the payment's id, or null when the key was reversed before it was used. */
  charges: Record<string, string | null>;
  verification: Verification;
  /** The user's PIN. */
  pin: string;
  /** What merchantCodes.read knows, by payload. */
  merchantOrders: Record<string, MerchantOrder>;
  /** Codes for one payment that are taken, and by which. */
  takenPayloads: Record<string, string>;
  campaigns: Campaign[];
  coupons: Coupon[];
  /** The user's places in draws, by campaign. */
  entries: Record<string, LotteryEntry>;
  /** Which coupon each redemption code that was made stands for. */
  redemptionCodes: Record<string, string>;
  /** Redemption codes that a till has taken. */
  redeemed: string[];
  rights: RightDetail[];
  tier: RightsSummary['tier'];
  points: PointsEntry[];
  /** The oldest first. */
  pointsLots: PointsLot[];
  bundles: Bundle[];
  /** The payload of each subscription's order. */
  bundleOrders: Record<string, string>;
  energy: Energy;
  days: EnergyDay[];
  rides: Ride[];
  /** The days the user checked in on, and what streaks give. */
  checkIns: string[];
  checkInRewards: Omit<CheckInCalendar['rewards'][number], 'given'>[];
  prizeDraw: PrizeDraw;
  /** Which prize the next draw gives; one that has run out gives the last in the list. */
  nextPrize: string;
  prizes: PrizeResult[];
  invitation: Invitation;
  /** Other people's invitation codes that this user may accept. */
  invitationCodes: string[];
  stores: Store[];
  cities: City[];
  events: TesseraEvent[];
}

/** A world as rich as the fixtures: somebody with a wallet, some coupons, and a few rides. */
export const worldAt = (now: number): World => ({
  session: {
    id: fixtureId('ses', 1), subject: { kind: 'user', id: fixtureId('usr', 1) }, origin: 'https://partner.example', issuedAt: at(now), expiresAt: at(now, 15 * MINUTE),
    scopes: ['pay_codes:write', 'payments:read', 'payments:write', 'coupons:read', 'coupons:write', 'rights:read', 'rights:write', 'energy:read', 'energy:write', 'engagement:read', 'engagement:write', 'stores:read'],
  },
  payCodes: [],
  offline: null,
  options: optionsFixture(),
  terms: termsFixture(),
  payments: paymentFixtures(now),
  chargeStatus: 'paid',
  confirmStatus: 'paid',
  voidStatus: 'voided',
  charges: {},
  verification: verificationFixture(),
  pin: '271828',
  merchantOrders: merchantOrderFixtures(),
  takenPayloads: {},
  campaigns: campaignFixtures(now),
  coupons: couponFixtures(now),
  entries: {},
  redemptionCodes: {},
  redeemed: [],
  rights: rightFixtures(now),
  tier: tierFixture(),
  points: pointsFixtures(now),
  pointsLots: pointsLotFixtures(),
  bundles: bundleFixtures(now),
  bundleOrders: {},
  energy: energyFixture(now),
  days: dayFixtures(now),
  rides: rideFixtures(now),
  checkIns: checkInFixtures(now),
  checkInRewards: checkInRewardFixtures(),
  prizeDraw: prizeDrawFixture(now),
  nextPrize: fixtureId('prz', 4),
  prizes: prizeFixtures(now),
  invitation: invitationFixture(now),
  invitationCodes: ['QK4M7X2P'],
  stores: storeFixtures(),
  cities: cityFixtures(),
  events: [],
});
