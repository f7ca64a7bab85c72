import type { PasskeyCreation, PasskeyRequest } from '@tessera/contract';

/** Whether this page may use passkeys: the browser has them, and no frame's policy stands in the way of asking. */
export const canUsePasskeys = (): boolean => typeof globalThis.PublicKeyCredential === 'function' && globalThis.isSecureContext;

const webauthn = () => import('@simplewebauthn/browser');

/** The browser's answer to a request for a proof. */
export async function provePasskey(request: PasskeyRequest) {
  const { startAuthentication } = await webauthn();
  const { id, rawId, response: { clientDataJSON, authenticatorData, signature, userHandle } } = await startAuthentication({ optionsJSON: request });
  return { id, rawId, type: 'public-key' as const, response: { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) } };
}

/** A new passkey for this origin. */
export async function createPasskey(creation: PasskeyCreation) {
  const { startRegistration } = await webauthn();
  const { id, rawId, response: { clientDataJSON, attestationObject, transports } } = await startRegistration({ optionsJSON: creation });
  return { id, rawId, type: 'public-key' as const, response: { clientDataJSON, attestationObject, ...(transports && { transports }) } };
}
