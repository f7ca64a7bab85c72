import type { Output, Parsed, Row } from '@tessera/contract';
import type { Services } from '../context.js';
import { asUser } from '../context.js';
import { giveRewards, readRewards } from '../energy/energy.js';
import type { Call, Together } from '../handler.js';
import { newId, shardOf } from '../id.js';
import { problem, ProblemError } from '../problem.js';
import type { PointsMove } from '../right/right.js';
import { drawMillionth, prizeAt } from './chance.js';
import { readCharge, useTurns, type Pay } from './cost.js';
import { prizesOf, takePrizes, type PrizeDrawRow, type PrizeRow } from './prize-draw.js';

type Route = Row<'drawPrize'>;
type Input = Parsed<Route>;

/** One draw that is paid for and has come to a prize. */
interface Drawn {
  readonly id: string;
  readonly userId: string;
  readonly pay: Pay;
  readonly paidPoints: number;
  readonly prize: PrizeRow;
}

/** What each call has thrown, kept over the tries of its transaction: who is overtaken at a scarce prize does not throw a second time. */
const thrown = new WeakMap<Call<Input>, number>();

/**
 * Draws once for each call: what it costs, the prize's stock and the reward in one transaction, so that none of them is without the
 * others. Draws that come at the same moment are done together: they all want the stock of the same prizes.
 */
export const drawPrize: Together<Input, Output<Route> | ProblemError> = {
  lane: ({ drawId }) => drawId,
  async run(services, calls) {
    const now = services.clock();
    const draw = await find(services, calls[0]?.input.drawId ?? '', now);
    if (draw instanceof ProblemError) return calls.map(() => draw);
    const decided = await decide(services, draw, calls, now);
    const rewardOf = await write(services, draw, decided.flatMap((one) => (one instanceof ProblemError ? [] : [one])), now);
    const show = await readRewards(services, [...rewardOf.values()]);
    return calls.map(({ ctx }, place) => {
      const one = decided[place] ?? unknown();
      if (one instanceof ProblemError) return one;
      const { id, prize, paidPoints } = one;
      return { id, prizeId: prize.id, reward: show(ctx, rewardOf.get(id) ?? { kind: 'nothing' }), paidPoints, at: now.toISOString() };
    });
  },
};

const unknown = () => problem('not_found', 'There is no such prize draw.');

async function find({ db }: Pick<Services, 'db'>, drawId: string, now: Date): Promise<PrizeDrawRow | ProblemError> {
  const draw = await db.selectFrom('prize_draw').selectAll().where('shard_key', '=', shardOf(drawId)).where('id', '=', drawId).where('starts_at', '<=', now).executeTakeFirst();
  if (draw === undefined) return unknown();
  return draw.ends_at <= now ? problem('campaign_over', 'The prize draw has ended. Reload to see the one of now.') : draw;
}

/** Decides calls in the order they came, by what each user has left to pay with and what is left of each prize; the last prize is given for one that has run out. */
async function decide(services: Services, draw: PrizeDrawRow, calls: readonly Call<Input>[], now: Date): Promise<(Drawn | ProblemError)[]> {
  const charge = await readCharge(services, draw, calls.map(({ ctx }) => asUser(ctx).userId), now);
  const prizes = await prizesOf(services, draw.id);
  const given = new Map(prizes.map((prize) => [prize.id, prize.given]));
  return calls.map((call) => {
    const { userId } = asUser(call.ctx);
    const { pay } = call.input;
    const paidPoints = charge(userId, pay);
    if (paidPoints instanceof ProblemError) return paidPoints;
    const millionth = thrown.get(call) ?? drawMillionth(services.random);
    thrown.set(call, millionth);
    const drawn = prizeAt(prizes, millionth);
    const before = given.get(drawn.id) ?? 0;
    const isLeft = drawn.stock === null || before < drawn.stock;
    if (isLeft) given.set(drawn.id, before + 1);
    return { id: newId('drw', shardOf(userId), services.random, now), userId, pay, paidPoints, prize: isLeft ? drawn : prizes.at(-1) ?? drawn };
  });
}

/** Writes what was decided: the prizes' stock last, so that the rows everybody wants are held shortest. Gives each draw's reward. */
async function write(services: Services, draw: PrizeDrawRow, drawn: readonly Drawn[], now: Date) {
  await useTurns(services, draw, drawn.flatMap(({ userId, pay }) => (pay === 'free' ? [userId] : [])), now);
  const spent = drawn.map(({ id, userId, paidPoints }): PointsMove => ({ userId, points: paidPoints, reason: 'prize', reference: `${id}/paid` }));
  const earned = drawn.map(({ id, userId, prize }) => ({ userId, reason: 'prize' as const, reference: `${id}/prize`, rule: prize.reward }));
  const given = await giveRewards(services, earned, now, spent);
  const results = drawn.flatMap((one, place) => { const reward = given[place]; return reward === undefined ? [] : [{ ...one, reward }]; });
  if (results.length > 0) {
    await services.db.insertInto('prize_result').values(results.map(({ id, userId, prize, paidPoints, reward }) => (
      { shard_key: shardOf(userId), id, user_id: userId, draw_id: draw.id, prize_id: prize.id, reward: JSON.stringify(reward), paid_points: paidPoints, at: now }))).execute();
  }
  await takePrizes(services, drawn.map(({ prize }) => prize));
  return new Map(results.map(({ id, reward }) => [id, reward]));
}
