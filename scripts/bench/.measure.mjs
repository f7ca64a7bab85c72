import { randomUUID } from 'node:crypto';
import { withPostgres } from '/work/main/scripts/test/postgres.mjs';
import { startGateway } from '/work/main/scripts/proof/.gateway.mjs';
import { administer, databaseOf, openBooks, PAGE } from '/work/main/scripts/proof/world.mjs';
import { must } from '/work/main/scripts/proof/http.mjs';
import { flood } from '/work/main/scripts/bench/connections.mjs';
import { demo } from '@tessera/gateway';
import { openCampaign } from '/work/main/packages/gateway/src/coupon/testing.ts';
const N = 1500; import { readFileSync } from 'node:fs'; const cpu = (pid) => { const f = readFileSync(`/proc/${pid}/stat`,'latin1').split(') ')[1].split(' '); return (Number(f[11])+Number(f[12]))*10; };
await withPostgres(async (server) => {
  await administer(server, 'create database claims');
  const url = databaseOf(server, 'claims');
  const gateway = await startGateway({ url, seed: true, origins: [PAGE] });
  const books = await openBooks(url);
  const t0 = performance.now();
  const tokens = [];
  let k = 0;
  await Promise.all(Array.from({ length: 16 }, async () => { while (k < N) { const mine = k++; const s = await must(gateway.origin, demo.partner.secretKey, 'POST', '/v1/sessions', { subject: { kind: 'user', reference: `b-${mine}` }, origin: PAGE, scopes: ['coupons:write'] }); tokens[mine] = s.token; } }));
  console.log('mint', Math.round(performance.now() - t0));
  for (let round = 0; round < Number(process.argv[2] ?? 5); round++) {
    const id = await openCampaign(books, { stock: N });
    const requests = tokens.map((token) => `POST /v1/campaigns/${id}/claims HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Length: 0\r\n\r\n`);
    const c0 = cpu(gateway.pid), m0 = process.cpuUsage();
    const { statuses, milliseconds } = await flood({ port: gateway.port, count: 64, requests });
    console.log(statuses, Math.round(N * 1000 / milliseconds), 'claims/s', 'gateway cpu us/claim', Math.round((cpu(gateway.pid)-c0)*1000/N), 'load us/claim', Math.round((process.cpuUsage(m0).user+process.cpuUsage(m0).system)/N));
  }
  await books.close(); await gateway.stop();
});
