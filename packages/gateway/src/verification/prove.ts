/** How other nouns have a user prove something. */
export { provePin } from './pin.js';
export { provePasskey, requestProof } from './prove-passkey.js';
