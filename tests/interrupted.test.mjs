import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inBrowser } from '../scripts/test/in-browsers.mjs';
import { fileFound, interruptedIn } from '../scripts/test/interrupted.mjs';

const suite = (...tests) => ({ tests: [], suites: [{ tests, suites: [] }] });
const [good, bad, left] = [{ passed: true }, { passed: false }, { passed: false, skipped: true }];
const disconnected = { message: 'Tests were interrupted because the browser disconnected.' };
const counts = (passed, failed = 0, skipped = 0) => ({ passed, failed, skipped, interrupted: false });
const lost = { passed: 0, failed: 0, skipped: 0, interrupted: true };

describe('what a file came to in a browser', () => {
  const rows = [
    ['all its tests hold', { passed: true, testResults: suite(good, good, left) }, counts(2, 0, 1)],
    ['a test failed', { passed: false, testResults: suite(good, bad), errors: [] }, counts(1, 1)],
    ['a test failed, and then the browser was lost', { passed: false, testResults: suite(bad), errors: [{ message: 'invalid session id' }] }, counts(0, 1)],
    ['it did not load', { passed: false, errors: [{ message: 'Could not import your test module.' }] }, counts(0, 1)],
    ['a hook failed where no test did', { passed: false, testResults: suite(good), errors: [{ message: 'the hook' }] }, counts(1, 1)],
    ['it never ended', { passed: false, errors: [{ message: 'Browser tests did not finish within 120000ms.' }] }, counts(0, 1)],
    ['it left its page', { passed: false, errors: [{ message: 'Tests were interrupted because the page navigated to another origin.' }] }, counts(0, 1)],
    ['it failed without a word', { passed: false }, counts(0, 1)],
    ['the browser was lost under it', { passed: false, errors: [disconnected] }, lost],
    ['browser and driver were lost', { passed: false, errors: [disconnected, { message: 'WebDriverError: invalid session id when running "execute/sync"' }] }, lost],
    ['the driver was gone', { passed: false, errors: [{ message: 'WebDriverError: Request failed with error code ECONNREFUSED when running "url"' }] }, lost],
    ['the browser was lost once all was said', { passed: false, testResults: suite(good), errors: [{ message: 'Timed out stopping the browser page' }] }, lost],
    ['the browser was lost, and something else was wrong', { passed: false, errors: [disconnected, { message: 'ReferenceError' }] }, counts(0, 1)],
  ];
  for (const [name, session, expected] of rows) test(name, () => { assert.deepEqual(fileFound(session), expected); });
});

test('what was interrupted and what was not come to runs again; what has a verdict does not', () => {
  assert.deepEqual(interruptedIn({ 'held.test.ts': counts(3), 'failed.test.ts': counts(2, 1), 'lost.test.ts': lost, 'unread.test.ts': null }), ['lost.test.ts', 'unread.test.ts']);
});

describe('an engine that loses files', () => {
  /** An engine whose runs come to this, one after the other; `asked` says which files each was for. */
  const engine = (...runs) => {
    const asked = [];
    return { asked, once: ({ files }) => { asked.push(files); return Promise.resolve({ output: '', ...runs.shift() }); } };
  };

  test('runs them once more, counts what comes of it and says so', async () => {
    const { asked, once } = engine({ code: 1, files: { a: counts(3), b: lost } }, { code: 0, files: { b: counts(2) } });
    const found = await inBrowser('webkit', { once });
    assert.deepEqual(asked, [undefined, ['b']]);
    assert.deepEqual([found.passed, found.failed, found.notes], [5, 0, ['b: the browser was lost under it; run again in a fresh one']]);
  });

  test('fails for a file that is lost twice', async () => {
    const { once } = engine({ code: 1, files: { a: counts(3), b: lost } }, { code: 1, files: { b: lost } });
    const found = await inBrowser('webkit', { once });
    assert.deepEqual([found.passed, found.failed, found.notes], [3, 1, ['b: the browser was lost under it; twice']]);
  });

  test('keeps the failure of another file', async () => {
    const { asked, once } = engine({ code: 1, files: { a: counts(2, 1), b: lost } }, { code: 0, files: { b: counts(2) } });
    const found = await inBrowser('webkit', { once });
    assert.deepEqual([asked.length, found.passed, found.failed], [2, 4, 1]);
  });

  test('is asked once where nothing is lost, and where it found nothing at all', async () => {
    const whole = engine({ code: 0, files: { a: counts(3) } });
    assert.equal((await inBrowser('webkit', { once: whole.once })).failed, 0);
    const broken = engine({ code: 1, files: {} });
    assert.equal((await inBrowser('webkit', { once: broken.once })).failed, 1);
    assert.deepEqual([whole.asked.length, broken.asked.length], [1, 1]);
  });
});
