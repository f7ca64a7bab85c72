import { defaultPaymentSettings, defaultRateLimits } from '@tessera/gateway';

/** The gateway's usual settings, with limits of rate and amount so high that a proof meets only the rule it is about. */
export const proofSettings = (url) => ({
  ...defaultPaymentSettings,
  origin: 'http://localhost:4600', database: url === undefined ? { kind: 'memory' } : { kind: 'postgres', url }, signingSecret: new Uint8Array(32).fill(7),
  trustProxy: false, embedDirectory: null, exampleOrigins: [], logLevel: 'silent',
  rateLimits: { ...defaultRateLimits, platform: 1e9, session: 1e9, address: 1e9 },
  withoutPin: { amount: 5_000_000, perDay: 1e9 }, dailyLimits: { A: 1e12, B: 1e12, C: 1e12, D: 1e12 },
});
