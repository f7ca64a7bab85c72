import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.map': 'application/json; charset=utf-8', '.wasm': 'application/wasm',
};
const longestBody = 10_000;

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * The policy of every page here: nothing from anywhere but this origin and the gateway, no inline script or style, no string
 * to code. `reader` lets the page compile the WebAssembly that reads codes where the browser cannot.
 */
export const policy = ({ gateway, scripts = [], frames = [], reader = false }) => [
  "default-src 'none'",
  `script-src ${["'self'", ...(reader ? ["'wasm-unsafe-eval'"] : []), ...scripts].join(' ')}`,
  "style-src 'self'", "img-src 'self'", "font-src 'self'",
  `connect-src 'self' ${gateway}`,
  `frame-src ${frames.join(' ') || "'none'"}`,
  "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
  "require-trusted-types-for 'script'", 'trusted-types lit-html',
].join('; ');

/**
 * Stands for whatever serves your pages: static files under a strict Content-Security-Policy, and a few handlers shaped
 * like fetch. `routes` maps `POST /path` to `(request) => Response`; `fill` gives the values of an HTML file's `{{names}}`.
 *
 * @param {{ port: number, folder: URL, csp: string, routes?: Record<string, (request: Request) => Response | Promise<Response>>, fill?: (request: Request) => Record<string, string> | Promise<Record<string, string>>, permissions?: string }} options
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function servePage({ port, folder, csp, routes = {}, fill = () => ({}), permissions = 'camera=(), microphone=(), geolocation=()' }) {
  const origin = `http://localhost:${port}`;
  const headers = {
    'content-security-policy': csp, 'permissions-policy': permissions,
    'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', // Popups stay reachable: the snippet's sign-in window reports back to the frame that opened it.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
  };

  const answer = async (request) => {
    const { pathname } = new URL(request.url);
    const handler = routes[`${request.method} ${pathname}`];
    // A browser names the asking page in Origin; a write from any other page is refused.
    if (handler && request.headers.get('origin') !== origin) return Response.json({ code: 'origin_not_allowed' }, { status: 403 });
    if (handler) return handler(request);
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    return file(request, pathname === '/' ? '/index.html' : pathname);
  };

  const file = async (request, pathname) => {
    const type = types[extname(pathname)];
    const path = normalize(pathname).replace(/^[/\\]+/, '');
    if (!type || path.startsWith('..')) return new Response('Not found', { status: 404 });
    try {
      const body = await readFile(join(fileURLToPath(folder), path));
      if (!type.startsWith('text/html')) return new Response(body, { headers: { 'content-type': type, 'cache-control': path.startsWith('chunks/') ? 'public, max-age=31536000, immutable' : 'no-cache' } });
      const values = await fill(request);
      const page = body.toString().replace(/\{\{(\w+)\}\}/g, (_, name) => escaped(values[name] ?? ''));
      return new Response(page, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'EISDIR') throw error;
      return new Response(path === 'index.html' ? `Nothing is built in ${fileURLToPath(folder)}: run "npm run build".` : 'Not found', { status: 404 });
    }
  };

  const server = createServer(async (message, reply) => {
    try {
      if (message.headers.host !== `localhost:${port}`) return reply.writeHead(308, { location: `${origin}${message.url}` }).end();
      const request = await requestOf(message, origin);
      const response = request ? await answer(request) : new Response(null, { status: 413 });
      reply.writeHead(response.status, { ...headers, ...Object.fromEntries(response.headers) });
      reply.end(Buffer.from(await response.arrayBuffer()));
    } catch (error) {
      console.error(error);
      if (!reply.headersSent) reply.writeHead(500, headers);
      reply.end();
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, 'localhost', resolve));
  return {
    url: origin,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** What came, as fetch knows it; null when its body is too long. */
async function requestOf(message, origin) {
  const chunks = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size <= longestBody) chunks.push(chunk);
  }
  if (size > longestBody) return null;
  return new Request(`${origin}${message.url.replace(/^[^/]*\/+/, '/')}`, {
    method: message.method, headers: Object.entries(message.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ...(size > 0 && message.method !== 'GET' && message.method !== 'HEAD' ? { body: Buffer.concat(chunks) } : {}),
  });
}
