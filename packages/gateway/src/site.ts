import { sql } from 'kysely';
import { problems } from '@tessera/contract';
import type { Services } from './context.js';
import { problem } from './problem.js';
import type { App } from './serve.js';

/** What stands beside the API: health for whoever runs it, metrics, and a page for each problem code. */
export function mountSite(app: App, services: Services): void {
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    try {
      await sql`select 1`.execute(services.db);
      return c.text('ok');
    } catch (error) {
      services.log.error({ err: error }, 'the database does not answer');
      throw problem('unavailable', 'The database does not answer.', { headers: { 'Retry-After': '1' } });
    }
  });
  app.get('/metrics', async () => new Response(await services.metrics.registry.metrics(), { headers: { 'Content-Type': services.metrics.registry.contentType } }));
  app.get('/problems/:code', (c) => {
    const code = c.req.param('code');
    const row = Object.entries(problems).find(([name]) => name === code)?.[1];
    if (!row) throw problem('not_found', 'There is no such problem code.');
    const [status, blame, retryable, title] = row;
    return c.text(`${code} (${status})\n\n${title}.\nWho has to act: ${blame}.\nThe same request may succeed later: ${retryable ? 'yes' : 'no'}.\n`);
  });
}
