import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { charge, leave, leaveRefused, openCounter, partnerPage } from './counter.js';

const counter = openCounter();

for (const dark of [false, true]) {
  void test(`the code on a ${dark ? 'dark' : 'light'} page is read, charged at the till, and shown as paid`, async () => {
    const customer = await counter.customer('pay', { dark });
    const merchant = await counter.till({ dark });
    const number = await counter.readCode(customer.page);
    await charge(merchant.page, '36.80', number);
    await customer.page.locator('tessera-pay-code').getByText('付款成功', { exact: true }).waitFor();
    assert.match(await customer.page.locator('tessera-pay-code .result').innerText(), /永辉超市/);
    await merchant.page.locator('tessera-cashier').getByText('收款成功', { exact: true }).waitFor();
    assert.ok(await customer.shift() < 0.005, `layout shift of ${String(await customer.shift())}`);
    await leave(customer, merchant);
  });
}

void test('a code that was charged is refused the second time, and the page shows another', async () => {
  const customer = await counter.customer('pay');
  const merchant = await counter.till();
  const number = await counter.readCode(customer.page);
  await charge(merchant.page, '8.00', number);
  await customer.page.locator('tessera-pay-code').getByRole('button', { name: '完成' }).click();
  const next = await counter.readCode(customer.page);
  assert.notEqual(next, number);
  await merchant.page.locator('tessera-cashier').getByRole('button', { name: '下一笔' }).click();
  await charge(merchant.page, '8.00', number);
  await merchant.page.locator('tessera-cashier').getByText(/用过/).first().waitFor();
  await leave(customer);
  await leaveRefused(merchant);
});

void test('a declined payment says why on both sides, and the till stays usable', async () => {
  const customer = await counter.customer('pay');
  const merchant = await counter.till();
  await charge(merchant.page, '1.01', await counter.readCode(customer.page));
  await customer.page.locator('tessera-pay-code').getByText('付款没有成功', { exact: true }).waitFor();
  await merchant.page.locator('tessera-cashier').getByText('没有收款').first().waitFor();
  await leave(customer, merchant);
});

void test('a payment in doubt tells both sides not to pay again, and ends by itself', async () => {
  const customer = await counter.customer('pay');
  const merchant = await counter.till();
  await charge(merchant.page, '1.03', await counter.readCode(customer.page));
  await customer.page.locator('tessera-pay-code').getByText('请不要重复付款').first().waitFor({ timeout: 20_000 });
  await merchant.page.locator('tessera-cashier').getByText(/不要重复收款/).first().waitFor({ timeout: 20_000 });
  await customer.page.locator('tessera-pay-code').getByText('付款成功', { exact: true }).waitFor({ timeout: 40_000 });
  await merchant.page.locator('tessera-cashier').getByText('收款成功', { exact: true }).waitFor({ timeout: 40_000 });
  await leave(customer, merchant);
});

void test('a claimed coupon is in the wallet, pays its part of the next payment, and is used then', async () => {
  const customer = await counter.customer('coupons');
  const { page } = customer;
  const ticket = page.locator('tessera-coupon-center .ticket', { hasText: '泉城购·商超满减券' }).first();
  const title = await ticket.locator('h3').innerText();
  await ticket.getByRole('button', { name: /^领取/ }).click();
  await ticket.getByRole('button', { name: /^去使用/ }).waitFor();
  await page.goto(partnerPage(counter.running, 'rights'));
  await page.locator('tessera-rights-wallet').getByText(title).first().waitFor();
  await page.goto(partnerPage(counter.running, 'coupons'));
  await ticket.getByRole('button', { name: /^去使用/ }).click();
  const pay = page.locator('tessera-pay-code');
  await pay.getByText(title).waitFor();
  const merchant = await counter.till();
  await charge(merchant.page, '120.00', await counter.readCode(page));
  await pay.getByText('付款成功', { exact: true }).waitFor();
  assert.match(await pay.locator('.result dl').innerText(), new RegExp(`${title}\\s*−¥`));
  await page.goto(partnerPage(counter.running, 'rights'));
  const wallet = page.locator('tessera-rights-wallet');
  await wallet.getByRole('tab', { name: /已使用/ }).click();
  await wallet.getByText(title).first().waitFor();
  await leave(customer, merchant);
});

void test('the till gives money back in part, and never more than was paid', async () => {
  const customer = await counter.customer('pay');
  const merchant = await counter.till();
  const cashier = merchant.page.locator('tessera-cashier');
  await charge(merchant.page, '20.00', await counter.readCode(customer.page));
  await cashier.getByText('收款成功', { exact: true }).waitFor();
  await cashier.getByRole('button', { name: '下一笔' }).click();
  await cashier.locator('.list button', { hasText: '¥20.00' }).first().click();
  await cashier.getByRole('button', { name: '退款', exact: true }).click();
  await cashier.locator('input[name="amount"]').fill('20.01');
  await cashier.getByRole('button', { name: /确认退款/ }).click();
  assert.equal(await cashier.locator('input[name="amount"]').evaluate((input: HTMLInputElement) => input.validity.valid), false, 'more than was paid');
  await cashier.locator('input[name="amount"]').fill('5.00');
  await cashier.getByRole('button', { name: /确认退款/ }).click();
  await cashier.getByText(/已退 ¥5\.00/).first().waitFor();
  await leave(customer, merchant);
});

void test('on a page that is hidden the code is gone within a second, and another comes on return', async () => {
  const customer = await counter.customer('pay');
  const before = await counter.readCode(customer.page);
  const svg = customer.page.locator('tessera-pay-code .qr svg');
  const hide = (hidden: boolean) => customer.page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden ? 'hidden' : 'visible');
  await hide(true);
  await svg.waitFor({ state: 'detached', timeout: 1_000 });
  await hide(false);
  assert.notEqual(await counter.readCode(customer.page), before);
  await leave(customer);
});

describe('energy', () => {
  void test('checks in, takes a ride and collects what it saved', async () => {
    const customer = await counter.customer('energy');
    const { page } = customer;
    const card = page.locator('tessera-energy-card');
    await card.getByRole('button', { name: /^签到/ }).click();
    await card.getByText('今日已签到').first().waitFor();
    await page.goto(partnerPage(counter.running, 'home'));
    await page.getByRole('button', { name: /骑行 4.2 公里/ }).click();
    await page.locator('#trip-result').getByText(/克/).waitFor();
    await page.goto(partnerPage(counter.running, 'energy'));
    const bubble = card.getByRole('button', { name: /骑行/ }).first();
    await bubble.click();
    await card.locator('[role="status"]', { hasText: /已收取/ }).waitFor({ state: 'attached' });
    await leave(customer);
  });
});
