import * as z from 'zod/mini';
import { endpoint } from './endpoint.js';
import { id } from './id.js';
import { Money } from './money.js';
import { Timestamp } from './time.js';

/** Six digits. What is easily guessed (all the same, a run, the phone's last six) is refused when it is set. */
export const Pin = z.string().check(z.regex(/^\d{6}$/));

const base64url = z.string().check(z.regex(/^[\w-]{1,4096}$/));
const Descriptor = z.object({ id: base64url, type: z.literal('public-key') });

/** WebAuthn's PublicKeyCredentialRequestOptionsJSON, as far as it is used. */
export const PasskeyRequest = z.object({
  challenge: base64url, rpId: z.string(), timeout: z.int(), userVerification: z.literal('required'), allowCredentials: z.array(Descriptor),
});
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

/** WebAuthn's PublicKeyCredentialCreationOptionsJSON, as far as it is used. */
export const PasskeyCreation = z.object({
  challenge: base64url,
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: base64url, name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  timeout: z.int(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(Descriptor),
  authenticatorSelection: z.object({ residentKey: z.literal('preferred'), userVerification: z.literal('required') }),
});
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') };

/** WebAuthn's AuthenticationResponseJSON: what the browser answers to a PasskeyRequest. */
export const PasskeyAssertion = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url, userHandle: z.optional(z.string().check(z.maxLength(256))) }),
});
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

/** WebAuthn's RegistrationResponseJSON: what the browser answers to a PasskeyCreation. */
export const PasskeyAttestation = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url, transports: z.optional(z.array(z.string().check(z.maxLength(32))).check(z.maxLength(10))) }),
});

export const Passkey = z.object({ id: id('psk'), name: z.string(), createdAt: Timestamp, lastUsedAt: z.nullable(Timestamp) });
export type Passkey = z.infer<typeof Passkey>;

/** A day's limit for payments proved in one way (银发〔2017〕296号), and what of it is spent today, across all platforms. */
const DayLimit = z.object({ limit: Money, spent: Money });

/**
 * How a user proves a payment. Payments up to `withoutPin.amount`, `withoutPin.left` more of them today, go without asking.
 * Classes: A a passkey, B a PIN, C neither, D a store's fixed code whatever the proof.
 */
export const Verification = z.object({
  pin: z.enum(['unset', 'set', 'locked']),
  /** Wrong tries left before the PIN locks. */
  pinTriesLeft: z.int(),
  /** The number a one-time code is sent to, masked; null when none is known. */
  phone: z.nullable(z.string()),
  /** Those that work from this origin. */
  passkeys: z.array(Passkey),
  withoutPin: z.object({ amount: Money, left: z.int() }),
  limits: z.object({ A: DayLimit, B: DayLimit, C: DayLimit, D: DayLimit }),
});
export type Verification = z.infer<typeof Verification>;

/** Sets, changes or unlocks the PIN. `proof` is the PIN until now, or the one-time code sent to the user's phone. */
export const SetPin = z.strictObject({
  pin: Pin,
  proof: z.discriminatedUnion('method', [
    z.strictObject({ method: z.literal('pin'), pin: Pin }),
    z.strictObject({ method: z.literal('phone'), code: z.string().check(z.regex(/^\d{6}$/)) }),
  ]),
});

export const verificationRoutes = {
  get: endpoint({
    id: 'getVerification', method: 'GET', path: '/v1/verification', callers: ['user'], scope: 'payments:read',
    status: 200, response: Verification,
  }),
  sendPhoneCode: endpoint({
    id: 'sendPhoneCode', method: 'POST', path: '/v1/verification/phone-code', callers: ['user'], scope: 'payments:write',
    status: 204,
  }),
  setPin: endpoint({
    id: 'setPin', method: 'PUT', path: '/v1/verification/pin', callers: ['user'], scope: 'payments:write',
    body: SetPin, status: 200, response: Verification,
  }),
  requestPasskey: endpoint({
    id: 'requestPasskey', method: 'POST', path: '/v1/verification/passkey-request', callers: ['user'], scope: 'payments:write',
    body: z.strictObject({ pin: Pin }), status: 201, response: PasskeyCreation,
  }),
  addPasskey: endpoint({
    id: 'addPasskey', method: 'POST', path: '/v1/verification/passkeys', callers: ['user'], scope: 'payments:write',
    body: z.strictObject({ name: z.string().check(z.minLength(1), z.maxLength(60)), response: PasskeyAttestation }), status: 201, response: Verification,
  }),
  removePasskey: endpoint({
    id: 'removePasskey', method: 'DELETE', path: '/v1/verification/passkeys/{passkeyId}', callers: ['user'], scope: 'payments:write',
    params: z.object({ passkeyId: id('psk') }), status: 204,
  }),
};
