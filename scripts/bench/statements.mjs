import { AsyncLocalStorage } from 'node:async_hooks';
import { pino } from 'pino';
import { createGateway } from '@tessera/gateway';
import pg from 'pg';
import { proofSettings } from '../proof/settings.mjs';

/** Runs `use` with a gateway in this process, whose `call` gives back the answer and every statement it sent to the database. */
export async function recording(url, use) {
  const here = new AsyncLocalStorage();
  const query = pg.Client.prototype.query;
  pg.Client.prototype.query = function record(text, values, ...rest) {
    if (typeof text === 'string') here.getStore()?.push({ text, values: Array.isArray(values) ? [...values] : [] });
    return query.call(this, text, values, ...rest);
  };
  const gateway = await createGateway({ settings: proofSettings(url), log: pino({ level: 'silent' }), seed: false });
  const call = async (token, method, path, body) => {
    const statements = [];
    const answer = await here.run(statements, () => gateway.fetch(new Request(`http://localhost:4600${path}`, {
      method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }, body: JSON.stringify(body),
    })));
    const text = await answer.text();
    if (answer.status >= 400) throw new Error(text);
    return { body: JSON.parse(text), statements };
  };
  try {
    return await use(call);
  } finally {
    await gateway.close();
    pg.Client.prototype.query = query;
  }
}

/** Sends recorded statements as each client did, over a connection each; gives back the seconds of the timed ones. */
export async function replay(url, { before, timed }) {
  const clients = await Promise.all(timed.map(async () => {
    const client = new pg.Client(url);
    await client.connect();
    return client;
  }));
  const send = (lanes) => Promise.all(lanes.map(async (requests, lane) => {
    for (const statements of requests) for (const { text, values } of statements) await clients[lane].query(text, values);
  }));
  try {
    await send(before);
    const began = performance.now();
    await send(timed);
    return (performance.now() - began) / 1000;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
