import { randomUUID } from 'node:crypto';
import { demo } from '@tessera/gateway';
import { must } from '../proof/http.mjs';
import { PAGE } from '../proof/world.mjs';

/** The session tokens of `count` users, each minted by the gateway. */
export async function openSessions(origin, count) {
  const tokens = [];
  let next = 0;
  await Promise.all(Array.from({ length: 16 }, async () => {
    while (next < count) {
      const place = next;
      next += 1;
      const { token } = await must(origin, demo.partner.secretKey, 'POST', '/v1/sessions', {
        subject: { kind: 'user', reference: `claimant-${place}` }, origin: PAGE, scopes: ['coupons:write'], lifetimeSeconds: 900,
      });
      tokens[place] = token;
    }
  }));
  return tokens;
}

/** One claim of a campaign by each token, as it goes over the wire. */
export const writeClaims = (tokens, campaignId) => tokens.map((token) =>
  `POST /v1/campaigns/${campaignId}/claims HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Length: 0\r\n\r\n`);

/** Throws unless every claim was answered with a coupon and the database holds exactly as many, each taken from the stock. */
export async function soldInFull({ db }, campaignId, statuses, count) {
  const rows = await db.selectFrom('coupon').select('user_id').where('campaign_id', '=', campaignId).execute();
  const { balance } = await db.selectFrom('ledger_account').select('balance').where('id', '=', `${campaignId}/stock`).executeTakeFirstOrThrow();
  if (statuses['201'] !== count || rows.length !== count || new Set(rows.map((row) => row.user_id)).size !== count || balance !== 0) {
    throw new Error(`expected ${count} coupons of ${count} users and no stock left: ${JSON.stringify(statuses)}, ${rows.length} rows, ${balance} left`);
  }
}
