import { fileURLToPath } from 'node:url';
import { BackendError, createBackend } from '@tessera/backend';
import { policy, servePage } from '../page-server.mjs';

/** 鲜市收银台: the till of one terminal. Its server mints the terminal's session with the merchant's secret key. */
export async function serve({
  port = 4603, gateway = 'http://localhost:4600', secretKey = 'sk_test_freshmart00000000000001', terminalId = 'ter_3T0000000000000000000001',
} = {}) {
  const backend = createBackend({ gateway, secretKey });

  /** A real till is a device the merchant knows; whoever reaches this demonstration's address is the cashier. */
  const session = async (request) => {
    try {
      const minted = await backend.mintSession({
        subject: { kind: 'terminal', id: terminalId }, origin: `http://localhost:${port}`,
        scopes: ['payments:read', 'payments:write', 'coupons:write', 'stores:read'],
      }, { signal: request.signal });
      return Response.json(minted, { headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      return Response.json({ code: error.code, requestId: error.requestId }, { status: error.retryable ? 503 : 500 });
    }
  };

  return servePage({
    port,
    folder: new URL('./dist/', import.meta.url),
    csp: policy({ gateway, reader: true }),
    routes: { 'POST /tessera/session': session },
    permissions: 'camera=(self), microphone=(), geolocation=()',
    fill: () => ({ gateway }),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { PORT, TESSERA_GATEWAY, TESSERA_SECRET_KEY, TESSERA_TERMINAL } = process.env;
  const { url } = await serve({
    ...(PORT && { port: Number(PORT) }), ...(TESSERA_GATEWAY && { gateway: TESSERA_GATEWAY }),
    ...(TESSERA_SECRET_KEY && { secretKey: TESSERA_SECRET_KEY }), ...(TESSERA_TERMINAL && { terminalId: TESSERA_TERMINAL }),
  });
  console.log(`鲜市收银台 ${url}`);
}
