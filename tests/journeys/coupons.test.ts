import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leave, leaveRefused, openCounter, partnerPage } from './counter.js';
import { checkQr, pixelsOf, readWithZbar, readWithZxing } from './symbol.js';

const counter = openCounter();

void test('a voucher claimed in the open round stands in the wallet', async () => {
  const customer = await counter.customer('coupons');
  const { page } = customer;
  const ticket = page.locator('tessera-coupon-center .ticket', { hasText: '泉城购·餐饮小额券' }).first();
  await ticket.getByRole('button', { name: /^领取/ }).click();
  await ticket.getByRole('button', { name: /^去使用/ }).waitFor();
  await page.goto(partnerPage(counter.running, 'rights'));
  await page.locator('tessera-rights-wallet').getByText('泉城购·餐饮小额券').first().waitFor();
  await leave(customer);
});

void test('a gift coupon’s code is read off the wallet, redeemed at the till once, and the wallet says so by itself', async () => {
  const customer = await counter.customer('coupons');
  const { page } = customer;
  await page.locator('tessera-coupon-center').getByRole('searchbox').fill('美妆个护');
  const ticket = page.locator('tessera-coupon-center .ticket', { hasText: '美妆个护满赠' }).first();
  await ticket.getByRole('button', { name: /^领取/ }).click();
  await ticket.getByRole('button', { name: /^去使用/ }).waitFor();
  await page.goto(partnerPage(counter.running, 'rights'));
  const wallet = page.locator('tessera-rights-wallet');
  await wallet.locator('li', { hasText: '美妆个护满赠' }).locator('.mini').click();
  await wallet.locator('.qr svg').waitFor();
  const shown = (await wallet.locator('output').innerText()).replace(/\s/g, '');
  const shot = await wallet.locator('.qr').screenshot();
  const pixels = await pixelsOf(counter.browser, await wallet.locator('.symbol').screenshot());
  assert.equal(readWithZxing(pixels, 'qr'), shown);
  const zbar = readWithZbar(shot);
  if (zbar) assert.deepEqual(zbar, [`QR-Code:${shown}`]);
  assert.ok(checkQr(await pixelsOf(counter.browser, shot)).module >= 3);
  const merchant = await counter.till();
  const cashier = merchant.page.locator('tessera-cashier');
  const redeem = async () => {
    await cashier.locator('input[name="code"]').fill(shown.toLowerCase());
    await cashier.getByRole('button', { name: '核销', exact: true }).click();
  };
  await redeem();
  await cashier.getByText('核销成功', { exact: true }).waitFor();
  assert.match(await cashier.locator('.result').innerText(), /请交付：护手霜一支/);
  await wallet.getByText('已核销').first().waitFor();
  await cashier.getByRole('button', { name: '下一位' }).click();
  await redeem();
  await cashier.getByText('没有核销', { exact: true }).waitFor();
  assert.match(await cashier.locator('.result').innerText(), /已经用过|没有这个核销码/);
  await leave(customer);
  await leaveRefused(merchant);
});

void test('checks in, draws a prize for free and finds it among the prizes', async () => {
  const customer = await counter.customer('play');
  const { page } = customer;
  const checkIn = page.locator('tessera-check-in');
  await checkIn.getByRole('button', { name: '签到', exact: true }).click();
  await checkIn.getByText(/签到成功/).first().waitFor();
  const lottery = page.locator('tessera-lottery');
  await lottery.getByRole('button', { name: /^免费抽一次/ }).click();
  const result = lottery.locator('.result strong');
  await result.waitFor();
  const words = await result.innerText();
  await lottery.getByRole('button', { name: '我的奖品' }).click();
  await lottery.locator('.rows b').first().waitFor();
  const newest = await lottery.locator('.rows b').first().innerText();
  assert.ok(words.endsWith(newest), `${words} and ${newest}`);
  await leave(customer);
});

void test('an invitation shows a code that leads a friend back to this page', async () => {
  const customer = await counter.customer('play');
  const invite = customer.page.locator('tessera-invite');
  const code = await invite.locator('.number').innerText();
  assert.match(code, /^[0-9A-Z]{8}$/);
  await invite.locator('.paper svg').waitFor();
  const text = readWithZxing(await pixelsOf(counter.browser, await invite.locator('.paper').screenshot()), 'qr');
  assert.equal(text, `http://localhost:${String(counter.running.port + 1)}/?invite=${code}#/play`);
  await leave(customer);
});

void test('a link that names a language is spoken in it by page and widgets, until another is chosen by hand', async () => {
  const customer = await counter.customer('rights');
  const { page } = customer;
  await page.goto(partnerPage(counter.running, 'rights').replace('#', '?lang=en#'));
  const wallet = page.locator('tessera-rights-wallet');
  await wallet.getByText('saved this year').waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.locator('.me').click();
  await page.locator('#language').selectOption('zh-HK');
  await wallet.getByText('今年已省').waitFor();
  assert.ok(!page.url().includes('lang='));
  await page.reload();
  await wallet.getByText('今年已省').waitFor();
  await leave(customer);
});
