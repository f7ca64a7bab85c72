import type { PointsEntry, PrizeResult, Reward } from '@tessera/contract';
import { at, fixtureId } from './fixture-clock.js';
import { paged, type Scene, type Verbs } from './scene.js';

const addPoints = (scene: Scene, points: number, reason: PointsEntry['reason'], title: string): void => {
  const { world, now } = scene;
  const balance = (world.points[0]?.balance ?? 0) + points;
  world.points = [{ id: fixtureId('pts', 1_000 + scene.next()), points, balance, reason, title, at: at(now) }, ...world.points];
};

/** Gives a reward: points to the book, a coupon by its event. */
export const give = (scene: Scene, reward: Reward, reason: PointsEntry['reason'], title: string): void => {
  if (reward.kind === 'points') addPoints(scene, reward.points, reason, title);
  if (reward.kind === 'coupon') scene.tell('coupon.claimed', fixtureId('cpn', 2_000 + scene.next()));
};

const drawPrize = (scene: Scene, drawId: string, pay: 'free' | 'points'): PrizeResult => {
  const { world, now } = scene;
  const { prizeDraw } = world;
  if (drawId !== prizeDraw.id) scene.refuse('not_found');
  if (Date.parse(prizeDraw.endsAt) <= now) scene.refuse('campaign_over');
  if (pay === 'free' && !prizeDraw.freeDraws) scene.refuse('no_draws_left');
  const balance = world.points[0]?.balance ?? 0;
  const paidPoints = pay === 'points' ? prizeDraw.pointsPerDraw ?? scene.refuse('no_draws_left') : 0;
  if (paidPoints > balance) scene.refuse('points_too_few');
  const wanted = prizeDraw.prizes.find(({ id, stock }) => id === world.nextPrize && stock?.remaining !== 0);
  const prize = wanted ?? prizeDraw.prizes.at(-1) ?? scene.refuse('not_found');
  if (paidPoints) addPoints(scene, -paidPoints, 'spent', '抽奖');
  give(scene, prize.reward, 'prize', prizeDraw.title);
  world.prizeDraw = {
    ...prizeDraw, freeDraws: prizeDraw.freeDraws - (pay === 'free' ? 1 : 0),
    prizes: prizeDraw.prizes.map((one) => (one.id === prize.id && one.stock ? { ...one, stock: { ...one.stock, remaining: one.stock.remaining - 1 } } : one)),
  };
  const result: PrizeResult = { id: fixtureId('drw', 100 + scene.next()), prizeId: prize.id, reward: prize.reward, paidPoints, at: at(now) };
  world.prizes = [result, ...world.prizes];
  return result;
};

export const engagementVerbs: Verbs<'engagement'>['engagement'] = {
  getPrizeDraw: ({ world }) => ({ ...world.prizeDraw, points: world.points[0]?.balance ?? 0 }),
  drawPrize: (scene, { drawId, pay }) => drawPrize(scene, drawId, pay),
  listPrizes: ({ world }, input) => paged(world.prizes, input),
  getInvitation: ({ world }) => world.invitation,
  acceptInvitation: (scene, input) => {
    const { world } = scene;
    const code = input.code.replace(/[\s-]/g, '').toUpperCase();
    if (code === world.invitation.code) scene.refuse('invitation_refused');
    if (!world.invitationCodes.includes(code)) scene.refuse('invitation_unknown');
    if (!world.invitation.acceptable) scene.refuse('invitation_refused');
    const { inviteeReward } = world.invitation;
    world.invitation = { ...world.invitation, acceptable: false };
    give(scene, inviteeReward, 'invitation', '接受邀请');
    scene.tell('invitation.rewarded', world.session.subject.id);
    return { reward: inviteeReward };
  },
};
