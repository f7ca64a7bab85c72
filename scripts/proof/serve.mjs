/** A gateway in a process of its own on a PostgreSQL database, with the settings that its argument names over the usual ones. */
import { createAdaptorServer } from '@hono/node-server';
import { pino } from 'pino';
import { createGateway } from '@tessera/gateway';
import { proofSettings } from './settings.mjs';

const { url, seed, origins, settings } = JSON.parse(process.argv[2]);
let gateway;
const server = createAdaptorServer({ fetch: (request, env) => gateway?.fetch(request, env) ?? new Response('starting', { status: 503 }) });
// Longer than any pause of a proof: a connection closed under a call would be the proof's own fault.
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  gateway = await createGateway({
    settings: { ...proofSettings(url), exampleOrigins: origins ?? [], ...settings },
    log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }), seed,
  });
  process.stdout.write(`${port}\n`);
});
// A proof that ends without stopping its gateways takes them with it.
process.stdin.resume().once('end', () => process.exit());
