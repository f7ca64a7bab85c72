import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { charge, keyIn, leave, leaveRefused, openCounter } from './counter.js';

const counter = openCounter();

/** The demonstration's PIN (docs/sandbox.md). */
const PIN = '271828';

/** What pays has to have stood for half a second before it takes a tap. */
const rest = (page: Page) => page.waitForTimeout(600);

void test('over ¥500 the till waits while the customer types a PIN, wrong once, and then both sides say paid', async () => {
  const customer = await counter.customer('pay');
  const merchant = await counter.till();
  const pay = customer.page.locator('tessera-pay-code');
  const cashier = merchant.page.locator('tessera-cashier');
  await charge(merchant.page, '600.00', await counter.readCode(customer.page));
  await cashier.getByText('等待顾客在手机上确认').first().waitFor();
  const type = async (pin: string) => { for (const digit of pin) await pay.getByRole('button', { name: digit, exact: true }).click({ delay: 20 }); };
  await pay.getByText('输入支付密码付款').waitFor();
  await rest(customer.page);
  await type('135790');
  await pay.getByText('密码不对，还可以试 4 次').waitFor();
  // By keyboard now: focus has stayed with the pad.
  await customer.page.keyboard.type(PIN);
  await pay.getByText('付款成功', { exact: true }).waitFor();
  await cashier.getByText('收款成功', { exact: true }).waitFor();
  assert.match(await pay.locator('.result').innerText(), /支付密码/);
  assert.doesNotMatch(await customer.page.content(), new RegExp(PIN));
  await leaveRefused(customer);
  await leave(merchant);
});

void test('a customer who does not want to pay says so, and the till hears it', async () => {
  const customer = await counter.customer('pay');
  const merchant = await counter.till();
  await charge(merchant.page, '520.00', await counter.readCode(customer.page));
  const refuse = customer.page.locator('tessera-pay-code').getByRole('button', { name: '不付了' });
  await refuse.waitFor();
  await rest(customer.page);
  await refuse.click();
  await merchant.page.locator('tessera-cashier').getByText('顾客取消了这笔付款').first().waitFor();
  await leave(customer, merchant);
});

void test('a store’s code on the till is scanned from a picture, shown with its price, and paid', async () => {
  const customer = await counter.customer('scan');
  const merchant = await counter.till();
  const scan = customer.page.locator('tessera-scan');
  const cashier = merchant.page.locator('tessera-cashier');
  await keyIn(merchant.page, '36.80');
  await cashier.getByRole('button', { name: '出示收款码' }).click();
  await cashier.locator('.collect .qr svg').waitFor();
  const picture = await cashier.locator('.collect .qr').screenshot();
  await scan.locator('input[type=file]').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: picture });
  await scan.getByText('永辉超市（泉城路店）', { exact: true }).waitFor();
  const agree = scan.getByRole('button', { name: '确认付款 ¥36.80' });
  await agree.waitFor();
  await rest(customer.page);
  await agree.click();
  await scan.getByText('付款成功', { exact: true }).waitFor();
  await cashier.getByText('收款成功', { exact: true }).waitFor();
  await leave(customer, merchant);
});

void test('without a network an offline code pays, and the result is caught up when it is back', async () => {
  const customer = await counter.customer('pay');
  const merchant = await counter.till();
  const pay = customer.page.locator('tessera-pay-code');
  await counter.readCode(customer.page);
  // The batch is fetched once the page is calm.
  await customer.page.waitForTimeout(4_000);
  await customer.context.setOffline(true);
  // By itself it would change when the code on the screen ends.
  await pay.getByRole('button', { name: '立即更新付款码' }).click();
  await pay.getByText('离线码 · 单笔不超过 ¥200').waitFor();
  const number = await counter.readCode(customer.page);
  await charge(merchant.page, '12.00', number);
  await merchant.page.locator('tessera-cashier').getByText('收款成功', { exact: true }).waitFor();
  await customer.context.setOffline(false);
  await pay.getByText('付款成功', { exact: true }).waitFor({ timeout: 20_000 });
  assert.match(await pay.locator('.result').innerText(), /12\.00/);
  await customer.context.close();
  await leave(merchant);
});

void test('a sale is taken back on the day it was paid, and the day adds up', async () => {
  const customer = await counter.customer('pay');
  const merchant = await counter.till();
  const cashier = merchant.page.locator('tessera-cashier');
  const net = cashier.locator('.net strong');
  await net.waitFor();
  const before = await net.innerText();
  await charge(merchant.page, '23.00', await counter.readCode(customer.page));
  await cashier.getByText('收款成功', { exact: true }).waitFor();
  await cashier.getByRole('button', { name: '下一笔' }).click();
  await cashier.locator('.list button', { hasText: '¥23.00' }).first().click();
  await cashier.getByRole('button', { name: '撤销', exact: true }).click();
  await cashier.getByRole('button', { name: '确认撤销' }).click();
  await cashier.locator('.list').getByText('已撤销').first().waitFor();
  assert.equal(await net.innerText(), before);
  await leave(customer, merchant);
});
