import { parseArgs } from 'node:util';
import { suites } from './test/suites.mjs';
import { outcome } from './test/command.mjs';
import { prepareBrowsers } from './test/tools.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
const giveUp = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};
const seconds = (from) => `${((Date.now() - from) / 1000).toFixed(1)} s`;
const namesOf = ({ name, only = name }) => only.split(',');

function readFlags() {
  try {
    return parseArgs({ options: { only: { type: 'string' } } }).values;
  } catch (error) {
    return giveUp(`${error.message} Known: --only ${[...new Set(suites.flatMap(namesOf))].join(',')}.`);
  }
}

const { only } = readFlags();
const wanted = only?.split(',');
const unknown = wanted?.filter((name) => !suites.some((suite) => namesOf(suite).includes(name))) ?? [];
if (unknown.length > 0) giveUp(`There is no suite ${unknown.join(', ')}. Known: ${[...new Set(suites.flatMap(namesOf))].join(', ')}.`);
const chosen = wanted ? suites.filter((suite) => namesOf(suite).some((name) => wanted.includes(name))) : suites;

const engines = chosen.some((suite) => suite.browsers) ? await prepareBrowsers(say).catch((error) => giveUp(error.message)) : {};
const total = { passed: 0, failed: 0, skipped: 0 };
const failedSuites = [];
const began = Date.now();

/** Runs one suite, adds up what it found, and says so. */
async function runSuite({ name, run }) {
  const started = Date.now();
  const place = `[${chosen.findIndex((suite) => suite.name === name) + 1}/${chosen.length}] ${name}`;
  say(`${place} …`);
  const found = await run({ engines }).catch((error) => outcome({ failed: 1, output: error.stack ?? String(error) }));
  for (const key of Object.keys(total)) total[key] += found[key];
  say(`${place} ${found.failed > 0 ? 'FAILED' : 'ok'}: ${found.passed} passed${found.failed ? `, ${found.failed} failed` : ''}${found.skipped ? `, ${found.skipped} skipped` : ''} (${seconds(started)})`);
  for (const note of found.notes) say(`      ${note}`);
  if (found.failed > 0) {
    failedSuites.push(name);
    say(`\n${found.output.trim()}\n`);
  }
}

/** Neighbouring suites that have lanes form one stage; every other suite is a stage of its own. */
const stages = chosen.reduce((all, suite) => {
  const last = all.at(-1);
  if (suite.lane && last?.[0].lane) last.push(suite);
  else all.push([suite]);
  return all;
}, []);

for (const stage of stages) {
  await Promise.all([...Map.groupBy(stage, ({ lane }) => lane).values()].map(async (lane) => {
    for (const suite of lane) await runSuite(suite);
  }));
}

say(`\n${failedSuites.length ? `Failed: ${failedSuites.join(', ')}. ` : ''}Took ${seconds(began)}.`);
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
