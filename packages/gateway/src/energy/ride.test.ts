import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { RideMode, type Energy, type EnergyGain, type Problem, type RecordRide, type Ride } from '@tessera/contract';
import type * as z from 'zod/mini';
import { conservation } from '../ledger/ledger.js';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { currentMethod, gramsSaved } from './methods.js';

type Told = z.input<typeof RecordRide>;

describe('recordRide', () => {
  let gateway: TestGateway;
  let city: Caller;
  let rider: Caller;
  before(async () => {
    gateway = await testGateway();
    city = gateway.as(demo.partner.secretKey);
    rider = await agreed('rider');
  });
  after(() => gateway.close());

  /** A user of the partner's who agreed to ride data being used. */
  async function agreed(reference: string): Promise<Caller> {
    const user = await gateway.user({ reference });
    await user.put('/v1/energy/consent', { consent: true });
    return user;
  }
  let told = 0;
  const ride = (changed: Partial<Told> = {}): Told => ({
    reference: 'rider', rideReference: `ride-${told += 1}`, mode: 'metro', line: '1 号线', city: demo.cities.jinan, distanceMeters: 12_000,
    startedAt: '2026-11-23T01:00:00Z', endedAt: '2026-11-23T01:30:00Z', ...changed,
  });
  const record = (body: Told, by = city, key?: string) => by.post<Ride & Problem>('/v1/energy/rides', body, key === undefined ? {} : { key });
  const at = (hour: number, minute = 0) => `2026-11-22T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`;

  it('credits what the ride saved as a bubble that ripens, and tells the user', async () => {
    const { status, body } = await record(ride());
    assert.deepEqual([status, body.grams, body.method, body.city, body.line], [201, 2524, 'beijing-2019.1', { code: '370100', name: '济南' }, '1 号线']);
    const { bubbles } = (await rider.get<Energy>('/v1/energy')).body;
    assert.deepEqual(bubbles.map((bubble) => [bubble.grams, bubble.ripe, bubble.ripeAt, bubble.lapsesAt]), [[2524, false, '2026-11-24T16:00:00.000Z', '2026-12-01T16:00:00.000Z']]);
    const { body: rides } = await rider.get<{ items: Ride[] }>('/v1/energy/rides');
    assert.deepEqual(rides.items, [body]);
  });

  it('makes a walk\'s energy collectable at once', async () => {
    const walker = await agreed('walker');
    await record(ride({ reference: 'walker', mode: 'walking', distanceMeters: 2000 }));
    const [bubble] = (await walker.get<Energy>('/v1/energy')).body.bubbles;
    assert.deepEqual([bubble?.ripe, bubble?.grams], [true, 543]);
    const { body } = await walker.post<EnergyGain>('/v1/energy/collections', { bubbleIds: [bubble?.id] });
    assert.equal(body.energy.totalGrams, 543);
  });

  it('is for a platform\'s server alone', async () => {
    const { status, body } = await record(ride(), rider);
    assert.deepEqual([status, body.code], [403, 'caller_not_allowed']);
    assert.equal((await record(ride(), gateway.as())).status, 401);
  });

  it('answers a repeated idempotency key with the first result', async () => {
    const body = ride({ startedAt: at(1), endedAt: at(1, 30) });
    const [first, again] = [await record(body, city, 'told'), await record(body, city, 'told')];
    assert.deepEqual([first.status, again.text, again.headers.get('idempotent-replayed')], [201, first.text, 'true']);
  });

  it('credits a ride once: the same again answers the first, another under its reference is a conflict', async () => {
    const body = ride({ startedAt: at(3), endedAt: at(3, 30) });
    const replies = await Promise.all(Array.from({ length: 10 }, () => record(body)));
    assert.deepEqual(replies.map((reply) => reply.status), Array<number>(10).fill(201));
    assert.equal(new Set(replies.map((reply) => reply.body.id)).size, 1);
    for (const changed of [{ distanceMeters: 12_001 }, { mode: 'bus' as const }, { endedAt: at(3, 31) }, { line: '2 号线' }]) {
      const reply = await record({ ...body, ...changed });
      assert.deepEqual([reply.status, reply.body.code], [409, 'conflict'], JSON.stringify(changed));
    }
  });

  it('credits a ride to one user, even told for two at once', async () => {
    await agreed('twin-0');
    await agreed('twin-1');
    const body = ride({ startedAt: at(5), endedAt: at(5, 30) });
    const replies = await Promise.all([0, 1].map((place) => record({ ...body, reference: `twin-${place}` })));
    assert.deepEqual(replies.map((reply) => reply.status).sort(), [201, 409]);
    // Another platform may have the same number for its own ride.
    assert.equal((await gateway.services.db.selectFrom('ride_reference').select('ride_id').where('reference', '=', body.rideReference).execute()).length, 1);
  });

  for (const [what, changed, named] of [
    ['in the future', { endedAt: '2026-11-23T04:00:01Z' }, 'future'],
    ['that overlaps another', { startedAt: '2026-11-23T01:29:59Z', endedAt: '2026-11-23T02:00:00Z' }, 'overlap'],
    ['at 400 km/h', { distanceMeters: 199_000, startedAt: at(7), endedAt: at(7, 30) }, 'speed'],
    ['longer than any metro', { distanceMeters: 300_000, startedAt: at(7), endedAt: at(12) }, 'distance'],
    ['in a city without rides', { city: '999999', startedAt: at(7), endedAt: at(7, 30) }, 'city'],
    ['told after eight days', { startedAt: '2026-11-15T01:00:00Z', endedAt: '2026-11-15T01:30:00Z' }, 'old'],
  ] as const) {
    it(`refuses a ride ${what} and names the rule`, async () => {
      const { status, body } = await record(ride(changed));
      assert.deepEqual([status, body.code], [422, 'ride_implausible']);
      assert.match(body.detail, new RegExp(`"${named}"`));
    });
  }

  it('takes one of two overlapping rides told at once', async () => {
    await agreed('hasty');
    const replies = await Promise.all([0, 10].map((minute) => record(ride({ reference: 'hasty', startedAt: at(8, minute), endedAt: at(8, minute + 20) }))));
    assert.deepEqual(replies.map((reply) => reply.status).sort(), [201, 422]);
  });

  it('takes rides that touch but do not overlap', async () => {
    await agreed('changer');
    for (const minute of [0, 20, 40]) assert.equal((await record(ride({ reference: 'changer', distanceMeters: 5000, startedAt: at(9, minute), endedAt: at(9, minute + 20 === 60 ? 59 : minute + 20) }))).status, 201);
  });

  it('needs the user\'s consent, and stops when it is withdrawn', async () => {
    const user = await gateway.user({ reference: 'private' });
    assert.equal((await record(ride({ reference: 'private' }))).body.code, 'consent_required');
    await user.put('/v1/energy/consent', { consent: true });
    assert.equal((await record(ride({ reference: 'private' }))).status, 201);
    await user.put('/v1/energy/consent', { consent: false });
    const { status, body } = await record(ride({ reference: 'private', startedAt: at(1), endedAt: at(1, 30) }));
    assert.deepEqual([status, body.code], [409, 'consent_required']);
    assert.deepEqual((await user.get<Energy>('/v1/energy')).body.bubbles, []);
  });

  it('knows only the platform\'s own users', async () => {
    assert.equal((await record(ride({ reference: 'nobody' }))).status, 404);
    assert.equal((await record(ride(), gateway.as(demo.merchantPlatform.secretKey))).status, 404);
  });

  it('refuses members that are not the caller\'s to set', async () => {
    const { status, body } = await record({ ...ride(), grams: 1_000_000 } as Told);
    assert.deepEqual([status, body.code], [422, 'invalid_request']);
  });

  it('never credits more than the formula, over any rides told in any order and collected twice at once', async () => {
    const trip = fc.record({ mode: fc.constantFrom(...RideMode.options), slot: fc.nat(20), meters: fc.integer({ min: 1, max: 20_000 }), again: fc.boolean() });
    let run = 0;
    await fc.assert(fc.asyncProperty(fc.array(trip, { minLength: 1, maxLength: 8 }), async (trips) => {
      run += 1;
      const user = await agreed(`property-${run}`);
      let most = 0;
      for (const [place, { mode, slot, meters, again }] of trips.entries()) {
        const body = ride({ reference: `property-${run}`, rideReference: `property-${run}-${place}`, mode, distanceMeters: meters, startedAt: at(slot), endedAt: at(slot, 40) });
        const replies = await Promise.all([record(body), ...(again ? [record(body)] : [])]);
        if (replies[0]?.status === 201) most += gramsSaved(currentMethod(), mode, meters);
        for (const reply of replies) assert.ok(reply.status === 201 || reply.body.code === 'ride_implausible', reply.text);
      }
      const { bubbles } = (await user.get<Energy>('/v1/energy')).body;
      assert.equal(bubbles.reduce((sum, bubble) => sum + bubble.grams, 0), most);
      const ripe = bubbles.filter((bubble) => bubble.ripe).map((bubble) => bubble.id);
      if (ripe.length > 0) await Promise.all([0, 1].map(() => user.post('/v1/energy/collections', { bubbleIds: ripe })));
      const after = (await user.get<Energy>('/v1/energy')).body;
      assert.equal(after.totalGrams + after.bubbles.reduce((sum, bubble) => sum + bubble.grams, 0), most);
      assert.deepEqual((await conservation(gateway.services.db)).faults, []);
    }), { numRuns: 20 });
  });
});
