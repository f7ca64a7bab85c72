import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildStale } from './stale.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line = '') => process.stdout.write(`${line}\n`);

/** One sentence that says what to change, and the end. */
const giveUp = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const usage = 'Known: --port N (the examples take the three ports after it), --data FOLDER, --reset, --help.';

function readFlags() {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '4600' }, data: { type: 'string' }, reset: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
    return values;
  } catch (error) {
    return giveUp(`${error.message} ${usage}`);
  }
}

const flags = readFlags();
if (flags.help) {
  say(`npm start -- [flags]. ${usage}`);
  process.exit(0);
}
const port = /^\d{1,5}$/.test(flags.port) ? Number(flags.port) : Number.NaN;
if (!(port >= 1 && port <= 65_532)) giveUp(`Expected a port from 1 to 65532; ${JSON.stringify(flags.port)} came.`);
const data = resolve(flags.data ?? process.env.TESSERA_DATA ?? `${root}.tessera`);

const examples = [
  { name: 'partner page', folder: 'partner-platform', port: port + 1 },
  { name: 'merchant page', folder: 'merchant-page', port: port + 2 },
  { name: 'till', folder: 'cashier', port: port + 3 },
].map((one) => ({ ...one, server: `${root}examples/${one.folder}/server.mjs` })).filter(({ server }) => existsSync(server));

/** Before anything is built or opened: a start that cannot succeed says so at once. */
for (const one of [port, ...examples.map((example) => example.port)]) {
  await new Promise((free) => {
    const probe = createServer();
    probe.once('error', (error) => giveUp(error.code === 'EADDRINUSE' ? `Port ${one} is taken; stop what uses it, or start with another --port.` : `Port ${one} cannot be used: ${error.message}.`));
    probe.listen(one, 'localhost', () => probe.close(free));
  });
}

if (!await buildStale(say)) giveUp('The build failed; what is wrong stands above.');

say(`${flags.reset ? 'Clearing and opening' : 'Opening'} the data in ${data} …`);
process.env.TESSERA_EMBED ??= `${root}packages/embed/dist`;
process.env.LOG_LEVEL ??= 'warn';
// The gateway's own command, in this process: one process to end, however it ends, and its lock ends with it.
process.argv = [process.argv[0], `${root}packages/gateway/dist/main.js`, '--port', String(port), '--data', data, ...(flags.reset ? ['--reset'] : [])];
await import(pathToFileURL(process.argv[1]).href);
const gateway = `http://localhost:${port}`;

for (const { server, port: own, folder } of examples) {
  const { serve } = await import(pathToFileURL(server).href);
  await serve({ port: own, gateway }).catch((error) => {
    process.stderr.write(`examples/${folder} did not start: ${error.message}\n`);
    process.kill(process.pid, 'SIGTERM');
  });
}

const { demo } = await import(pathToFileURL(`${root}packages/gateway/dist/index.js`).href);
const rows = [
  ...examples.map(({ name, port: own }) => [name, `http://localhost:${own}`]),
  ['gateway', gateway],
  ['OpenAPI', `${gateway}/openapi.json`],
  [],
  ['partner keys', `${demo.partner.secretKey}   ${demo.partner.publishableKey}`],
  ['merchant keys', `${demo.merchantPlatform.secretKey}   ${demo.merchantPlatform.publishableKey}`],
  ['sign in with', `phone ${demo.linXiao.phone} (or ${demo.chenMo.phone}, who has opened nothing yet), code 888888`],
  ['pay with', 'PIN 271828 where it is asked for'],
];
say('\nTessera is ready.\n');
for (const [name, value] of rows) say(name ? `  ${name.padEnd(14)} ${value}` : '');
say('\nCtrl-C stops it; the data stays. Start with --reset for fresh data.');
