import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { raceHttp } from './proof/race-http.mjs';

const USAGE = `node scripts/race.mjs --url https://shop.example --claim 'POST /api/coupons/42/claim'
  [--header 'Authorization: Bearer {token}']… [--body '{"user":"{user}"}'] [--tokens FILE] [--users 300] [--each 2] [--stock 100] [--cap 1]

Races --users × --each claims at once for --stock things of which a user may have --cap, and ends with 1 unless exactly that was given.
{user} is the user's number, {token} that line of --tokens, {uuid} new for each call. Ask only systems that are yours to ask.`;

const giveUp = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
};

function readCommand() {
  try {
    return parseArgs({
      options: {
        url: { type: 'string' }, claim: { type: 'string' }, header: { type: 'string', multiple: true, default: [] }, body: { type: 'string' }, tokens: { type: 'string' },
        users: { type: 'string', default: '300' }, each: { type: 'string', default: '2' }, stock: { type: 'string', default: '100' }, cap: { type: 'string', default: '1' }, help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return giveUp(`${error.message}\n\n${USAGE}`);
  }
}

const number = (name, text) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : giveUp(`--${name} is a whole number; ${text} came.`));

const values = readCommand();
const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(values.claim ?? '') ?? [];
if (values.help || values.url === undefined || !URL.canParse(values.url) || path === undefined) giveUp(USAGE);
const headers = Object.fromEntries(values.header.map((line) => {
  const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? giveUp(`A header is 'Name: value'; ${line} came.`);
  return [name, value];
}));
if (values.body !== undefined && !Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) headers['Content-Type'] = 'application/json';

try {
  await raceHttp({
    url: values.url, method, path, headers, body: values.body,
    users: number('users', values.users), each: number('each', values.each), stock: number('stock', values.stock), cap: number('cap', values.cap),
    tokens: values.tokens === undefined ? [] : readFileSync(values.tokens, 'utf8').split(/\r?\n/).filter((line) => line !== ''),
    say: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write('The race holds.\n');
} catch (error) {
  process.stderr.write(`The race does not hold: ${error.message}\n`);
  process.exitCode = 1;
}
