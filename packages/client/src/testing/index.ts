export { createFakeClient, fakeProblem, type FakeClient, type FakeClientOptions, type MethodName } from './fake-client.js';
export { at, dayOf, FIXTURE_NOW, fixtureId, yuan } from './fixture-clock.js';
export { campaignFixtures } from './campaign-fixtures.js';
export { dayFixtures, energyFixture, rideFixtures } from './energy-fixtures.js';
export { optionsFixture, paymentFixture, paymentFixtures } from './payment-fixtures.js';
export { couponFixtures, pointsFixtures, rightFixtures, tierFixture } from './right-fixtures.js';
export { cityFixtures, storeFixtures } from './store-fixtures.js';
export { worldAt, type World } from './world.js';
