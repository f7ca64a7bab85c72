import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openCounter } from './counter.js';
import { pixelsOf, readWithZxing } from './symbol.js';
import { openPage } from './world.js';

const counter = openCounter();

const merchant = () => `http://localhost:${String(counter.running.port + 2)}/`;

/** Presses the sign-in button in the pay code's frame and signs in as 林晓 in the window that opens. */
const signIn = async (page: Page): Promise<void> => {
  const frame = page.frameLocator('tessera-pay-code iframe');
  const [popup] = await Promise.all([page.waitForEvent('popup'), frame.getByRole('button', { name: '登录' }).click()]);
  await popup.locator('#phone').fill('13800000001');
  await popup.locator('#code').fill('888888');
  await Promise.all([popup.waitForEvent('close'), popup.locator('#submit').click()]);
};

void test('a pasted snippet shows the widgets, and a user signs in and sees a pay code', async () => {
  const { page, context, faults } = await openPage(counter.browser, merchant());
  await signIn(page);
  const panel = page.frameLocator('tessera-pay-code iframe').locator('[part="code"]');
  await panel.locator('.qr svg').waitFor();
  assert.match(readWithZxing(await pixelsOf(counter.browser, await panel.screenshot()), 'qr'), /^\d{18}$/);
  const coupons = page.frameLocator('tessera-coupon-center iframe');
  await coupons.locator('.ticket').first().waitFor();
  // A coupon of an area asks where its user is; the page's own policy has to let the frame ask.
  assert.equal(await coupons.locator('body').evaluate((body) => (body.ownerDocument as unknown as { featurePolicy: { allowsFeature(name: string): boolean } }).featurePolicy.allowsFeature('geolocation')), true);
  assert.deepEqual(await faults(), []);
  await context.close();
});

void test('the page around the frame can read neither code nor token', async () => {
  const { page, context } = await openPage(counter.browser, merchant());
  await signIn(page);
  await page.frameLocator('tessera-pay-code iframe').locator('.qr svg').waitFor();
  const reach = await page.evaluate(() => {
    const frame = document.querySelector('tessera-pay-code')?.shadowRoot?.querySelector('iframe');
    try {
      return frame?.contentWindow?.document.body.innerHTML ?? null;
    } catch (error) {
      return (error as Error).name;
    }
  });
  assert.ok(reach === 'SecurityError' || reach === null, String(reach));
  const kept = await Promise.all(page.frames().map((frame) => frame.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie + location.href)));
  for (const text of kept) assert.doesNotMatch(text, /eyJ|\d{18}/);
  await context.close();
});

void test('what cannot be framed leaves the page its own content', async () => {
  const { page, context } = await openPage(counter.browser, 'about:blank');
  await page.route('**/embed/**', (route) => route.abort());
  await page.goto(merchant());
  await page.getByText('付款码暂时打不开').waitFor();
  assert.equal(await page.getByText('付款码暂时打不开').isVisible(), true);
  await context.close();
});

void test('a page that is not on the key’s list gets no frame', async () => {
  const answer = await fetch(`http://localhost:${String(counter.running.port)}/embed/frame?key=pk_test_freshmart0000001`);
  const ancestors = /frame-ancestors ([^;]+)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];
  assert.ok(ancestors?.includes(`http://localhost:${String(counter.running.port + 2)}`), ancestors);
  assert.doesNotMatch(ancestors ?? '', /\*/);
});

void test('every example runs under a strict policy with Trusted Types enforced, and breaks it nowhere', async () => {
  for (const [offset, views] of [[1, ['home', 'coupons', 'pay', 'scan', 'rights', 'energy']], [2, ['']], [3, ['']]] as const) {
    const url = `http://localhost:${String(counter.running.port + offset)}/`;
    const policy = (await fetch(url)).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types lit-html(;|$)/);
    // The reader of codes is compiled from WASM; that permission lets no text become script.
    assert.doesNotMatch(policy.replace("'wasm-unsafe-eval'", ''), /unsafe|nonce|data:|\*(?!\.)/);
    for (const view of views) {
      const { page, context, faults } = await openPage(counter.browser, `${url}${view ? `#/${view}` : ''}`);
      // Event streams never end, so that the network is never idle: give what loads late its time.
      await page.waitForTimeout(1_500);
      assert.equal(await page.locator('script:not([src])').count(), 0, 'inline scripts');
      assert.deepEqual(await faults(), [], `${url}#/${view}`);
      await context.close();
    }
  }
});
