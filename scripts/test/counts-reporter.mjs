import { writeFileSync } from 'node:fs';

const countTests = (suite) => [
  ...suite.tests.map((test) => (test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed')),
  ...suite.suites.flatMap(countTests),
];

/** A reporter of the browser runner that writes how many tests passed, failed and were skipped to a file. */
export const countsReporter = (path) => ({
  onTestRunFinished({ sessions }) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const session of sessions) {
      const results = session.testResults ? countTests(session.testResults) : [];
      for (const result of results) counts[result] += 1;
      // A file that did not load, or whose hooks failed, is a failure even where no test of it is.
      if (!session.passed && !results.includes('failed')) counts.failed += 1;
    }
    writeFileSync(path, JSON.stringify(counts));
  },
});
