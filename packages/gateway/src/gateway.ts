import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createApp } from './app.js';
import type { Services } from './context.js';
import { openDatabase } from './database.js';
import { lockData } from './data-lock.js';
import { Jobs } from './jobs.js';
import { migrate } from './migrations/index.js';
import { seed } from './seed.js';
import { createServices } from './services.js';
import type { Settings } from './settings.js';
import { sweeps } from './sweeps.js';

/** A gateway that answers: `fetch` takes a request from any server, `close` ends streams and jobs and lets the data go. */
export interface Gateway {
  fetch(request: Request, env?: unknown): Response | Promise<Response>;
  readonly services: Services;
  /** Ends the open event streams, so that a server that waits for its connections can close. */
  endStreams(): void;
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly settings: Settings;
  readonly log: Logger;
  /** Write the demonstration's platforms, people, stores and coupons. */
  readonly seed: boolean;
  /** Delete what the data directory holds first. */
  readonly reset?: boolean;
  readonly clock?: () => Date;
}

/** Opens the database, brings its schema up to date and starts the jobs. Throws `DataInUse` when another gateway holds the directory. */
export async function createGateway({ settings, log, seed: seeded, reset = false, clock }: GatewayOptions): Promise<Gateway> {
  const place = settings.database;
  const release = place.kind === 'directory' ? lockData(place.path) : () => undefined;
  try {
    if (place.kind === 'directory' && reset) rmSync(join(place.path, 'database'), { recursive: true, force: true });
    const db = await openDatabase(place.kind === 'directory' ? { kind: 'directory', path: join(place.path, 'database') } : place);
    await migrate(db);
    const services = createServices({ db, settings, log, ...(clock ? { clock } : {}) });
    if (seeded) await seed(services);
    const jobs = new Jobs(log);
    for (const { every, name, run } of sweeps) jobs.every(every, name, () => run(services));
    const app = createApp(services);
    return {
      fetch: (request, env) => app.fetch(request, env),
      services,
      endStreams: () => services.events.close(),
      async close() {
        services.events.close();
        await jobs.stop();
        await services.suppliers.circuits.idle();
        await db.destroy();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}
