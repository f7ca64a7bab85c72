import type { DocsOf } from '../endpoint.js';
import type { Verification, verificationRoutes } from '../verification.js';
import { ids, yuan } from './samples.js';

const verification: Verification = {
  pin: 'set', pinTriesLeft: 5, phone: '138****0001',
  passkeys: [{ id: ids.passkey, name: '我的手机', createdAt: '2026-02-01T02:30:00.000Z', lastUsedAt: null }],
  withoutPin: { amount: yuan(50000), left: 10 },
  limits: {
    A: { limit: yuan(5_000_000), spent: yuan(0) }, B: { limit: yuan(500_000), spent: yuan(0) },
    C: { limit: yuan(100_000), spent: yuan(23600) }, D: { limit: yuan(50_000), spent: yuan(0) },
  },
};

const credential = { id: 'Y3JlZGVudGlhbA', rawId: 'Y3JlZGVudGlhbA', type: 'public-key' as const };

export const verificationDocs: DocsOf<typeof verificationRoutes> = {
  get: { summary: 'Say how this user proves a payment, and what of the day’s limits is left', problems: [], input: {}, output: verification },
  sendPhoneCode: { summary: 'Send a one-time code to the user’s phone', problems: ['phone_unknown'], input: {}, output: undefined },
  setPin: {
    summary: 'Set, change or unlock the PIN', problems: ['pin_too_simple', 'pin_wrong', 'pin_locked', 'pin_unset', 'phone_code_wrong', 'phone_unknown'],
    input: { pin: '271828', proof: { method: 'phone', code: '888888' } }, output: verification,
  },
  requestPasskey: {
    summary: 'Ask for the challenge that a new passkey answers', problems: ['pin_unset', 'pin_wrong', 'pin_locked'], input: { pin: '271828' },
    output: {
      challenge: 'bm90LWEtcmVhbC1jaGFsbGVuZ2U', rp: { id: 'city.example', name: 'Tessera' }, user: { id: 'dXNlcg', name: '138****0001', displayName: '138****0001' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }], timeout: 60000, attestation: 'none', excludeCredentials: [],
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    },
  },
  addPasskey: {
    summary: 'Keep a new passkey', problems: ['passkey_refused'],
    input: { name: '我的手机', response: { ...credential, response: { clientDataJSON: 'e30', attestationObject: 'o2M' } } }, output: verification,
  },
  removePasskey: { summary: 'Forget a passkey', problems: ['not_found'], input: { passkeyId: ids.passkey }, output: undefined },
};
