import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { BackendError, createBackend, sessionEndpoint } from '@tessera/backend';
import { policy, servePage } from '../page-server.mjs';

/** The platform's own users by its own ids. A real platform signs people in; this one lets you be either. */
const users = ['lin-xiao', 'chen-mo'];

/** Rides that the demonstration may tell of, as a transport operator would after the fact. */
const rides = {
  cycling: { mode: 'cycling', distanceMeters: 4_200, minutes: 17 },
  metro: { mode: 'metro', line: '1 号线', distanceMeters: 8_000, minutes: 19 },
};

const userOf = (request) => {
  const [, named] = /(?:^|;\s*)quanchengtong_user=([\w-]+)/.exec(request.headers.get('cookie') ?? '') ?? [];
  return users.includes(named) ? named : users[0];
};

/** 泉城通: its page, the session endpoint that the widgets ask, and the demonstration's own two switches. */
export async function serve({ port = 4601, gateway = 'http://localhost:4600', secretKey = 'sk_test_citylife0000000000000001' } = {}) {
  const backend = createBackend({ gateway, secretKey });

  const session = sessionEndpoint(backend, {
    user: userOf,
    origin: `http://localhost:${port}`,
    scopes: ['pay_codes:write', 'payments:read', 'payments:write', 'coupons:read', 'coupons:write', 'rights:read', 'rights:write', 'energy:read', 'energy:write', 'engagement:read', 'engagement:write', 'stores:read'],
  });

  const signInAs = async (request) => {
    const { user } = await request.json();
    if (!users.includes(user)) return new Response(null, { status: 422 });
    return new Response(null, { status: 204, headers: { 'set-cookie': `quanchengtong_user=${user}; Path=/; HttpOnly; SameSite=Strict` } });
  };

  /** A person is in one place at a time: each demonstration ride ends before the last one began. */
  const before = new Map();
  const ride = async (request) => {
    const { mode } = await request.json();
    const taken = Object.hasOwn(rides, mode) ? rides[mode] : undefined;
    if (!taken) return new Response(null, { status: 422 });
    const { minutes, ...what } = taken;
    const reference = userOf(request);
    for (let tries = 0; ; tries += 1) {
      const ended = Math.min(Date.now(), before.get(reference) ?? Infinity) - 1_000;
      const started = ended - minutes * 60_000;
      before.set(reference, started);
      try {
        const { grams } = await backend.recordRide({
          reference, rideReference: randomUUID(), city: '370100', ...what,
          startedAt: new Date(started).toISOString(), endedAt: new Date(ended).toISOString(),
        });
        return Response.json({ grams }, { status: 201 });
      } catch (error) {
        if (!(error instanceof BackendError)) throw error;
        if (error.code === 'ride_implausible' && tries < 10) continue;
        if (error.code === 'consent_required') before.delete(reference);
        return Response.json({ code: error.code }, { status: error.retryable ? 503 : 409 });
      }
    }
  };

  return servePage({
    port,
    folder: new URL('./dist/', import.meta.url),
    csp: policy({ gateway, reader: true }),
    permissions: 'camera=(self), microphone=(), geolocation=(self)',
    routes: { 'POST /tessera/session': session, 'POST /demo/user': signInAs, 'POST /demo/ride': ride },
    fill: (request) => ({ gateway, user: userOf(request) }),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { PORT, TESSERA_GATEWAY, TESSERA_SECRET_KEY } = process.env;
  const { url } = await serve({ ...(PORT && { port: Number(PORT) }), ...(TESSERA_GATEWAY && { gateway: TESSERA_GATEWAY }), ...(TESSERA_SECRET_KEY && { secretKey: TESSERA_SECRET_KEY }) });
  console.log(`泉城通 ${url}`);
}
