import { readFileSync } from 'node:fs';
import { problems } from '@tessera/contract';
import { openApiDocument } from '@tessera/contract/openapi';
import { sql } from 'kysely';
import type { Services } from './context.js';
import { problem } from './problem.js';
import type { App } from './serve.js';

/** What stands beside the API: health for whoever runs it, metrics, the OpenAPI document, and a page for each problem code. */
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
  const document = JSON.stringify(openApiDocument({ server: services.settings.origin, version: readVersion() }));
  app.get('/openapi.json', () => new Response(document, { headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' } }));
  app.get('/problems/:code', (c) => c.text(explain(c.req.param('code'))));
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0.0.0';
}

/** A problem code in words; the `type` of every problem leads here. */
function explain(code: string): string {
  const row = Object.entries(problems).find(([name]) => name === code)?.[1];
  if (!row) throw problem('not_found', 'There is no such problem code.');
  const [status, blame, retryable, title] = row;
  return `${code} (${status})\n\n${title}.\nWho has to act: ${blame}.\nThe same request may succeed later: ${retryable ? 'yes' : 'no'}.\n`;
}
