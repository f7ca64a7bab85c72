import type { Campaign, LotteryDraw, Standing } from '@tessera/contract';
import { fixtureId } from './fixture-clock.js';

/** A true draw of eight tickets with two winners: every hash here follows from the seed by the contract's recipe. */
const seed = '5471eb154f04ad769a688682f5d2592d9f21c3ad11c8754217fe1fb86c8c9e52';
const commitment = '646efad28e1710c9a5040548fe20ce4f37dfadc118ea699a5228d7ffdf5baf59';
const entriesDigest = '92292a71f7746f80ca84e07749db89992746940a9bef73cf094c4de01cdded12';
const winner = { ticket: fixtureId('ent', 2), rank: '1b4e0f34bbd8cef4677f3700eea96b03201598cf97d32eee25fb84c5d8f1c675', won: true, given: true };
const loser = { ticket: fixtureId('ent', 7), rank: '67850101ec5ff7fec40b1f5835bfebae43f3829e16feeb5d1b7e41fcedbbf319', won: false, given: false };
const cutoff = '31e5afbbe642ff630e36442764c4929eace7bf6255ef88a5e38669f8f7fedecd';

/** The draw of a campaign as its standing has it; `ticket` is the user's, once entered. */
export const drawFixture = (campaignId: string, { drawsAt, winners }: NonNullable<Campaign['lottery']>, standing: Standing, ticket: string | undefined): LotteryDraw => {
  if (standing.state === 'drawn') return { campaignId, drawsAt, commitment, entries: 8, winners: 2, seed, cutoff, entriesDigest, mine: standing.won ? winner : loser };
  const entered = ticket ?? (standing.state === 'entered' ? winner.ticket : undefined);
  return { campaignId, drawsAt, commitment, entries: entered ? 1_285 : 1_284, winners, seed: null, cutoff: null, entriesDigest: null, mine: entered ? { ticket: entered, rank: null, won: null, given: null } : null };
};
