import { parseArgs } from 'node:util';
import { PAGE, administer, databaseOf, openBooks } from '../proof/world.mjs';
import { startGateway } from '../proof/gateway.mjs';
import { withPostgres } from '../test/postgres.mjs';
import { openSessions, soldInFull, writeClaims } from './claimants.mjs';
import { flood } from './connections.mjs';
import { lone } from './lone-claim.mjs';
import { naive, startTextbook } from './naive-claims.mjs';
import { collect } from './figures.mjs';
import { median } from './numbers.mjs';
import { wallet } from './wallet.mjs';
import { openCampaign } from '../../packages/gateway/src/coupon/testing.ts';

/**
 * What a flash round on one coupon costs on PostgreSQL with fsync on, all on this machine, with rounds that take turns:
 * `npm run bench:claims -- [--json] [--rounds N] [--claims N]`. Needs pgbench. Ends with 1 when a figure misses its goal.
 */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' }, claims: { type: 'string', default: '6000' } } });
const ROUNDS = Number(values.rounds);
const CLAIMS = Number(values.claims);
const CONNECTIONS = 64;
/** What a server's own disk takes to flush, in microseconds. A virtual one may flush into its host's memory, where a hot row is held for almost no time. */
const FLUSH_US = 1000;
const say = (line) => process.stderr.write(`${line}\n`);

const { figures, figure } = collect(say);

await withPostgres(async (server) => {
  await administer(server, 'create database claims', 'create database naive');
  const url = databaseOf(server, 'claims');
  const gateway = await startGateway({ url, seed: true, origins: [PAGE] });
  const textbook = await startTextbook(databaseOf(server, 'naive'));
  const books = await openBooks(url);
  try {
    say(`  opening ${CLAIMS} sessions`);
    const tokens = await openSessions(gateway.origin, CLAIMS);
    const coalesced = async () => {
      const campaignId = await openCampaign(books, { stock: CLAIMS });
      const { statuses, milliseconds } = await flood({ port: gateway.port, count: CONNECTIONS, requests: writeClaims(tokens, campaignId) });
      await soldInFull(books, campaignId, statuses, CLAIMS);
      return (CLAIMS * 1000) / milliseconds;
    };
    await coalesced();
    const inTurns = async (rounds) => {
      const [ours, single, handler, alone] = [[], [], [], []];
      for (let round = 1; round <= rounds; round += 1) {
        ours.push(await coalesced());
        single.push(naive(databaseOf(server, 'naive')));
        handler.push(await textbook.round(CONNECTIONS));
        alone.push(await lone(books, tokens));
        say(`  round ${round} of ${rounds}: ${ours.at(-1).toFixed(0)} claims/s coalesced, ${single.at(-1).toFixed(0)} by the single statement, ${handler.at(-1).toFixed(0)} by BEGIN…COMMIT; a lone claim ${alone.at(-1).together.toFixed(2)} ms, direct ${alone.at(-1).direct.toFixed(2)} ms`);
      }
      const against = (others) => median(ours.map((value, round) => value / others[round]));
      return { ours: median(ours), single: median(single), handler: median(handler), toSingle: against(single), toHandler: against(handler), alone };
    };
    const { alone, ...here } = await inTurns(ROUNDS);
    figure(`claims of one coupon by HTTP, ${CONNECTIONS} connections`, here.ours, 'claims/s');
    figure('the naive single statement by pgbench, 16 clients', here.single, 'claims/s');
    figure(`a BEGIN…COMMIT handler by HTTP, ${CONNECTIONS} connections`, here.handler, 'claims/s');
    figure('ratio to the single statement', here.toSingle, '', ['>=', 3]);
    figure('ratio to the BEGIN…COMMIT handler', here.toHandler, '', ['>=', 10]);
    figure('a lone claim, p50', median(alone.map(({ together }) => together)), 'ms');
    figure('ratio of a lone claim to the direct path, p50', median(alone.map(({ together, direct }) => together / direct)), '', ['<=', 1.2]);
    await administer(server, `alter system set commit_delay = ${FLUSH_US}`, 'alter system set commit_siblings = 0', 'select pg_reload_conf()');
    const disk = await inTurns(Math.min(3, ROUNDS));
    await administer(server, 'alter system reset all', 'select pg_reload_conf()');
    figure('with a millisecond for each flush: claims by HTTP', disk.ours, 'claims/s');
    figure('with a millisecond for each flush: ratio to the single statement', disk.toSingle, '');
    figure('with a millisecond for each flush: ratio to the BEGIN…COMMIT handler', disk.toHandler, '');
  } finally {
    await books.close();
    await textbook.stop();
    await gateway.stop();
  }
  await wallet({ server, figure, say, rounds: ROUNDS });
});
if (values.json) process.stdout.write(`${JSON.stringify({ bench: 'claims', figures }, null, 2)}\n`);
process.exit(figures.every(({ holds }) => holds) ? 0 : 1);
