import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileFound } from './interrupted.mjs';

/**
 * A reporter of the browser runner that writes what each file came to, after every file: should the browser or the
 * runner itself die, what was found until then stands, and the files without a line are those that were not run.
 */
export const countsReporter = (path) => {
  const files = {};
  const write = () => { writeFileSync(path, JSON.stringify(files)); };
  return {
    start({ config, sessions, testFiles }) {
      const named = (file) => relative(config.rootDir, file);
      for (const file of testFiles) files[named(file)] = null;
      write();
      sessions.on('session-status-updated', (session) => {
        if (session.status !== 'FINISHED') return;
        files[named(session.testFile)] = fileFound(session);
        write();
      });
    },
  };
};
