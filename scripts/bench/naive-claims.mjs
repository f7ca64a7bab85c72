import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { flood } from './connections.mjs';

const CLIENTS = 16;
/** Claims of each pgbench client in a round, and of the handler in all. */
const EACH = 100;
const HANDLED = 500;

/** One row of stock and one row a claim: what most voucher systems begin with. */
const schema = `create table stock (id integer primary key, remaining integer not null check (remaining >= 0));
  create table claim (stock_id integer not null, user_id bigint not null, claimed_at timestamptz not null, primary key (stock_id, user_id));
  insert into stock values (1, 1000000000)`;

const statement = `\\set user random(1, 9000000000000)
with taken as (update stock set remaining = remaining - 1 where id = 1 and remaining > 0 returning id)
insert into claim (stock_id, user_id, claimed_at) select id, :user, now() from taken;
`;

/** Claims a second of the naive single statement by pgbench, prepared. Throws with a plain sentence where there is no pgbench. */
export function naive(url) {
  const { hostname, port, username, password, pathname } = new URL(url);
  const folder = mkdtempSync(join(tmpdir(), 'tessera-pgbench-'));
  try {
    writeFileSync(join(folder, 'claim.sql'), statement);
    const { error, status, stdout, stderr } = spawnSync('pgbench', [
      '-h', hostname, '-p', port, '-U', username, '-n', '-M', 'prepared', '-c', String(CLIENTS), '-j', '2', '-t', String(EACH), '-f', join(folder, 'claim.sql'), pathname.slice(1),
    ], { env: { ...process.env, PGPASSWORD: password }, encoding: 'utf8' });
    if (error) throw new Error('pgbench is not on the PATH: it comes with PostgreSQL (on Debian in the package postgresql-contrib or postgresql).');
    const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
    if (status !== 0 || tps === undefined) throw new Error(`pgbench failed: ${stderr}`);
    return Number(tps);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The textbook handler in a process of its own, with the tables of `naive` in its database. */
export async function startTextbook(url) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(schema);
  await client.end();
  const child = fork(fileURLToPath(import.meta.url), [url]);
  const [port] = await once(child, 'message');
  let user = -1;
  return {
    async round(count) {
      const requests = Array.from({ length: HANDLED }, () => {
        user -= 1;
        return `POST /claims/${user} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n`;
      });
      const { statuses, milliseconds } = await flood({ port, count, requests });
      if (statuses['201'] !== HANDLED) throw new Error(`the BEGIN…COMMIT handler answered ${JSON.stringify(statuses)}`);
      return (HANDLED * 1000) / milliseconds;
    },
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** BEGIN, lock the stock, count, insert, subtract, COMMIT: no session, no idempotency, no ledger and no events. */
async function claim(pool, user) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows: [stock] } = await client.query('select remaining from stock where id = 1 for update');
    const { rowCount: before } = await client.query('select 1 from claim where stock_id = 1 and user_id = $1', [user]);
    if (stock.remaining <= 0 || before > 0) {
      await client.query('rollback');
      return 409;
    }
    await client.query('insert into claim (stock_id, user_id, claimed_at) values (1, $1, now())', [user]);
    await client.query('update stock set remaining = remaining - 1 where id = 1');
    await client.query('commit');
    return 201;
  } finally {
    client.release();
  }
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const pool = new pg.Pool({ connectionString: process.argv[2], max: CLIENTS });
  const server = createServer((request, response) => {
    claim(pool, request.url.split('/').at(-1)).then((status) => {
      const body = JSON.stringify({ status });
      response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }).end(body);
    }, () => response.writeHead(500, { 'Content-Length': 0 }).end());
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
  process.once('disconnect', () => process.exit());
}
