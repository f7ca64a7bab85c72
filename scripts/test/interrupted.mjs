/** What the browser's runner says of a page that the browser or its driver lost: nobody knows what its tests would have said. */
const LOST = /^(Tests were interrupted because the browser disconnected|The browser was unable to create and start a test page|Browser tests did not start after|Timed out stopping the browser page)|\b(invalid session id|no such window|ECONNREFUSED|ECONNRESET|socket hang up)\b/;

const resultsOf = (suite) => [
  ...suite.tests.map((test) => (test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed')),
  ...suite.suites.flatMap(resultsOf),
];

/** What one file came to in one browser: how many of its tests passed, failed and were skipped, or that it was interrupted. */
export function fileFound({ passed, testResults, errors = [] }) {
  const counts = { passed: 0, failed: 0, skipped: 0, interrupted: false };
  for (const result of testResults ? resultsOf(testResults) : []) counts[result] += 1;
  if (passed || counts.failed > 0) return counts;
  // A file that did not load, or whose hooks failed, is a failure even where no test of it is.
  const interrupted = errors.length > 0 && errors.every(({ message }) => LOST.test(message));
  return interrupted ? { passed: 0, failed: 0, skipped: 0, interrupted } : { ...counts, failed: 1 };
}

/** The files to run once more: those that were interrupted, and those the runner did not come to. A failed test is never one of them. */
export const interruptedIn = (files) => Object.keys(files).filter((file) => files[file]?.interrupted ?? true);

/** The counts of all files that came to an end. */
export function countsOf(files) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const found of Object.values(files)) {
    for (const key of Object.keys(total)) total[key] += found?.[key] ?? 0;
  }
  return total;
}
