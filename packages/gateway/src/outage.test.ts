import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Problem } from '@tessera/contract';
import type { KyselyPlugin } from 'kysely';
import { demo } from './seed/demo.js';
import { testGateway, type Caller, type TestGateway } from './testing.js';

/** A way to take the database away and give it back. */
interface Line {
  readonly plugin?: KyselyPlugin;
  down(): Promise<void>;
  up(): Promise<void>;
  end(): Promise<void>;
}

/** On PostgreSQL, a connection that can be cut: everything open breaks off, and nothing new gets through. */
async function cutLine(server: URL): Promise<Line & { url: string }> {
  const open = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = connect(Number(server.port), server.hostname);
    for (const [one, other] of [[near, far], [far, near]] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy()).on('close', () => { open.delete(one); other.destroy(); });
    }
  });
  const listen = async (port: number) => { await once(proxy.listen(port, '127.0.0.1'), 'listening'); };
  await listen(0);
  const { port } = proxy.address() as AddressInfo;
  const down = async () => {
    if (!proxy.listening) return;
    const closed = once(proxy, 'close');
    proxy.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  const url = new URL(server);
  url.host = `127.0.0.1:${port}`;
  return { url: url.href, down, up: () => (proxy.listening ? Promise.resolve() : listen(port)), end: down };
}

/** In the process there is no connection to cut: statements fail as they do on one that is gone. */
function failingLine(): Line {
  let gone = false;
  const set = (to: boolean) => { gone = to; return Promise.resolve(); };
  return {
    plugin: {
      transformQuery({ node }) {
        if (gone) throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    },
    down: () => set(true), up: () => set(false), end: () => set(false),
  };
}

describe('a gateway whose database goes away', () => {
  const server = process.env['TEST_DATABASE_URL'];
  let line: Line;
  let gateway: TestGateway;
  let user: Caller;
  before(async () => {
    if (server === undefined) line = failingLine();
    else {
      const cut = await cutLine(new URL(server));
      process.env['TEST_DATABASE_URL'] = cut.url;
      line = cut;
    }
    const { plugin } = line;
    gateway = await testGateway(plugin ? { replace: ({ db }) => ({ db: db.withPlugin(plugin) }) } : {});
    user = await gateway.user();
  });
  after(async () => {
    if (server !== undefined) process.env['TEST_DATABASE_URL'] = server;
    try {
      await line.up();
      await gateway.close();
    } finally {
      await line.end();
    }
  });

  const calls = (key: string) => [
    user.get<Problem>('/v1/rights'), user.get<Problem>('/v1/payment-options'), user.post<Problem>('/v1/pay-codes', {}, { key }),
    gateway.as(demo.partner.secretKey).post<Problem>('/v1/rights', { reference: demo.linXiao.reference, benefit: 'coffee_cup' }, { key }),
    gateway.as().get<Problem>('/readyz'),
  ];

  it('answers before, says that it is unavailable meanwhile, and answers again without a restart', async () => {
    assert.deepEqual((await Promise.all(calls('before'))).map((reply) => reply.status), [200, 200, 201, 201, 200]);
    await line.down();
    for (const reply of await Promise.all(calls('meanwhile'))) {
      assert.deepEqual([reply.status, reply.body.code, reply.headers.get('content-type'), reply.headers.get('retry-after')], [503, 'unavailable', 'application/problem+json', '1'], reply.text);
      assert.doesNotMatch(reply.text, /ECONN|127\.0\.0\.1|terminated|\.ts:/);
    }
    assert.equal((await gateway.as().get('/healthz')).status, 200);
    await line.up();
    assert.deepEqual((await Promise.all(calls('meanwhile'))).map((reply) => reply.status), [200, 200, 201, 201, 200]);
  });
});
