import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Campaign, Coupon, MintedSession } from '@tessera/contract';
import { readSettings, UsageError } from './command.js';
import { demo } from './seed/demo.js';

/** A started gateway process and the origin it says it listens on. */
interface Started { readonly child: ChildProcess; readonly origin: string }

describe('the command', () => {
  const data = mkdtempSync(join(tmpdir(), 'tessera-main-'));
  const children: ChildProcess[] = [];
  after(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  });

  function launch(args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, ['--conditions=@tessera/source', '--import', 'tsx', join(import.meta.dirname, 'main.ts'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    });
    children.push(child);
    return child;
  }

  async function start(args: readonly string[]): Promise<Started> {
    const child = launch(args);
    let text = '';
    for await (const chunk of child.stdout ?? []) {
      text += String(chunk);
      const origin = /"origin":"([^"]+)"/.exec(text)?.[1];
      if (origin !== undefined) {
        child.stdout?.resume();
        return { child, origin };
      }
    }
    throw new Error(`The gateway did not start: ${text}`);
  }

  async function failure(args: readonly string[], environment: Record<string, string> = {}): Promise<string> {
    const child = launch(args, environment);
    let text = '';
    child.stderr?.on('data', (chunk) => { text += String(chunk); });
    const [status] = await once(child, 'close') as [number];
    assert.equal(status, 1);
    return text;
  }

  const post = async (origin: string, path: string, token: string, body?: unknown, key: string = crypto.randomUUID()) => {
    const reply = await fetch(`${origin}${path}`, {
      method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': key, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: await reply.json() as unknown };
  };
  const mint = async (origin: string) => ((await post(origin, '/v1/sessions', demo.partner.secretKey, {
    subject: { kind: 'user', reference: 'lin-xiao' }, origin: `http://localhost:${Number(new URL(origin).port) + 1}`, scopes: ['coupons:read', 'coupons:write'],
  })).body as MintedSession).token;

  it('starts on a free port, keeps its data over kill -9, locks it, and ends cleanly with an open stream', { timeout: 120_000 }, async () => {
    const first = await start(['--port', '0', '--data', data]);
    const port = new URL(first.origin).port;
    assert.match(await failure(['--port', port, '--data', join(data, 'other')]), new RegExp(`^Port ${port} is taken; [^\\n]+\\n$`));
    assert.ok(!readdirSync(data).includes('other'), 'nothing was touched');
    assert.match(await failure(['--port', '0', '--data', data]), new RegExp(`^The data directory is in use by the gateway with process id ${first.child.pid}; [^\\n]+\\n$`));

    const token = await mint(first.origin);
    const campaigns = await (await fetch(`${first.origin}/v1/campaigns?limit=50`, { headers: { Authorization: `Bearer ${token}` } })).json() as { items: Campaign[] };
    const campaign = campaigns.items.find((item) => item.standing.state === 'claimable');
    assert.ok(campaign);
    const claimed = await post(first.origin, `/v1/campaigns/${campaign.id}/claims`, token, undefined, 'over-the-crash');
    assert.equal(claimed.status, 201);
    first.child.kill('SIGKILL');
    await once(first.child, 'close');

    const second = await start(['--port', '0', '--data', data]);
    const again = await mint(second.origin);
    assert.equal((await fetch(`${second.origin}/v1/coupons/${(claimed.body as Coupon).id}`, { headers: { Authorization: `Bearer ${again}` } })).status, 200);
    const repeated = await post(second.origin, `/v1/campaigns/${campaign.id}/claims`, again, undefined, 'over-the-crash');
    assert.deepEqual([repeated.status, repeated.body], [201, claimed.body]);

    const stream = await fetch(`${second.origin}/v1/events/stream`, { headers: { Authorization: `Bearer ${again}` } });
    const reading = stream.text();
    const asked = performance.now();
    second.child.kill('SIGTERM');
    const [status] = await once(second.child, 'close') as [number];
    assert.equal(status, 0);
    assert.match(await reading, /^retry: 1000/);
    assert.ok(performance.now() - asked < 5000);
    assert.ok(!readdirSync(data).includes('gateway.lock'));
  });

  it('shows digits in the sandbox unless it is told otherwise', () => {
    const read = (env: Record<string, string>) => {
      const { payCodeFormat, environment } = readSettings(['--data', data], env).settings(4600);
      return [payCodeFormat, environment];
    };
    assert.deepEqual([read({}), read({ TESSERA_PAY_CODE_FORMAT: 'emv', TESSERA_ENVIRONMENT: 'live' })], [['digits', 'sandbox'], ['emv', 'live']]);
  });

  it('says in one sentence what is wrong with a flag or a setting', () => {
    const cases: [string[], Record<string, string>, RegExp][] = [
      [['--port', 'abc'], {}, /^Expected a port/], [['--port', '70000'], {}, /^Expected a port/], [['--what'], {}, /Known: --port, --data/],
      [['--reset', '--database-url', 'postgres://localhost/x'], {}, /^--reset deletes/],
      [[], { DATABASE_URL: 'postgres://localhost/x' }, /^Set TESSERA_SIGNING_SECRET/],
      [[], { TESSERA_SIGNING_SECRET: 'short' }, /^TESSERA_SIGNING_SECRET is at least 32/],
      [[], { TESSERA_ORIGIN: 'https://pay.example.com/path' }, /^TESSERA_ORIGIN is a web origin/],
      [[], { TESSERA_PAY_CODE_FORMAT: 'qr' }, /^TESSERA_PAY_CODE_FORMAT is one of digits, emv; "qr" came/],
      [[], { TESSERA_PROCESSES: '0' }, /^TESSERA_PROCESSES is how many/], [[], { TESSERA_PROCESSES: '4' }, /^More than one process needs PostgreSQL/],
      [[], { TESSERA_ENVIRONMENT: 'production' }, /^TESSERA_ENVIRONMENT is one of sandbox, live/],
    ];
    for (const [args, environment, message] of cases) {
      assert.throws(() => readSettings(args, environment).settings(4600), (error) => error instanceof UsageError && message.test(error.message), message.source);
    }
  });
});
