import { randomUUID } from 'node:crypto';
import { createApp } from '../../packages/gateway/src/app.ts';
import { handlers } from '../../packages/gateway/src/handlers.ts';
import { openCampaign } from '../../packages/gateway/src/coupon/testing.ts';
import { median } from './numbers.mjs';

/** Claims of each path in a round. */
const EACH = 60;

/**
 * The median time of a claim that nobody shares, on the coalescing path and on the direct one: the same verb in a
 * transaction of its own, as every other write runs. They take turns, in the process, so that nothing else is measured.
 */
export async function lone({ services }, tokens) {
  const together = createApp(services, handlers);
  const direct = createApp(services, handlers.map(({ together: _shared, ...handler }) => handler));
  const campaignId = await openCampaign({ services }, { stock: 2 * EACH, allowed: 2 });
  const times = { together: [], direct: [] };
  for (let place = 0; place < EACH; place += 1) {
    const turns = [['together', together], ['direct', direct]];
    for (const [name, app] of place % 2 === 0 ? turns : turns.reverse()) {
      const request = new Request(`http://localhost:4600/v1/campaigns/${campaignId}/claims`, {
        method: 'POST', headers: { Authorization: `Bearer ${tokens[place]}`, 'Idempotency-Key': randomUUID(), 'Content-Length': '0' },
      });
      const asked = performance.now();
      const answer = await app.fetch(request);
      const text = await answer.text();
      times[name].push(performance.now() - asked);
      if (answer.status !== 201) throw new Error(text);
    }
  }
  return { together: median(times.together), direct: median(times.direct) };
}
