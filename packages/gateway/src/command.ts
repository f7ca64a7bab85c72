import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultPaymentSettings, defaultRateLimits, type DatabasePlace, type Settings } from './settings.js';

/** The command line or the environment asks for something that cannot be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What to start, before the port is known. */
export interface Command {
  readonly host: string;
  /** 0 asks for any free port. */
  readonly port: number;
  readonly reset: boolean;
  readonly seed: boolean;
  readonly database: DatabasePlace;
  /** The settings once the server listens on `port`. */
  settings(port: number): Settings;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads flags and environment; flags win. Throws `UsageError` with one sentence that says what to change. */
export function readSettings(args: readonly string[], env: Environment): Command {
  const { values } = parse(args);
  const data = resolve(values.data ?? env['TESSERA_DATA'] ?? '.tessera');
  const url = values['database-url'] ?? env['DATABASE_URL'];
  const database: DatabasePlace = url === undefined || url === '' ? { kind: 'directory', path: data } : { kind: 'postgres', url };
  if (values.reset && database.kind === 'postgres') throw new UsageError('--reset deletes a data directory; with a PostgreSQL server, drop and create the database yourself.');
  const embed = env['TESSERA_EMBED'];
  return {
    host: env['HOST'] ?? '127.0.0.1', port: readPort(values.port ?? env['PORT'] ?? '4600'), reset: values.reset ?? false, seed: !values['no-seed'], database,
    settings: (port) => ({
      ...defaultPaymentSettings,
      payCodeFormat: oneOf('TESSERA_PAY_CODE_FORMAT', env, ['digits', 'emv']),
      environment: oneOf('TESSERA_ENVIRONMENT', env, ['sandbox', 'live']),
      origin: readOrigin(env['TESSERA_ORIGIN'] ?? `http://localhost:${port}`),
      database,
      signingSecret: readSecret(env['TESSERA_SIGNING_SECRET'], database),
      trustProxy: env['TESSERA_TRUST_PROXY'] === '1',
      embedDirectory: embed === undefined || embed === '' ? null : resolve(embed),
      exampleOrigins: [1, 2, 3].map((offset) => `http://localhost:${port + offset}`),
      rateLimits: { ...defaultRateLimits, processes: readProcesses(env['TESSERA_PROCESSES'], database) },
      logLevel: env['LOG_LEVEL'] ?? 'info',
    }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' }, data: { type: 'string' }, 'database-url': { type: 'string' },
        reset: { type: 'boolean' }, 'no-seed': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : 'Unknown flag'} Known: --port, --data, --database-url, --reset, --no-seed.`);
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`Expected a port from 0 to 65535; ${JSON.stringify(text)} came.`);
  return port;
}

/** How many gateways share the database; a data directory has one. */
function readProcesses(text: string | undefined, database: DatabasePlace): number {
  if (text === undefined || text === '') return 1;
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new UsageError(`TESSERA_PROCESSES is how many gateways run on this database, 1 to 999; ${JSON.stringify(text)} came.`);
  if (text !== '1' && database.kind !== 'postgres') throw new UsageError('More than one process needs PostgreSQL: set DATABASE_URL beside TESSERA_PROCESSES.');
  return Number(text);
}

/** A variable that takes a few words; the first one when it is not set. */
function oneOf<const T extends string>(name: string, env: Environment, words: readonly [T, ...T[]]): T {
  const given = env[name] ?? '';
  const word = given === '' ? words[0] : words.find((each) => each === given);
  if (word === undefined) throw new UsageError(`${name} is one of ${words.join(', ')}; ${JSON.stringify(given)} came.`);
  return word;
}

function readOrigin(text: string): string {
  if (!URL.canParse(text) || new URL(text).origin !== text) throw new UsageError(`TESSERA_ORIGIN is a web origin such as https://pay.example.com, without a path; ${JSON.stringify(text)} came.`);
  return text;
}

const SECRET_BYTES = 32;

/** The signing secret: given, or made once and kept beside the data. Many processes on one PostgreSQL need the same one. */
function readSecret(given: string | undefined, database: DatabasePlace): Uint8Array {
  if (given !== undefined && given !== '') {
    const secret = Buffer.from(given, 'base64url');
    if (secret.length < SECRET_BYTES) throw new UsageError(`TESSERA_SIGNING_SECRET is at least ${SECRET_BYTES} random bytes in base64url; ${secret.length} came.`);
    return secret;
  }
  if (database.kind === 'postgres') throw new UsageError('Set TESSERA_SIGNING_SECRET to 32 random bytes in base64url, the same for every process on this database.');
  if (database.kind === 'memory') return randomBytes(SECRET_BYTES);
  const path = join(database.path, 'signing-secret');
  mkdirSync(database.path, { recursive: true });
  try {
    writeFileSync(path, randomBytes(SECRET_BYTES).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return Buffer.from(readFileSync(path, 'utf8'), 'base64url');
}
