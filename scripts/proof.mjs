import { parseArgs } from 'node:util';
import { conservation } from './proof/conservation.mjs';
import { kill } from './proof/kill.mjs';
import { race } from './proof/race.mjs';

/** Each proof with as many trials as it takes to be believed. */
const proofs = { race: { prove: race, trials: 1000 }, kill: { prove: kill, trials: 50 }, conservation: { prove: conservation, trials: 1000 } };

const say = (line) => process.stdout.write(`${line}\n`);
const giveUp = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

function readCommand() {
  try {
    return parseArgs({ allowPositionals: true, options: { trials: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string', default: '1' }, operations: { type: 'string', default: '200' } } });
  } catch (error) {
    return giveUp(error.message);
  }
}

const { values, positionals: [name] } = readCommand();
const proof = Object.hasOwn(proofs, name ?? '') ? proofs[name] : giveUp(`npm run proof -- <${Object.keys(proofs).join('|')}> [--trials N] [--operations N] [--from N] [--seed N]`);
const number = (text) => (text === undefined ? undefined : /^\d+$/.test(text) ? Number(text) : giveUp(`Expected a whole number; ${text} came.`));

const began = Date.now();
try {
  await proof.prove({ trials: number(values.trials) ?? proof.trials, operations: number(values.operations), from: number(values.from), seed: number(values.seed), say });
} catch (error) {
  giveUp(`${name} does not hold: ${error.message}`);
}
say(`${name} holds (${((Date.now() - began) / 1000).toFixed(0)} s)`);
process.exit(0);
