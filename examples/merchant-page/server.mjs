import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { policy, servePage } from '../page-server.mjs';

const require = createRequire(import.meta.url);

/** The snippet's version and the hash of its loader, as a merchant copies them: the address and the bytes never change. */
async function snippet() {
  const manifest = pathToFileURL(require.resolve('@tessera/embed/package.json'));
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const loader = await readFile(new URL(`./dist/${version}/embed.js`, manifest));
  return { version, integrity: `sha384-${createHash('sha384').update(loader).digest('base64')}` };
}

/** 麦序: a bakery's static page with the pasted snippet. Nothing of Tessera runs on this server. */
export async function serve({ port = 4602, gateway = 'http://localhost:4600', publishableKey = 'pk_test_freshmart0000001' } = {}) {
  return servePage({
    port,
    folder: new URL('./page/', import.meta.url),
    csp: policy({ gateway, scripts: [`${gateway}/embed/`], frames: [`${gateway}/embed/`] }),
    // What the widgets of this page need: a lit screen for the code, and where one is for the coupons of an area.
    permissions: `camera=(), microphone=(), geolocation=(self "${gateway}"), screen-wake-lock=(self "${gateway}")`,
    fill: async () => ({ ...await snippet(), gateway, publishableKey }),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { PORT, TESSERA_GATEWAY, TESSERA_PUBLISHABLE_KEY } = process.env;
  const { url } = await serve({ ...(PORT && { port: Number(PORT) }), ...(TESSERA_GATEWAY && { gateway: TESSERA_GATEWAY }), ...(TESSERA_PUBLISHABLE_KEY && { publishableKey: TESSERA_PUBLISHABLE_KEY }) });
  console.log(`麦序 ${url}`);
}
