import { verificationRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { addPasskey } from './add-passkey.js';
import { getVerification } from './get.js';
import { removePasskey } from './remove-passkey.js';
import { requestPasskey } from './request-passkey.js';
import { sendPhoneCode } from './send-phone-code.js';
import { setPin } from './set-pin.js';

/** What proves something works in steps: a wrong try stays counted and a challenge stays used when the call is refused. */
export const verificationHandlers = [
  pair(verificationRoutes.get, getVerification),
  pair(verificationRoutes.sendPhoneCode, sendPhoneCode, { steps: true }),
  pair(verificationRoutes.setPin, setPin, { steps: true }),
  pair(verificationRoutes.requestPasskey, requestPasskey, { steps: true }),
  pair(verificationRoutes.addPasskey, addPasskey, { steps: true }),
  pair(verificationRoutes.removePasskey, removePasskey),
];
