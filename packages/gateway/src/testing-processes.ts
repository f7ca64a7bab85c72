import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { freePort, testSettings, type TestGateway } from './testing.js';

/** A gateway in a process of its own. */
export interface Served {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Starts `count` gateways on the database of a test's own gateway, which has to be on PostgreSQL. Their clocks are the real one. */
export async function serveBeside({ services }: TestGateway, count: number, { isolation, env = {} }: { isolation?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Served[]> {
  const { rows: [row] } = await sql<{ name: string }>`select current_database() as name`.execute(services.db);
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${row?.name ?? ''}`;
  if (isolation !== undefined) url.searchParams.set('options', `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')}`);
  return Promise.all(Array.from({ length: count }, () => serve(url.href, env)));
}

async function serve(url: string, env: NodeJS.ProcessEnv): Promise<Served> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--conditions=@tessera/source', '--import', 'tsx', join(import.meta.dirname, 'main.ts'), '--port', String(port), '--no-seed'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: 'silent', TESSERA_ORIGIN: testSettings.origin, TESSERA_SIGNING_SECRET: Buffer.from(testSettings.signingSecret).toString('base64url'), ...env },
  });
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.ok) return { child, port };
    await sleep(100);
  }
  return assert.fail('a gateway did not start within a minute');
}

/** Stops those of them that a test has not killed. */
export async function stopAll(served: readonly Served[]): Promise<void> {
  await Promise.all(served.filter(({ child }) => child.signalCode === null).map(async ({ child }) => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }));
}
