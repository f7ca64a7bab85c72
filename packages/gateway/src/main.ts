#!/usr/bin/env node
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { pino } from 'pino';
import { readSettings, UsageError } from './command.js';
import { DataInUse } from './data-lock.js';
import { createGateway, type Gateway } from './gateway.js';
import { isOperation, operate } from './operator/operate.js';

/** Longest wait for running requests when the process is asked to end, in milliseconds. */
const GRACE_MS = 10_000;

try {
  if (isOperation(process.argv.slice(2))) await runOperation();
  else await main();
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}

async function runOperation(): Promise<void> {
  process.exitCode = await operate(process.argv.slice(2), process.env, {
    out: (text) => process.stdout.write(text), say: (line) => process.stderr.write(`${line}\n`),
  });
}

async function main(): Promise<void> {
  const command = readSettings(process.argv.slice(2), process.env);
  let gateway: Gateway | undefined;
  const starting = () => new Response('The gateway is starting.', { status: 503, headers: { 'Retry-After': '1' } });
  const server = createAdaptorServer({
    fetch: (request, env) => gateway?.fetch(request, env) ?? starting(),
    serverOptions: { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 10_000 },
  }) as Server;
  // The port is taken before the data is touched: a second start then fails without having changed anything.
  server.listen(command.port, command.host);
  await once(server, 'listening');
  const settings = command.settings((server.address() as AddressInfo).port);
  const log = pino({ level: settings.logLevel });
  gateway = await createGateway({ settings, log, seed: command.seed, reset: command.reset });
  log.info({ origin: settings.origin, database: settings.database.kind }, 'the gateway listens');
  const stop = (signal: string) => {
    log.info({ signal }, 'the gateway stops');
    void shutDown(server, gateway).then(() => process.exit(0), (error: unknown) => {
      log.error({ err: error }, 'the gateway did not stop cleanly');
      process.exit(1);
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function shutDown(server: Server, gateway: Gateway | undefined): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  gateway?.endStreams();
  // Connections that were busy at the close fall idle one by one, and browsers would keep them.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(force);
  await gateway?.close();
}

function sentenceOf(error: unknown): string {
  if (error instanceof UsageError || error instanceof DataInUse) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${String(error.port)} is taken; stop what uses it, or start with another --port.`;
  }
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
