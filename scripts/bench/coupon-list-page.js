import '@tessera/elements/coupon-center';
import { campaignFixtures, createFakeClient, fixtureId } from '@tessera/client/testing';

const COUNT = 10_000;
const now = Date.now();
const fixtures = campaignFixtures(now);
// Every kind of coupon again and again; one in twenty counts down.
const campaigns = Array.from({ length: COUNT }, (_, index) => ({ ...fixtures[index % fixtures.length], id: fixtureId('cmp', 1_000 + index), title: `第 ${index + 1} 张 · ${fixtures[index % fixtures.length].title}` }));
const client = createFakeClient({ now, world: { campaigns } });
// The fake searches all it has for each page; a gateway does that elsewhere.
const ask = client.coupons.listCampaigns;
client.coupons.listCampaigns = Object.assign(async ({ cursor, limit }) => {
  const from = Number(cursor ?? 0);
  const to = from + Number(limit ?? 20);
  return { items: campaigns.slice(from, to), nextCursor: to < COUNT ? String(to) : null };
}, { each: ask.each });

const center = document.createElement('tessera-coupon-center');
Object.assign(center, { client, locale: 'zh-CN' });
document.body.append(center);

const frame = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
const lists = () => [...(center.renderRoot.getElementById('list')?.children ?? [])].filter((one) => one.matches('ul'));
const tickets = () => lists().reduce((sum, one) => sum + one.childElementCount, 0);

globalThis.bench = {
  center, client, tickets,
  /** Scrolls to the end again and again until `count` coupons stand, or no more come. */
  async scroll(count) {
    while (tickets() < count) {
      const before = tickets();
      scrollTo(0, document.documentElement.scrollHeight);
      for (let wait = 0; wait < 300 && tickets() === before; wait += 1) await frame();
      if (tickets() === before) break;
    }
    return tickets();
  },
  /** Scrolls on by `step` pixels a frame. */
  async fling(step, frames) {
    for (let count = 0; count < frames; count += 1) {
      scrollBy(0, step);
      await frame();
    }
  },
};
