import type { DocsOf } from '../endpoint.js';
import type { sessionRoutes } from '../session.js';
import { ids } from './samples.js';

const session = {
  id: ids.session, subject: { kind: 'user' as const, id: ids.user }, scopes: ['pay_codes:write' as const, 'payments:read' as const],
  origin: 'https://life.example', issuedAt: '2026-03-01T02:30:00.000Z', expiresAt: '2026-03-01T02:45:00.000Z',
};
const minted = { ...session, token: 'eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiJzZXMifQ.c2lnbmF0dXJl' };

export const sessionDocs: DocsOf<typeof sessionRoutes> = {
  mint: {
    summary: 'Mint a session for one of your users, or for one of your terminals',
    problems: ['origin_not_allowed', 'not_found'],
    input: { subject: { kind: 'user', reference: 'lin-xiao' }, origin: 'https://life.example', scopes: ['pay_codes:write', 'payments:read'], lifetimeSeconds: 900 },
    output: minted,
  },
  signIn: {
    summary: 'Sign a user in from the frame that a pasted snippet opens',
    problems: ['sign_in_failed', 'origin_not_allowed'],
    input: { publishableKey: 'pk_test_citylife00000001', phone: '13800000001', code: '888888', scopes: ['pay_codes:write', 'payments:read'] },
    output: minted,
  },
  get: { summary: 'Read the session that the token stands for', problems: [], input: {}, output: session },
  revoke: { summary: 'End a session before its time', problems: ['not_found'], input: { sessionId: ids.session }, output: undefined },
};
