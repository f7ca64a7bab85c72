import { parseArgs } from 'node:util';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { withPostgres } from '../test/postgres.mjs';
import { collect } from './figures.mjs';
import { throughput } from './throughput.mjs';
import { widgets } from './widgets.mjs';

/**
 * What payments cost on PostgreSQL with fsync on, through real gateway processes over HTTP, all on this machine:
 * `npm run bench:payments -- [--json] [--rounds N] [--widgets N]`, where 0 rounds measure the widgets alone. Ends with 1
 * when a figure misses its goal.
 */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' }, widgets: { type: 'string', default: '200' } } });
const say = (line) => { if (!values.json) process.stdout.write(`${line}\n`); };

const { figures, figure } = collect(say);

/** The address of the page with the widgets is known before the seed is written, which allows it. */
const page = createServer();
page.listen(0, '127.0.0.1');
await once(page, 'listening');
const origin = `http://localhost:${page.address().port}`;

await withPostgres(async (server) => {
  if (values.rounds !== '0') await throughput({ server, origin, rounds: Number(values.rounds), figure, say });
  await widgets({ server, page, origin, count: Number(values.widgets), figure, say });
});
page.close();
if (values.json) process.stdout.write(`${JSON.stringify({ bench: 'payments', figures }, null, 2)}\n`);
process.exit(figures.every(({ holds }) => holds) ? 0 : 1);
