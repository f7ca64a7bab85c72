import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { findKey } from './authenticate.js';
import type { Services } from './context.js';
import { problem } from './problem.js';
import type { App } from './serve.js';
import { originsOf } from './session/origin.js';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.html': 'text/html; charset=utf-8',
  '.json': 'application/json', '.map': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.png': 'image/png', '.wasm': 'application/wasm',
};

/** What the documents may do: run and style themselves from this origin, ask this origin, and nothing else. */
const policy = (ancestors: string, scripts: string) => [
  "default-src 'none'", `script-src ${scripts}`, "style-src 'self'", "connect-src 'self'", "img-src 'self' data:", "font-src 'self'",
  "base-uri 'none'", "form-action 'none'", `frame-ancestors ${ancestors}`, "require-trusted-types-for 'script'", 'trusted-types lit-html',
].join('; ');

/**
 * The embed package's files: `/embed/<version>/…` for the loader and what it loads, kept by browsers for ever as the
 * version is in the address, and two documents that name who may frame them.
 */
export function mountEmbed(app: App, services: Services): void {
  const directory = services.settings.embedDirectory;
  if (directory === null) return;
  app.get('/embed/frame', (c) => frameDocument(services, directory, c.req.query('key')));
  app.get('/sign-in', () => documentOf(directory, 'sign-in.html', "'none'"));
  app.get('/embed/:version/:file{.+}', (c) => {
    const { content, type } = read(directory, join(c.req.param('version'), c.req.param('file')));
    return new Response(content, {
      headers: { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable', 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' },
    });
  });
}

/** The document a merchant's page frames: only pages on the origins that the key's platform lists may. */
async function frameDocument(services: Services, directory: string, key: string | undefined): Promise<Response> {
  if (key === undefined) throw problem('invalid_request', 'Name the publishable key: /embed/frame?key=pk_….', { errors: [{ pointer: '#/query/key', detail: 'Expected a publishable key; nothing came.' }] });
  const { platform_id: platformId } = await findKey(services, key, 'publishable');
  const ancestors = await originsOf(services, platformId);
  // The reader of codes is WebAssembly where the browser has none of its own.
  return documentOf(directory, 'frame.html', ancestors.join(' ') || "'none'", "'self' 'wasm-unsafe-eval'");
}

/** A document of the embed package with its policy. `ancestors` is a CSP source list. */
function documentOf(directory: string, name: string, ancestors: string, scripts = "'self'"): Response {
  const { content, type } = read(directory, name);
  return new Response(content, {
    headers: {
      'Content-Type': type, 'Cache-Control': 'no-store', 'Content-Security-Policy': policy(ancestors, scripts), 'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': 'camera=(self), microphone=(), geolocation=(self), screen-wake-lock=(self)',
    },
  });
}

function read(directory: string, name: string): { content: Uint8Array<ArrayBuffer>; type: string } {
  const path = normalize(join(directory, name));
  const type = types[extname(path)];
  const missing = problem('not_found', 'There is no such file.');
  if (!path.startsWith(normalize(join(directory, '/'))) || type === undefined) throw missing;
  try {
    if (!statSync(path).isFile()) throw missing;
    return { content: new Uint8Array(readFileSync(path)), type };
  } catch {
    throw missing;
  }
}
