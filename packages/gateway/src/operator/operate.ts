import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readSettings, UsageError } from '../command.js';
import { CampaignChangeRefused, CampaignRefused } from '../coupon/coupon.js';
import { openDatabase } from '../database.js';
import { DataInUse, lockData } from '../data-lock.js';
import { migrate } from '../migrations/index.js';
import { ProblemError } from '../problem.js';
import { createServices } from '../services.js';
import type { DatabasePlace } from '../settings.js';
import { commands, type Command, type Flags } from './commands.js';
import { FAULTS_MAX, Refused, type OperatorContext, type Told } from './told.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a command writes: its answer, and what is said to the person who waits. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly say: (line: string) => void;
}

/** True for a command line that asks for an operator's command or for help, not for a gateway that serves. */
export const isOperation = ([first]: readonly string[]): boolean => first !== undefined && (!first.startsWith('-') || first === '--help' || first === '-h');

/** Runs an operator's command. Gives the exit code: 0 done, 1 refused or not in order, 2 not understood. */
export async function operate(args: readonly string[], env: Environment, streams: Streams): Promise<0 | 1 | 2> {
  if (args.length === 0 || ['help', '--help', '-h'].includes(args[0] ?? '')) {
    streams.out(`${help().join('\n')}\n`);
    return 0;
  }
  try {
    const { command, given, flags } = readCommand(args);
    const told = await opened(flags, env, streams, (ctx) => command.run(ctx, given, flags));
    streams.out(flags.json ? `${JSON.stringify(told.data, null, 2)}\n` : `${told.lines.join('\n')}\n`);
    return told.exit ?? 0;
  } catch (error) {
    const { code, lines } = failureOf(error);
    for (const line of lines) streams.say(line);
    return code;
  }
}

const shared = { data: { type: 'string' }, 'database-url': { type: 'string' }, as: { type: 'string' }, json: { type: 'boolean' } } as const;
const special = {
  'dry-run': { type: 'boolean' }, out: { type: 'string' }, svg: { type: 'string' }, csv: { type: 'string' }, locale: { type: 'string' }, platform: { type: 'string' }, reference: { type: 'string' },
} as const;

interface Given extends Flags { readonly data?: string | undefined; readonly 'database-url'?: string | undefined; readonly as?: string | undefined; readonly json?: boolean | undefined }

function readCommand(args: readonly string[]): { command: Command; given: readonly string[]; flags: Given } {
  const command = commands.find(({ words }) => words.split(' ').every((word, place) => args[place] === word));
  if (command === undefined) throw new UsageError(`There is no command ${JSON.stringify(args.slice(0, 2).join(' '))}; \`tessera-gateway help\` lists them.`);
  const usage = usageOf(command);
  const read = () => {
    try {
      return parseArgs({ args: args.slice(command.words.split(' ').length), allowPositionals: true, options: { ...shared, ...special } });
    } catch (error) {
      throw new UsageError(`${error instanceof Error ? error.message : 'Unknown flag'} Usage: ${usage}`);
    }
  };
  const { values, positionals } = read();
  const stray = Object.keys(values).find((flag) => flag in special && !command.flags.some((known) => known === flag));
  if (stray !== undefined) throw new UsageError(`\`${command.words}\` knows no --${stray}. Usage: ${usage}`);
  if (positionals.length !== command.takes.length) throw new UsageError(`Usage: ${usage}`);
  return { command, given: positionals, flags: values };
}

const usageOf = ({ words, takes, flags }: Command) => ['tessera-gateway', words, ...takes, ...flags.map((flag) => `[--${flag}]`)].join(' ');

/** Opens the data for as long as `work` takes. A data directory has one process at a time; on PostgreSQL gateways run on beside it. */
async function opened(flags: Given, env: Environment, { say }: Streams, work: (ctx: OperatorContext) => Promise<Told>): Promise<Told> {
  const command = readSettings([...flagOf('data', flags.data), ...flagOf('database-url', flags['database-url'])], env);
  // Before the settings are made, which would begin a new data directory.
  if (command.database.kind === 'directory' && !existsSync(folderOf(command.database.path))) {
    throw new Refused(`There is no gateway's data in ${command.database.path}; name its directory with --data, or a server with DATABASE_URL.`);
  }
  const settings = command.settings(0);
  const { db, close } = await open(settings.database);
  try {
    const services = createServices({ db, settings, log: pino({ level: 'error' }, { write: (line: string) => say(line.trimEnd()) }) });
    return await work({ ...services, actor: actorOf(flags.as), say });
  } finally {
    await close();
  }
}

const folderOf = (path: string) => join(path, 'database');

async function open(place: DatabasePlace) {
  const release = place.kind === 'directory' ? lockData(place.path) : () => undefined;
  try {
    const db = await openDatabase(place.kind === 'directory' ? { kind: 'directory', path: folderOf(place.path) } : place);
    await migrate(db);
    return { db, close: async () => { await db.destroy(); release(); } };
  } catch (error) {
    release();
    throw error;
  }
}

const flagOf = (name: string, value: string | undefined) => (value === undefined ? [] : [`--${name}`, value]);

function actorOf(name: string | undefined): string {
  const actor = name ?? userInfo().username;
  if (!/^[^\p{Cc}]{1,80}$/u.test(actor)) throw new UsageError('--as is a name of 1 to 80 characters: who does this.');
  return actor;
}

function failureOf(error: unknown): { code: 1 | 2; lines: string[] } {
  if (error instanceof UsageError) return { code: 2, lines: [error.message] };
  if (error instanceof DataInUse) return { code: 1, lines: [`${error.message.split(';')[0] ?? error.message}; stop it for as long as this takes, or run on PostgreSQL, where operators and gateways work beside one another.`] };
  if (error instanceof Refused) return { code: 1, lines: [error.message, ...error.faults.map(({ at, detail }) => `  ${at}: ${detail}`)] };
  if (error instanceof CampaignRefused) return { code: 1, lines: ['Nothing was created:', ...error.faults.slice(0, FAULTS_MAX).map(({ path, expected, came }) => `  ${path}: Expected ${expected}; ${came} came.`)] };
  if (error instanceof CampaignChangeRefused) return { code: 1, lines: [error.message] };
  if (error instanceof ProblemError) return { code: 1, lines: [error.detail, ...(error.extras.errors ?? []).map(({ pointer, detail }) => `  ${pointer}: ${detail}`)] };
  return { code: 1, lines: [error instanceof Error ? error.stack ?? error.message : String(error)] };
}

function help(): string[] {
  const usages = commands.map((command) => usageOf(command).replace('tessera-gateway ', ''));
  const width = Math.max(...usages.map(({ length }) => length));
  return [
    'tessera-gateway [--port N] [--data DIR] [--database-url URL] [--reset] [--no-seed]   serves the gateway',
    'tessera-gateway COMMAND [--data DIR | --database-url URL] [--as NAME] [--json]', '',
    ...commands.map(({ help: sentence }, place) => `  ${(usages[place] ?? '').padEnd(width)}  ${sentence}`), '',
    '--as NAME is who the audit names; without it, the account that runs the command. --json answers for machines.',
    'Exit codes: 0 done, 1 refused or not in order, 2 not understood.',
  ];
}
