import { createClient } from '@tessera/client';
import { createFakeClient } from '@tessera/client/testing';

// The list comes over the network, as a gateway sends it and a client checks it; all else is the fake's.
const client = createFakeClient({ now: Date.now() });
const session = { id: 'ses_00bench001', subject: { kind: 'user', id: 'usr_00bench001' }, scopes: ['coupons:write'], origin: location.origin, token: 'bench-token-of-the-list-0001' };
const lasting = () => ({ ...session, issuedAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 900_000).toISOString() });
const real = createClient({ gateway: location.origin, fetchSession: async () => lasting() });
client.coupons.listCampaigns = real.coupons.listCampaigns;

const center = document.createElement('tessera-coupon-center');
Object.assign(center, { client, locale: 'zh-CN' });

const frame = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
const part = (selector) => center.renderRoot.querySelector(selector);

globalThis.bench = {
  center, frame,
  async start() {
    await import('@tessera/elements/coupon-center');
    document.body.append(center);
  },
  tickets: () => center.renderRoot?.querySelectorAll('.ticket').length ?? 0,
  /** Nothing in view waits to be drawn. Asks what is seen alone: a question to what is not would have it laid out. */
  isDrawn: () => bench.tickets() > 0 && !Array.from({ length: Math.ceil(innerHeight / 40) }, (_, at) => center.renderRoot.elementFromPoint(innerWidth / 2, at * 40)).some((one) => one?.matches('.paper, .room')),
  /** The place in the list of the last coupon that is drawn. */
  last: () => Math.max(0, ...[...center.renderRoot.querySelectorAll('.ticket')].map((one) => Number(one.getAttribute('aria-posinset')))),
  /** Scrolls to the end until the last coupon drawn is as far down as `place`, or the list has no end to come. */
  async scroll(place) {
    for (let wait = 0; wait < 5_000 && bench.last() < place && (part('#end') || !bench.isDrawn()); wait += 1) {
      scrollTo(0, document.documentElement.scrollHeight);
      await frame();
    }
    return bench.last();
  },
  /** Scrolls on by `step` pixels a frame until the page has no more, for `frames` at most. */
  async fling(step, frames) {
    for (let count = 0, before = NaN; count < frames && before !== scrollY; count += 1) {
      before = scrollY;
      scrollBy(0, step);
      await frame();
    }
  },
  async settle() {
    for (let wait = 0; wait < 500 && !bench.isDrawn(); wait += 1) await frame();
    return bench.isDrawn();
  },
};
