import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { checkBarcodeRow, checkQr, pixelsOf, readWithZbar, readWithZxing } from './symbol.js';
import { desk, forget, launch, openBrowser, openPage, phone, ready, type Running } from './world.js';

/** Modules of 18 digits in Code 128-C: start, nine pairs, check and stop. */
const BARCODE_MODULES = 134;

let running: Running;
let browser: Browser;

before(async () => {
  running = await launch();
  await ready(running);
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await running.end();
  forget(running);
});

const partner = (view: string) => `http://localhost:${String(running.port + 1)}/#/${view}`;
const till = () => `http://localhost:${String(running.port + 3)}/`;

/** Reads both symbols off the screen as a till would; what its decoder misses from every distance, the customer renews once. */
const readCode = async (page: Page): Promise<string> => {
  try {
    return await readShown(page);
  } catch (error) {
    if ((error as Error).name !== 'NotFoundException') throw error;
    await page.locator('tessera-pay-code').getByRole('button', { name: '立即更新付款码' }).click();
    await page.waitForTimeout(1_000);
    return readShown(page);
  }
};

const readShown = async (page: Page): Promise<string> => {
  const widget = page.locator('tessera-pay-code');
  await widget.locator('.qr svg').waitFor();
  const panelShot = await widget.locator('[part="code"]').screenshot();
  const [qr, bars] = [await pixelsOf(browser, await widget.locator('.qr').screenshot()), await pixelsOf(browser, await widget.locator('.bars').screenshot())];
  const number = readWithZxing(qr, 'qr');
  assert.match(number, /^\d{18}$/);
  assert.equal(readWithZxing(bars, 'code128'), number, 'both symbols carry one number');
  const zbar = readWithZbar(panelShot);
  if (zbar) {
    assert.ok(zbar.includes(`QR-Code:${number}`), zbar.join());
    assert.ok(zbar.includes(`CODE-128:${number}`), zbar.join());
  }
  const { module } = checkQr(qr);
  assert.ok(module >= 4, `QR modules of ${String(module)} px`);
  const { module: bar } = checkBarcodeRow(bars, Math.round(bars.height / 2), BARCODE_MODULES);
  assert.ok(bar >= 2, `bars of ${String(bar)} px a module`);
  return number;
};

/** Types an amount and a code into the till and charges. */
const charge = async (page: Page, yuan: string, code: string): Promise<void> => {
  const cashier = page.locator('tessera-cashier');
  for (const key of yuan) await cashier.getByRole('button', { name: key, exact: true }).click();
  await cashier.locator('input[name="code"]').fill(code);
  await cashier.getByRole('button', { name: '收款', exact: true }).click();
};

for (const dark of [false, true]) {
  void test(`the code on a ${dark ? 'dark' : 'light'} page is read, charged at the till, and shown as paid`, async () => {
    const customer = await openPage(browser, partner('pay'), { dark });
    const merchant = await openPage(browser, till(), { dark, viewport: desk });
    const number = await readCode(customer.page);
    await charge(merchant.page, '36.80', number);
    await customer.page.locator('tessera-pay-code').getByText('付款成功', { exact: true }).waitFor();
    assert.match(await customer.page.locator('tessera-pay-code .result').innerText(), /永辉超市/);
    await merchant.page.locator('tessera-cashier').getByText('收款成功', { exact: true }).waitFor();
    assert.deepEqual(await customer.faults(), []);
    assert.deepEqual(await merchant.faults(), []);
    assert.ok(await customer.shift() < 0.005, `layout shift of ${String(await customer.shift())}`);
    await customer.context.close();
    await merchant.context.close();
  });
}

void test('a code that was charged is refused the second time, and the page shows another', async () => {
  const customer = await openPage(browser, partner('pay'));
  const merchant = await openPage(browser, till(), { viewport: desk });
  const number = await readCode(customer.page);
  await charge(merchant.page, '8.00', number);
  await customer.page.locator('tessera-pay-code').getByRole('button', { name: '完成' }).click();
  const next = await readCode(customer.page);
  assert.notEqual(next, number);
  await merchant.page.locator('tessera-cashier').getByRole('button', { name: '下一笔' }).click();
  await charge(merchant.page, '8.00', number);
  await merchant.page.locator('tessera-cashier').getByText(/用过/).first().waitFor();
  await customer.context.close();
  await merchant.context.close();
});

void test('a declined payment says why on both sides, and the till stays usable', async () => {
  const customer = await openPage(browser, partner('pay'));
  const merchant = await openPage(browser, till(), { viewport: desk });
  await charge(merchant.page, '1.01', await readCode(customer.page));
  await customer.page.locator('tessera-pay-code').getByText('付款没有成功', { exact: true }).waitFor();
  await merchant.page.locator('tessera-cashier').getByText('没有收款').first().waitFor();
  await customer.context.close();
  await merchant.context.close();
});

