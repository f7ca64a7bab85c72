import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { Bubble, Energy, EnergyDay, EnergyGain, Problem, Ride, TesseraEvent } from '@tessera/contract';
import { conservation } from '../ledger/ledger.js';
import { demo } from '../seed/demo.js';
import { testGateway } from '../testing.js';
import type { Caller, TestGateway } from '../testing.js';
import { demoBubbles, SEED_GRAMS } from './seed.js';

describe('the energy card', () => {
  let gateway: TestGateway;
  let lin: Caller;
  beforeEach(async () => {
    await gateway?.close();
    gateway = await testGateway();
    lin = await gateway.user();
  });
  after(() => gateway.close());
  const card = async (by = lin) => (await by.get<Energy>('/v1/energy')).body;
  const checkIn = (by = lin, key?: string) => by.post<EnergyGain & Problem>('/v1/energy/check-ins', undefined, key === undefined ? {} : { key });
  const collect = (bubbleIds: readonly string[], by = lin, key?: string) => by.post<EnergyGain & Problem>('/v1/energy/collections', { bubbleIds }, key === undefined ? {} : { key });
  const at = async (time: string) => { gateway.clock.set(time); lin = await gateway.user(); };

  it('shows the tree, the streak, what is ripe and what ripens', async () => {
    const energy = await card();
    assert.deepEqual([energy.totalGrams, energy.tree.name, energy.tree.costGrams, energy.consent], [SEED_GRAMS, '油松', 320_000, true]);
    assert.deepEqual(energy.checkIn, { done: false, streakDays: 6, grams: 20 });
    assert.deepEqual(energy.bubbles.map((bubble) => [bubble.id, bubble.ripe]), [[demoBubbles.bus, true], [demoBubbles.metro, true], [demoBubbles.ripening, false]]);
    assert.ok((energy.tree.weeksLeft ?? 0) >= 6 && (energy.tree.weeksLeft ?? 0) <= 9);
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('is empty for a new user', async () => {
    const chen = await gateway.user({ reference: demo.chenMo.reference });
    const energy = await card(chen);
    assert.deepEqual([energy.totalGrams, energy.consent, energy.bubbles, energy.tree.weeksLeft, energy.checkIn], [0, false, [], null, { done: false, streakDays: 0, grams: 10 }]);
    assert.deepEqual((await chen.get<{ items: Ride[] }>('/v1/energy/rides')).body, { items: [], nextCursor: null });
    assert.equal((await checkIn(chen)).status, 201);
  });

  it('refuses a caller without the scope, for each verb', async () => {
    const reader = await gateway.user({ scopes: ['coupons:read'] });
    for (const reply of [
      await reader.get<Problem>('/v1/energy'), await reader.get<Problem>('/v1/energy/days'), await reader.get<Problem>('/v1/energy/rides'),
      await checkIn(reader), await collect([demoBubbles.metro], reader), await reader.put<Problem>('/v1/energy/consent', { consent: true }),
    ]) assert.deepEqual([reply.status, reply.body.code], [403, 'scope_missing']);
  });

  it('answers a repeated idempotency key with the first result, for check-in, collection and consent', async () => {
    for (const write of [() => checkIn(lin, 'a'), () => collect([demoBubbles.metro], lin, 'b'), () => lin.put('/v1/energy/consent', { consent: true }, { key: 'c' })]) {
      const [first, again] = [await write(), await write()];
      assert.deepEqual([again.status, again.text, again.headers.get('idempotent-replayed')], [first.status, first.text, 'true']);
    }
  });

  it('checks in once a day in Shanghai: the seventh day in a row gives 20 g', async () => {
    const { status, body } = await checkIn();
    assert.deepEqual([status, body.grams, body.energy.totalGrams, body.energy.todayGrams], [201, 20, SEED_GRAMS + 20, 20]);
    assert.deepEqual(body.energy.checkIn, { done: true, streakDays: 7, grams: 20 });
    assert.equal((await checkIn()).body.code, 'already_checked_in');
    await at('2026-11-23T15:59:59.999Z');
    assert.equal((await checkIn()).body.code, 'already_checked_in');
    await at('2026-11-23T16:00:00.000Z');
    assert.equal((await checkIn()).body.energy.checkIn.streakDays, 8);
    await at('2026-11-26T04:00:00.000Z');
    assert.deepEqual((await card()).checkIn, { done: false, streakDays: 0, grams: 10 });
  });

  it('checks in once when thirty taps arrive together', async () => {
    const replies = await Promise.all(Array.from({ length: 30 }, () => checkIn()));
    assert.deepEqual(replies.map((reply) => reply.status).sort(), [201, ...Array<number>(29).fill(409)]);
    assert.equal((await card()).totalGrams, SEED_GRAMS + 20);
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('collects what is ripe, once, and tells the card\'s other places', async () => {
    const { body: start } = await lin.get<{ lastId: string | null }>('/v1/events');
    const { status, body } = await collect([demoBubbles.metro, demoBubbles.bus]);
    assert.deepEqual([status, body.grams, body.energy.totalGrams], [201, 2608 + 876, SEED_GRAMS + 2608 + 876]);
    assert.deepEqual(body.energy.bubbles.map((bubble) => bubble.id), [demoBubbles.ripening]);
    const { body: events } = await lin.get<{ items: TesseraEvent[] }>(`/v1/events?after=${start.lastId ?? ''}`);
    assert.deepEqual(events.items.map((event) => event.type), ['energy.collected']);
    assert.equal((await lin.get<{ items: EnergyDay[] }>('/v1/energy/days')).body.items.at(-1)?.grams, 2608 + 876);
  });

  it('gives a bubble once when twenty ask for it at the same time, alone or among others', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, (_, place) => collect(place % 2 === 0 ? [demoBubbles.metro] : [demoBubbles.bus, demoBubbles.metro])));
    assert.equal(replies.filter((reply) => reply.status === 201 && reply.body.grams >= 2608).length, 1);
    for (const reply of replies) if (reply.status !== 201) assert.equal(reply.body.code, 'bubble_gone');
    const first = replies.find((reply) => reply.status === 201);
    assert.equal((await card()).totalGrams, SEED_GRAMS + (first?.body.grams ?? 0));
    assert.deepEqual((await conservation(gateway.services.db)).faults, []);
  });

  it('collects all that was named or nothing: one that is gone, unripe or unknown is named', async () => {
    await collect([demoBubbles.bus]);
    for (const [ids, code, named] of [
      [[demoBubbles.metro, demoBubbles.bus], 'bubble_gone', demoBubbles.bus],
      [[demoBubbles.metro, demoBubbles.ripening], 'bubble_unripe', demoBubbles.ripening],
      [[demoBubbles.metro, 'bub_1A00000000000000000000NONE'], 'not_found', 'bub_1A00000000000000000000NONE'],
    ] as const) {
      const { body } = await collect(ids);
      assert.equal(body.code, code);
      assert.ok(body.detail.includes(named) && !body.detail.includes(demoBubbles.metro), body.detail);
      assert.equal(body.errors?.[0]?.pointer, '#/bubbleIds/1');
    }
    assert.equal((await card()).totalGrams, SEED_GRAMS + 876);
    assert.equal((await collect([demoBubbles.metro, demoBubbles.metro])).body.grams, 2608);
  });

  it('lets a bubble lapse seven days after it ripened', async () => {
    await at('2026-11-29T15:59:59.999Z');
    assert.equal((await card()).bubbles.length, 3);
    await at('2026-11-29T16:00:00.000Z');
    assert.deepEqual((await card()).bubbles.map((bubble: Bubble) => bubble.id), [demoBubbles.ripening]);
    assert.equal((await collect([demoBubbles.metro])).body.code, 'bubble_gone');
  });

  it('gives another user\'s bubble to nobody', async () => {
    const chen = await gateway.user({ reference: demo.chenMo.reference });
    await chen.put('/v1/energy/consent', { consent: true });
    const { status, body } = await collect([demoBubbles.metro], chen);
    assert.deepEqual([status, body.code], [404, 'not_found']);
  });

  it('hides rides\' energy and takes none once consent is withdrawn, and goes on when it is given again', async () => {
    const off = await lin.put<Energy>('/v1/energy/consent', { consent: false });
    assert.deepEqual([off.body.consent, off.body.bubbles, off.body.totalGrams], [false, [], SEED_GRAMS]);
    assert.equal((await collect([demoBubbles.metro])).body.code, 'consent_required');
    assert.equal((await checkIn()).status, 201);
    const on = await lin.put<Energy>('/v1/energy/consent', { consent: true });
    assert.equal(on.body.bubbles.length, 3);
  });

  it('lists the last days up to today, those without energy too', async () => {
    const { body } = await lin.get<{ items: EnergyDay[] }>('/v1/energy/days?days=84');
    assert.deepEqual([body.items.length, body.items[0]?.day, body.items.at(-1)?.day], [84, '2026-09-01', '2026-11-23']);
    assert.equal(body.items[0]?.grams, 0);
    assert.ok(body.items.slice(-7, -1).every((day) => day.grams > 0));
    for (const days of ['0', '85', 'x', '1.5']) assert.equal((await lin.get(`/v1/energy/days?days=${days}`)).status, 422, days);
  });

  it('lists rides by cursor, the latest first, each with its method', async () => {
    const rides: Ride[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: { items: Ride[]; nextCursor: string | null } } = await lin.get(`/v1/energy/rides?limit=6${cursor === '' ? '' : `&cursor=${cursor}`}`);
      rides.push(...body.items);
      cursor = body.nextCursor;
    }
    assert.ok(rides.length > 40);
    assert.equal(new Set(rides.map((ride) => ride.id)).size, rides.length);
    assert.deepEqual(rides.map((ride) => ride.endedAt), rides.map((ride) => ride.endedAt).sort().reverse());
    assert.ok(rides.every((ride) => ride.method === 'beijing-2019.1' && ride.city.name === '济南'));
  });
});
