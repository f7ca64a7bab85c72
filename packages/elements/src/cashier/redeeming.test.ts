import { expect, oneEvent } from '@open-wc/testing';
import { fixtureId, type FakeClient } from '@tessera/client/testing';
import { button, called, clock, one, pause, press, said, scan, show, text, type, withClock } from '../testing/till-stage.js';
import { expectAccessible } from '../testing/still.js';
import { isCouponCode, type RedemptionEvent } from './redeeming.js';

withClock();

const issue = async (client: FakeClient): Promise<string> => (await client.coupons.issueCode({ couponId: fixtureId('cpn', 3) })).code;

describe('a coupon’s code', () => {
  it('is told apart from a pay code, a payload and half a number', () => {
    for (const text of ['R7K2M9QXT48WPD3N', 'r7k2-m9qx-t48w-pd3n', ' R7K2 M9QX T48W PD3N ', '0123456789012345', 'LK7Q22XN9F4M']) expect([text, isCouponCode(text)]).to.deep.equal([text, true]);
    for (const text of ['', 'A1', '871234567890123456', '8712 3456 7890 1234 56', '87123456789', 'hQVDUFYwMWETTwegAAADMwEBAQ/+==', 'https://example.com/ABC']) expect([text, isCouponCode(text)]).to.deep.equal([text, false]);
  });

  it('is known when it is of digits alone, though no network’s pay code is taken for one', () => {
    for (const text of ['690123456789', '690123456789012345', '4006 0000 1234', '99999999999999999']) expect([text, isCouponCode(text)]).to.deep.equal([text, true]);
    for (const text of ['134567890123456789', '2876543210987654321', '6212345678901234567', '0112345678901234567', '881234567890123456']) expect([text, isCouponCode(text, { whole: true })]).to.deep.equal([text, false]);
    expect(['621234567890', '62123'].map((text) => isCouponCode(text, { whole: true }))).to.deep.equal([true, false]);
    expect(isCouponCode('621234567890')).to.equal(false);
  });
});

describe('<tessera-cashier>, redeeming', () => {
  it('hands over what a typed code stands for, without an amount, and tells the page', async () => {
    const { element, client } = await show();
    const code = await issue(client);
    const told = oneEvent<RedemptionEvent>(element, 'tessera-redemption');
    await type(element, '', code.replace(/(.{4})/g, '$1 ').toLowerCase());
    expect((await told).redemption.couponId).to.equal(fixtureId('cpn', 3));
    expect(text(element)).to.contain('核销成功').and.contain('请交付：6 寸鲜奶蛋糕').and.contain(`券号 ${fixtureId('cpn', 3)}`);
    expect(said(element)).to.contain('核销成功，请交付');
    await press(element, '下一位');
    expect((one(element, 'input[name=code]') as HTMLInputElement).value).to.equal('');
    expect(called(client, 'payments.charge')).to.have.length(0);
  });

  it('redeems what a scanner reads and keeps the amount for the next charge', async () => {
    const { element, client } = await show();
    const code = await issue(client);
    await type(element, '9', '');
    await pause();
    await scan(code);
    expect(text(element)).to.contain('核销成功');
    await press(element, '下一位');
    expect(one(element, '.display').textContent).to.contain('9');
  });

  it('calls the button by what it does', async () => {
    const { element, client } = await show();
    const input = one(element, 'input[name=code]') as HTMLInputElement;
    input.value = await issue(client);
    input.dispatchEvent(new Event('input'));
    await clock.settle();
    expect(button(element, '核销')).to.have.property('disabled', false);
    input.value = '871234567890123456';
    input.dispatchEvent(new Event('input'));
    await clock.settle();
    expect(button(element, '收款')).to.have.property('disabled', true);
  });

  it('says why a code is not taken: used, replaced by a newer one, unknown', async () => {
    const { element, client } = await show();
    const old = await issue(client);
    const code = await issue(client);
    await client.coupons.redeem({ code });
    for (const [tried, words] of [[code, '核销码已经用过'], [old, '核销码已过期'], ['ZZZZZZZZZZZZZZZZ', '没有这个核销码']] as const) {
      await type(element, '', tried);
      await clock.settle();
      expect(text(element)).to.contain('没有核销').and.contain(words);
      await press(element, '重新扫码');
    }
  });

  it('asks again under the same key when no answer came', async () => {
    const { element, client } = await show();
    const code = await issue(client);
    client.fail('coupons.redeem', 'timeout', 1);
    await type(element, '', code);
    expect(text(element)).to.contain('先不要交付');
    await press(element, '再问一次');
    expect(text(element)).to.contain('核销成功');
    const [first, second] = called(client, 'coupons.redeem').map(({ options }) => options?.idempotencyKey);
    expect(second).to.equal(first);
  });

  it('prints what was handed over, with the store, the coupon and its number', async () => {
    const { element, client } = await show();
    await type(element, '', await issue(client));
    let printed = '';
    const root = element.shadowRoot as ShadowRoot;
    const put = root.append.bind(root);
    root.append = (...nodes) => {
      put(...nodes);
      const [frame] = nodes as [HTMLIFrameElement];
      (frame.contentWindow as Window).print = () => { printed = frame.contentDocument?.body.textContent ?? ''; };
    };
    await press(element, '打印小票');
    await clock.until(() => printed !== '');
    expect(printed).to.contain('核销小票').and.contain('交付6 寸鲜奶蛋糕').and.contain(`券号${fixtureId('cpn', 3)}`).and.contain(element.shadowRoot?.querySelector('h2')?.textContent?.trim() ?? '—');
  });

  it('is accessible when something is handed over', async () => {
    const { element, client } = await show();
    await type(element, '', await issue(client));
    clock.restore();
    await expectAccessible(element);
  });
});