void test('a payment in doubt tells both sides not to pay again, and ends by itself', async () => {
  const customer = await openPage(browser, partner('pay'));
  const merchant = await openPage(browser, till(), { viewport: desk });
  await charge(merchant.page, '1.03', await readCode(customer.page));
  await customer.page.locator('tessera-pay-code').getByText('请不要重复付款').first().waitFor({ timeout: 20_000 });
  await merchant.page.locator('tessera-cashier').getByText(/不要重复收款/).first().waitFor({ timeout: 20_000 });
  await customer.page.locator('tessera-pay-code').getByText('付款成功', { exact: true }).waitFor({ timeout: 40_000 });
  await merchant.page.locator('tessera-cashier').getByText('收款成功', { exact: true }).waitFor({ timeout: 40_000 });
  await customer.context.close();
  await merchant.context.close();
});

void test('a claimed coupon is in the wallet, pays its part of the next payment, and is used then', async () => {
  const customer = await openPage(browser, partner('coupons'));
  const { page } = customer;
  const ticket = page.locator('tessera-coupon-center .ticket', { hasText: '泉城购·商超满减券' }).first();
  const title = await ticket.locator('h3').innerText();
  await ticket.getByRole('button', { name: /^领取/ }).click();
  await ticket.getByRole('button', { name: /^去使用/ }).waitFor();
  await page.goto(partner('rights'));
  await page.locator('tessera-rights-wallet').getByText(title).first().waitFor();
  await page.goto(partner('coupons'));
  await ticket.getByRole('button', { name: /^去使用/ }).click();
  const pay = page.locator('tessera-pay-code');
  await pay.getByText(title).waitFor();
  const merchant = await openPage(browser, till(), { viewport: desk });
  await charge(merchant.page, '120.00', await readCode(page));
  await pay.getByText('付款成功', { exact: true }).waitFor();
  assert.match(await pay.locator('.result dl').innerText(), new RegExp(`${title}\\s*−¥`));
  await page.goto(partner('rights'));
  const wallet = page.locator('tessera-rights-wallet');
  await wallet.getByRole('tab', { name: /已使用/ }).click();
  await wallet.getByText(title).first().waitFor();
  assert.deepEqual(await customer.faults(), []);
  await customer.context.close();
  await merchant.context.close();
});

void test('the till gives money back in part, and never more than was paid', async () => {
  const customer = await openPage(browser, partner('pay'));
  const merchant = await openPage(browser, till(), { viewport: desk });
  const cashier = merchant.page.locator('tessera-cashier');
  await charge(merchant.page, '20.00', await readCode(customer.page));
  await cashier.getByText('收款成功', { exact: true }).waitFor();
  await cashier.getByRole('button', { name: '下一笔' }).click();
  await cashier.getByRole('button', { name: /^退款 ¥20\.00/ }).click();
  await cashier.locator('input[name="amount"]').fill('20.01');
  await cashier.getByRole('button', { name: /确认退款/ }).click();
  assert.equal(await cashier.locator('input[name="amount"]').evaluate((input: HTMLInputElement) => input.validity.valid), false, 'more than was paid');
  await cashier.locator('input[name="amount"]').fill('5.00');
  await cashier.getByRole('button', { name: /确认退款/ }).click();
  await cashier.getByText(/已退 ¥5\.00/).first().waitFor();
  assert.deepEqual(await merchant.faults(), []);
  await customer.context.close();
  await merchant.context.close();
});

void test('on a page that is hidden the code is gone within a second, and another comes on return', async () => {
  const customer = await openPage(browser, partner('pay'), { viewport: phone });
  const before = await readCode(customer.page);
  const svg = customer.page.locator('tessera-pay-code .qr svg');
  const hide = (hidden: boolean) => customer.page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden ? 'hidden' : 'visible');
  await hide(true);
  await svg.waitFor({ state: 'detached', timeout: 1_000 });
  await hide(false);
  assert.notEqual(await readCode(customer.page), before);
  await customer.context.close();
});

describe('energy', () => {
  void test('checks in, takes a ride and collects what it saved', async () => {
    const customer = await openPage(browser, partner('energy'));
    const { page } = customer;
    const card = page.locator('tessera-energy-card');
    await card.getByRole('button', { name: /^签到/ }).click();
    await card.getByText('今日已签到').first().waitFor();
    await page.goto(partner('home'));
    await page.getByRole('button', { name: /骑行 4.2 公里/ }).click();
    await page.locator('#trip-result').getByText(/克/).waitFor();
    await page.goto(partner('energy'));
    const bubble = card.getByRole('button', { name: /骑行/ }).first();
    await bubble.click();
    await card.locator('[role="status"]', { hasText: /已收取/ }).waitFor({ state: 'attached' });
    assert.deepEqual(await customer.faults(), []);
    await customer.context.close();
  });
});
