import type { Campaign, City, Coupon, Energy, EnergyDay, Payment, PaymentOptions, PayCode, PointsEntry, Ride, RightDetail, RightsSummary, Session, Store, TesseraEvent } from '@tessera/contract';
import { campaignFixtures } from './campaign-fixtures.js';
import { dayFixtures, energyFixture, rideFixtures } from './energy-fixtures.js';
import { at, fixtureId, MINUTE } from './fixture-clock.js';
import { optionsFixture, paymentFixtures } from './payment-fixtures.js';
import { couponFixtures, pointsFixtures, rightFixtures, tierFixture } from './right-fixtures.js';
import { cityFixtures, storeFixtures } from './store-fixtures.js';

/** All that a fake client knows. Tests may read and change any of it between calls. */
export interface World {
  session: Session;
  payCodes: PayCode[];
  options: PaymentOptions;
  payments: Payment[];
  /** What the next charge ends as. */
  chargeStatus: Payment['status'];
  campaigns: Campaign[];
  coupons: Coupon[];
  rights: RightDetail[];
  tier: RightsSummary['tier'];
  points: PointsEntry[];
  energy: Energy;
  days: EnergyDay[];
  rides: Ride[];
  stores: Store[];
  cities: City[];
  events: TesseraEvent[];
}

/** A world as rich as the fixtures: somebody with a wallet, some coupons, and a few rides. */
export const worldAt = (now: number): World => ({
  session: {
    id: fixtureId('ses', 1), subject: { kind: 'user', id: fixtureId('usr', 1) }, origin: 'https://partner.example', issuedAt: at(now), expiresAt: at(now, 15 * MINUTE),
    scopes: ['pay_codes:write', 'payments:read', 'payments:write', 'coupons:read', 'coupons:write', 'rights:read', 'rights:write', 'energy:read', 'energy:write', 'stores:read'],
  },
  payCodes: [],
  options: optionsFixture(),
  payments: paymentFixtures(now),
  chargeStatus: 'paid',
  campaigns: campaignFixtures(now),
  coupons: couponFixtures(now),
  rights: rightFixtures(now),
  tier: tierFixture(),
  points: pointsFixtures(now),
  energy: energyFixture(now),
  days: dayFixtures(now),
  rides: rideFixtures(now),
  stores: storeFixtures(),
  cities: cityFixtures(),
  events: [],
});
