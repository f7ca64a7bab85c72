import fc from 'fast-check';
import { playSteps, step, wealthyDesk } from '../../packages/gateway/src/payment/testing/steps.ts';

/** Sequences on one desk before it is given up for a fresh one, so that audits stay quick. */
const PER_DESK = 10;

/**
 * Random operations with every fault the sandbox bank knows: after each seed all payments have ended, debits equal credits,
 * and the ledger equals the banks' books. A seed that fails is printed, and `--seed` plays it again
 * after those it shared its desk with.
 */
export async function conservation({ trials, operations = 200, from = 1, seed, say }) {
  const seen = new Map();
  const seeds = seed === undefined ? range(from, from + trials - 1) : range(seed - ((seed - 1) % PER_DESK), seed);
  let desk;
  for (const [index, each] of seeds.entries()) {
    if (index % PER_DESK === 0) {
      await desk?.close();
      desk = await wealthyDesk();
    }
    const sequence = fc.array(step, { minLength: operations, maxLength: operations, size: 'max' });
    const [steps] = fc.sample(sequence, { seed: each, numRuns: 1 });
    await playSteps(desk, steps, seen).catch((error) => {
      throw new Error(`seed ${each} of ${operations} operations fails; replay it with: npm run proof -- conservation --operations ${operations} --seed ${each}\n${error.stack}`);
    });
    if ((index + 1) % 25 === 0) say(`${index + 1} of ${seeds.length} seeds × ${operations} operations`);
  }
  await desk?.close();
  say(`${seeds.length} seeds × ${operations} operations: ${[...seen].map(([fate, count]) => `${count} ${fate}`).join(', ')}`);
}

const range = (from, to) => Array.from({ length: to - from + 1 }, (_none, index) => from + index);
