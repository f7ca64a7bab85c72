import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { demo } from '@tessera/gateway';
import { startGateway } from '../proof/gateway.mjs';
import { must, send } from '../proof/http.mjs';
import { PAGE, administer, databaseOf, openBooks } from '../proof/world.mjs';
import { withPostgres } from '../test/postgres.mjs';
import { collect } from './figures.mjs';
import { importCodes } from './import-codes.mjs';
import { median } from './numbers.mjs';
import { unknown } from './unknown.mjs';

/** Users whose wallets are read, coupons in each of all wallets, reads of each gateway in a round, and reads of what is not there. */
const READERS = 16;
const COUPONS = 20;
const EACH = 96;
const UNKNOWN = 480;

/** Users of whom nobody asks, each with as many coupons, in one statement. Their ids name their shards, as the gateway's own do. */
const strangers = (from, to) => `
  with letters (a) as (values ('0123456789ABCDEFGHJKMNPQRSTVWXYZ')),
  users as (
    select n % 1024 as shard, substr(a, n % 1024 / 32 + 1, 1) || substr(a, n % 32 + 1, 1) || lpad(n::text, 26, '0') as tail, n from generate_series(${from}, ${to - 1}) n, letters),
  campaigns as (select id, row_number() over (order by id) as place from campaign order by id limit ${COUPONS})
  insert into coupon (shard_key, id, user_id, campaign_id, ordinal, state, claimed_at, valid_from, valid_to)
  select shard, 'cpn_' || tail || place, 'usr_' || tail, campaigns.id, 1, 'unused', at, at, at + interval '30 days'
  from users, campaigns, (select timestamptz '2026-01-01' + interval '1 hour' * ${from} as at) t`;

const readers = (users) => `
  with campaigns as (select id, row_number() over (order by id) as place from campaign order by id limit ${COUPONS})
  insert into coupon (shard_key, id, user_id, campaign_id, ordinal, state, claimed_at, valid_from, valid_to)
  select reader.shard, 'cpn_' || substr(reader.id, 5, 2) || lpad(campaigns.place::text, 26, 'Z'), reader.id, campaigns.id, 1, 'unused', now(), now(), now() + interval '30 days' + interval '1 hour' * campaigns.place
  from (values ${users.map(({ shard_key, user_id }) => `(${shard_key}, '${user_id}')`).join(', ')}) as reader (shard, id), campaigns`;

/**
 * The first page of a wallet by HTTP, with 100,000 and with a million claims in the database, in rounds that take turns between two
 * gateways; how long it takes to be told of what is not there; and how long 100,000 codes take to import. `server` is a PostgreSQL with fsync on.
 */
export async function wallet({ server, figure, say, rounds }) {
  const [few, many] = [databaseOf(server, 'wallet_few'), databaseOf(server, 'wallet_many')];
  await administer(server, 'create database wallet_few');
  const first = await startGateway({ url: few, seed: true, origins: [PAGE] });
  const tokens = [];
  const ids = [];
  for (let reader = 0; reader < READERS; reader += 1) {
    const session = await must(first.origin, demo.partner.secretKey, 'POST', '/v1/sessions', { subject: { kind: 'user', reference: `reader-${reader}` }, origin: PAGE, scopes: ['rights:read'], lifetimeSeconds: 900 });
    tokens.push(session.token);
    ids.push(session.subject.id);
  }
  await first.stop();
  const books = await openBooks(few);
  const users = await books.db.selectFrom('person_link').innerJoin('person', 'person.id', 'person_link.user_id').select(['person.shard_key', 'person_link.user_id']).where('person_link.reference', 'like', 'reader-%').execute();
  await importCodes({ books, figure });
  await books.close();
  say('  writing 100,000 and 1,000,000 claims');
  await administer(few, readers(users), strangers(0, 5_000));
  await administer(server, 'create database wallet_many template wallet_few');
  await administer(many, strangers(5_000, 50_000));
  for (const url of [few, many]) await administer(url, 'vacuum analyze');
  const gateways = [await startGateway({ url: few }), await startGateway({ url: many })];
  const times = [[], []];
  try {
    for (const gateway of gateways) await page(gateway, tokens, READERS);
    const couponOf = (userId) => `cpn_${userId.slice(4, 6)}${'1'.padStart(26, 'Z')}`;
    await unknown({ gateway: gateways[1], readers: tokens.map((token, place) => ({ token, couponId: couponOf(ids[place]) })), count: UNKNOWN, figure });
    for (let round = 0; round < rounds; round += 1) {
      for (const place of round % 2 === 0 ? [0, 1] : [1, 0]) times[place].push(median(await page(gateways[place], tokens, EACH)));
      say(`  round ${round + 1} of ${rounds}: a wallet page ${times[0].at(-1).toFixed(2)} ms with 100,000 claims, ${times[1].at(-1).toFixed(2)} ms with 1,000,000`);
    }
  } finally {
    for (const gateway of gateways) await gateway.stop();
  }
  figure('a wallet page with 100,000 claims, p50', median(times[0]), 'ms');
  figure('a wallet page with 1,000,000 claims, p50', median(times[1]), 'ms');
  figure('ratio of the two wallet pages', median(times[1].map((value, round) => value / times[0][round])), '', ['<=', 1.5]);
}

/** How long each read took, one after the other, the readers in turn. Throws unless each got a page of coupons. */
async function page({ origin }, tokens, count) {
  const took = [];
  for (let read = 0; read < count; read += 1) {
    const asked = performance.now();
    const { status, body, text } = await send(origin, tokens[read % tokens.length], 'GET', '/v1/rights?view=unused');
    took.push(performance.now() - asked);
    if (status !== 200 || body.items.filter(({ kind }) => kind === 'coupon').length !== COUPONS) throw new Error(`not a page of ${COUPONS} coupons: ${text.slice(0, 300)}`);
  }
  return took;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' } } });
  const say = (line) => process.stderr.write(`${line}\n`);
  const { figures, figure } = collect(say);
  await withPostgres((server) => wallet({ server, figure, say, rounds: Number(values.rounds) }));
  if (values.json) process.stdout.write(`${JSON.stringify({ bench: 'wallet', figures }, null, 2)}\n`);
  process.exit(figures.every(({ holds }) => holds) ? 0 : 1);
}
