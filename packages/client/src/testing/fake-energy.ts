import { give } from './fake-engagement.js';
import { dayOf, HOUR } from './fixture-clock.js';
import { paged, type Scene, type Verbs } from './scene.js';

const gain = (scene: Scene, grams: number) => {
  const { energy, days } = scene.world;
  scene.world.energy = { ...energy, totalGrams: energy.totalGrams + grams, todayGrams: energy.todayGrams + grams, tree: { ...energy.tree, grams: energy.tree.grams + grams } };
  const today = dayOf(scene.now);
  scene.world.days = days.map((day) => (day.day === today ? { ...day, grams: day.grams + grams } : day));
  return { grams, energy: scene.world.energy };
};

export const energyVerbs: Verbs<'energy'>['energy'] = {
  get: ({ world, now }) => ({
    ...world.energy,
    bubbles: world.energy.consent ? world.energy.bubbles.map((one) => ({ ...one, ripe: Date.parse(one.ripeAt) <= now })) : [],
  }),
  checkIn: (scene) => {
    const { world, now } = scene;
    const { checkIn } = world.energy;
    if (checkIn.done) scene.refuse('already_checked_in');
    const streakDays = checkIn.streakDays + 1;
    world.energy = { ...world.energy, checkIn: { ...checkIn, done: true, streakDays } };
    world.checkIns = [...world.checkIns, dayOf(now)];
    const reward = world.checkInRewards.find(({ days }) => days === streakDays)?.reward ?? null;
    if (reward) give(scene, reward, 'check_in', '连续签到');
    return { ...gain(scene, checkIn.grams), reward };
  },
  getCheckIns: ({ world, now }, input) => {
    const today = dayOf(now);
    const month = input.month ?? today.slice(0, 7);
    const { streakDays, done } = world.energy.checkIn;
    return {
      month, today, streakDays, done, days: world.checkIns.filter((day) => day.startsWith(month)),
      rewards: world.checkInRewards.map((one) => ({ ...one, given: one.days <= streakDays })),
    };
  },
  collect: (scene, { bubbleIds }) => {
    const { energy } = scene.world;
    const picked = bubbleIds.map((id) => energy.bubbles.find((one) => one.id === id) ?? scene.refuse('bubble_gone'));
    if (picked.some((one) => Date.parse(one.ripeAt) > scene.now)) scene.refuse('bubble_unripe');
    scene.world.energy = { ...energy, bubbles: energy.bubbles.filter((one) => !picked.includes(one)) };
    scene.tell('energy.collected', bubbleIds[0] ?? '');
    return gain(scene, picked.reduce((sum, one) => sum + one.grams, 0));
  },
  setConsent: ({ world }, { consent }) => {
    world.energy = { ...world.energy, consent };
    return consent ? world.energy : { ...world.energy, bubbles: [] };
  },
  listDays: ({ world, now }, input) => {
    const count = Number(input.days ?? 7);
    const known = new Map(world.days.map(({ day, grams }) => [day, grams]));
    return { items: Array.from({ length: count }, (_, index) => dayOf(now - (count - 1 - index) * 24 * HOUR)).map((day) => ({ day, grams: known.get(day) ?? 0 })) };
  },
  listRides: ({ world }, input) => paged(world.energy.consent ? world.rides : [], input),
};
