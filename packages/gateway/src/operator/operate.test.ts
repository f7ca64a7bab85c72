import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { commands } from './commands.js';
import { isOperation, operate } from './operate.js';

const example = join(import.meta.dirname, '../../../../docs/campaign-example.json');

describe('the operators’ command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-operate-'));
  const data = join(folder, 'data');
  const children: ChildProcess[] = [];
  after(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const launch = (args: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, ['--conditions=@tessera/source', '--import', 'tsx', join(import.meta.dirname, '../main.ts'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
    });
    children.push(child);
    return child;
  };
  const run = async (...args: string[]) => {
    const child = launch(args);
    let [out, said] = ['', ''];
    child.stdout?.on('data', (chunk) => { out += String(chunk); });
    child.stderr?.on('data', (chunk) => { said += String(chunk); });
    const [code] = await once(child, 'close') as [number];
    return { code, out, said };
  };
  /** In this process: what needs no data. */
  const ask = async (...args: string[]) => {
    let [out, said] = ['', ''];
    const code = await operate(args, { TESSERA_DATA: join(folder, 'nowhere') }, { out: (text) => { out += text; }, say: (line) => { said += `${line}\n`; } });
    return { code, out, said };
  };

  it('creates, activates and shows a campaign on a data directory, and says when a gateway holds it', { timeout: 120_000 }, async () => {
    const gateway = launch(['--port', '0', '--data', data]);
    for await (const chunk of gateway.stdout ?? []) if (String(chunk).includes('"origin"')) break;
    const held = await run('campaign', 'list', '--data', data);
    assert.deepEqual([held.code, held.out], [1, '']);
    assert.match(held.said, new RegExp(`^The data directory is in use by the gateway with process id ${gateway.pid}; stop it for as long as this takes, or run on PostgreSQL, [^\\n]+\\n$`));
    gateway.kill('SIGTERM');
    await once(gateway, 'close');

    const created = await run('campaign', 'create', example, '--data', data, '--as', 'mei', '--json');
    assert.equal(created.code, 0, created.said);
    const { created: [id = ''] } = JSON.parse(created.out) as { created: string[] };
    assert.equal((await run('campaign', 'activate', id, '--data', data, '--as', 'wang')).code, 0);
    const shown = await run('campaign', 'show', id, '--data', data);
    assert.match(shown.out, /\(scheduled\)[\s\S]*mei +created[\s\S]*wang +activated/);
    const refused = await run('campaign', 'activate', id, '--data', data);
    assert.equal(refused.code, 1);
    assert.match(refused.said, /^Expected a campaign that is draft or internal to activate it; \S+ is active\.\n$/);
  });

  it('serves without a command, and takes everything else for one', () => {
    assert.deepEqual([[], ['--port', '0'], ['campaign'], ['help'], ['--help'], ['-h'], ['serve']].map(isOperation), [false, false, true, true, true, true, true]);
  });

  it('help names every command', async () => {
    const { code, out } = await ask('--help');
    assert.equal(code, 0);
    for (const { words, help } of commands) assert.ok(out.includes(`  ${words}`) && out.includes(help), words);
    assert.ok(out.split('\n').every((line) => line.length < 180));
  });

  it('ends with 2 for what it does not understand, with one sentence that says what to write', async () => {
    const cases: [string[], RegExp][] = [
      [['campaigns'], /There is no command "campaigns"; `tessera-gateway help`/], [['campaign', 'destroy', 'x'], /There is no command "campaign destroy"/],
      [['campaign', 'show'], /^Usage: tessera-gateway campaign show ID/], [['campaign', 'show', 'a', 'b'], /^Usage:/],
      [['campaign', 'show', 'a', '--out', 'x'], /`campaign show` knows no --out/], [['campaign', 'show', 'a', '--what'], /--what[\s\S]*Usage:/],
      [['campaign', 'list', '--database-url', 'postgres://localhost/x'], /^Set TESSERA_SIGNING_SECRET/],
    ];
    for (const [args, sentence] of cases) {
      const { code, out, said } = await ask(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(said, sentence);
    }
  });

  it('ends with 1 where there is no data, and makes none', async () => {
    const { code, said } = await ask('campaign', 'list');
    assert.equal(code, 1);
    assert.match(said, /^There is no gateway's data in \S+nowhere;/);
    assert.equal(existsSync(join(folder, 'nowhere')), false);
  });
});
