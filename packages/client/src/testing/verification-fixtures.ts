import type { OfflineBatch, PasskeyCreation, PasskeyRequest, Verification } from '@tessera/contract';
import { at, fixtureId, HOUR, yuan } from './fixture-clock.js';

/** Wrong tries after which a PIN locks. */
export const PIN_TRIES = 5;

/** A PIN, a phone, no passkey yet, and most of the day's limits left. */
export const verificationFixture = (): Verification => ({
  pin: 'set',
  pinTriesLeft: PIN_TRIES,
  phone: '138****0001',
  passkeys: [],
  withoutPin: { amount: yuan(500), left: 8 },
  limits: {
    A: { limit: yuan(50_000), spent: yuan(0) },
    B: { limit: yuan(5_000), spent: yuan(0) },
    C: { limit: yuan(1_000), spent: yuan(126) },
    D: { limit: yuan(500), spent: yuan(0) },
  },
});

export const passkeyRequestFixture = (ids: readonly string[]): PasskeyRequest => ({
  challenge: 'Zml4dHVyZS1jaGFsbGVuZ2U', rpId: 'partner.example', timeout: 120_000, userVerification: 'required', allowCredentials: ids.map((id) => ({ id, type: 'public-key' })),
});

export const passkeyCreationFixture = (): PasskeyCreation => ({
  challenge: 'Zml4dHVyZS1jaGFsbGVuZ2U',
  rp: { id: 'partner.example', name: 'Tessera' },
  user: { id: 'dXNyXzAwZml4dHVyZTE', name: '138****0001', displayName: '林晓' },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
  timeout: 120_000,
  attestation: 'none',
  excludeCredentials: [],
  authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
});

/** The pay code number of a serial, in the sandbox's range. */
export const codeNumber = (serial: number): string => `87${String(serial * 7_919_777 + 31_415_926).padStart(16, '0')}`;

/** Fifteen offline codes up to ¥200 each, for two hours. */
export const offlineFixture = (now: number, sourceId = fixtureId('src', 1), serial = 1): OfflineBatch => ({
  id: fixtureId('ofb', serial),
  sourceId,
  codes: Array.from({ length: 15 }, (_, index) => {
    const number = codeNumber(serial * 1_000 + index);
    return { id: fixtureId('pyc', 500_000 + serial * 100 + index), number, payload: number };
  }),
  limit: yuan(200),
  issuedAt: at(now),
  expiresAt: at(now, 2 * HOUR),
});
