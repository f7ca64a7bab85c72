import { sessionRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { getSession } from './get.js';
import { mintSession } from './mint.js';
import { revokeSession } from './revoke.js';
import { signIn } from './sign-in.js';

export const sessionHandlers = [
  pair(sessionRoutes.mint, mintSession),
  pair(sessionRoutes.signIn, signIn, { steps: true }),
  pair(sessionRoutes.get, getSession),
  pair(sessionRoutes.revoke, revokeSession),
];
