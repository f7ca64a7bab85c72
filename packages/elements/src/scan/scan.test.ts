import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { createFakeClient, merchantPayloads, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import type { MerchantOrder, Payment } from '@tessera/contract';
import { setLocale } from '../locale/localize.js';
import { FakeClock } from '../testing/fake-clock.js';
import { fakeCamera, qrCanvas, qrFile, streamOf } from '../testing/fake-camera.js';
import { expectAccessible } from '../testing/still.js';
import type { ScanElement } from './scan.js';
import './scan.js';

let clock: FakeClock;

const all = (element: ScanElement, selector: string) => [...(element.shadowRoot as ShadowRoot).querySelectorAll<HTMLElement>(selector)];
const one = (element: ScanElement, selector: string) => all(element, selector)[0] as HTMLElement;
const text = (element: ScanElement) => (element.shadowRoot as ShadowRoot).textContent.replace(/\s+/g, ' ');
const said = (element: ScanElement) => one(element, '[role=status]').textContent;
const called = (client: FakeClient, method: string) => client.calls.filter((call) => call.method === method);
const settle = () => clock.settle().then(() => clock.settle());
const press = async (element: ScanElement, label: string) => {
  (all(element, 'button').find(({ textContent }) => textContent.trim().startsWith(label)) as HTMLElement).click();
  await settle();
};
const keys = (element: ScanElement, sequence: string) => {
  for (const key of sequence) all(element, '.keypad button').find(({ textContent }) => textContent.trim() === key)?.click();
  return clock.settle();
};

async function show(options: FakeClientOptions = {}, attributes: readonly string[] = []) {
  const client = createFakeClient({ frozen: true, ...options });
  const element = document.createElement('tessera-scan');
  for (const name of attributes) element.setAttribute(name, '');
  element.client = client;
  const host = await fixture<HTMLElement>(html`<div></div>`);
  host.append(element);
  await settle();
  return { client, element };
}

/** Waits for a quote or for the reason why there is none, however long the browser takes to load the part that shows it. */
const shown = (element: ScanElement) => clock.until(() => !text(element).includes('正在算') && /确认付款|付款码|重试|输入金额|不能|无法|没有/.test(text(element)) && one(element, 'textarea') === undefined);

/** Types a code, and waits until the button of the quote is alive. */
async function read(element: ScanElement, payload: string) {
  await press(element, '输入');
  const area = one(element, 'textarea') as HTMLTextAreaElement;
  area.value = payload;
  area.dispatchEvent(new Event('input'));
  await clock.settle();
  await press(element, '下一步');
  await shown(element);
  await clock.advance(500);
}

/** Confirms as soon as the widget takes it, and waits for what is known of the payment. */
async function confirm(element: ScanElement) {
  const before = text(element);
  const taken = () => text(element) !== before;
  for (let tries = 0; tries < 3 && !taken(); tries += 1) {
    await press(element, '确认付款');
    for (let turn = 0; turn < 40 && !taken(); turn += 1) await clock.settle();
    if (!taken()) await clock.advance(500);
  }
  await clock.until(() => !text(element).includes('正在付款'));
}

/** Teaches the fake a code. */
const knows = (client: FakeClient, payload: string, special: Partial<MerchantOrder>) => {
  client.world.merchantOrders = { ...client.world.merchantOrders, [payload]: { ...(client.world.merchantOrders[merchantPayloads.fixed] as MerchantOrder), ...special } };
};

before(() => Promise.all([import('../paying/pay-desk.js'), import('../problem-text.js'), import('../decoder-wasm.js'), import('../locale/en.js')]));
beforeEach(() => { clock = new FakeClock(); });
afterEach(() => setLocale('zh-CN').finally(() => { clock.restore(); }));

describe('<tessera-scan>', () => {
  it('shows the store and what it comes to before anything is paid, and pays what was shown', async () => {
    const { element, client } = await show();
    let order: MerchantOrder | undefined;
    const statuses: string[] = [];
    element.addEventListener('tessera-scan-read', (event) => { order = event.order; });
    element.addEventListener('tessera-payment', ({ payment }) => statuses.push(payment.status));
    await read(element, merchantPayloads.order);
    expect(order?.store.name).to.equal('瑞幸咖啡（山大路店）');
    expect(text(element)).to.contain('瑞幸咖啡（山大路店）').and.contain('订单号 LK-20260302-118');
    const pay = called(client, 'payments.quote').length;
    expect(pay).to.equal(1);
    expect(called(client, 'payments.quote')[0]?.input).to.include({ storeId: order?.store.id, amount: 3600 });
    expect(called(client, 'payments.payMerchant')).to.deep.equal([]);
    await confirm(element);
    const [{ input, options }] = called(client, 'payments.payMerchant') as unknown as [{ input: { pay: { amount: number }; amount?: object }; options: { idempotencyKey: string } }];
    expect(input.amount, 'the code names the amount').to.equal(undefined);
    expect(options.idempotencyKey).to.match(/^[0-9a-f]{32}$/);
    expect(text(element)).to.contain('付款成功').and.contain('瑞幸咖啡');
    expect(said(element)).to.contain('付款成功');
    expect(statuses).to.deep.equal(['paid']);
    expect((client.world.payments[0] as Payment).paid.amount).to.equal(input.pay.amount);
    await press(element, '完成');
    expect(text(element)).to.contain('扫商家的收款码');
  });

  it('reads the code before the camera', async () => {
    const { element, client } = await show();
    clock.restore();
    const restore = fakeCamera(async () => streamOf(qrCanvas(merchantPayloads.order)));
    await press(element, '打开相机');
    await waitUntil(() => called(client, 'merchantCodes.read').length > 0, 'a reading', { timeout: 8000 });
    expect(called(client, 'merchantCodes.read')[0]?.input).to.deep.equal({ payload: merchantPayloads.order });
    await waitUntil(() => text(element).includes('瑞幸咖啡'));
    expect(all(element, 'video')).to.have.length(0);
    restore();
  });

  it('reads a picture, says when there is no code in it, and when it is none', async () => {
    const { element, client } = await show({}, ['no-camera']);
    expect(text(element)).not.to.contain('打开相机');
    clock.restore();
    const choose = async (file: File, until: string) => {
      const input = one(element, 'input[type=file]') as HTMLInputElement;
      const files = new DataTransfer();
      files.items.add(file);
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
      await waitUntil(() => text(element).includes(until), until, { timeout: 8000 });
    };
    await choose(new File(['x'], 'x.png', { type: 'image/png' }), '这个文件不是图片');
    await press(element, '再扫一次');
    const blank = await new Promise<Blob>((resolve) => { document.createElement('canvas').toBlob((blob) => resolve(blob as Blob)); });
    await choose(new File([blank], 'blank.png', { type: 'image/png' }), '图片里没有找到收款码');
    await press(element, '再扫一次');
    await choose(await qrFile(merchantPayloads.order), '瑞幸咖啡');
    expect(called(client, 'merchantCodes.read')).to.have.length(1);
  });

  it('asks for the amount where the code names none, and for the tip where it leaves that to the user', async () => {
    const { element, client } = await show();
    knows(client, 'ask', { tip: { kind: 'ask' } });
    await read(element, 'ask');
    expect(called(client, 'payments.quote')).to.deep.equal([]);
    expect((all(element, 'button').find(({ textContent }) => textContent === '下一步') as HTMLButtonElement).disabled).to.equal(true);
    await keys(element, '12.5');
    one(element, '.field:nth-of-type(2)').click();
    await clock.settle();
    await keys(element, '2');
    await press(element, '下一步');
    expect(called(client, 'payments.quote')[0]?.input).to.include({ amount: 1450 });
    await clock.advance(500);
    await confirm(element);
    expect(called(client, 'payments.payMerchant')[0]?.input).to.deep.include({ tip: 200, amount: { amount: 1250, currency: 'CNY' } });
    expect(text(element)).to.contain('付款成功');
  });

  it('adds the tip that the code asks for, to the fen', async () => {
    const { element, client } = await show();
    await read(element, merchantPayloads.tip);
    expect(called(client, 'payments.quote')[0]?.input).to.include({ amount: 9680 });
    await confirm(element);
    expect(called(client, 'payments.payMerchant')[0]?.input).to.include({ tip: 880 });
    expect(text(element)).to.contain('付款成功').and.contain('其中小费');
  });

  it('pays nothing within half a second after the sum appeared', async () => {
    const { element, client } = await show();
    await press(element, '输入');
    const area = one(element, 'textarea') as HTMLTextAreaElement;
    area.value = merchantPayloads.order;
    area.dispatchEvent(new Event('input'));
    await clock.settle();
    await press(element, '下一步');
    await shown(element);
    await press(element, '确认付款');
    expect(called(client, 'payments.payMerchant')).to.deep.equal([]);
    await clock.advance(500);
    await confirm(element);
    expect(called(client, 'payments.payMerchant')).to.have.length(1);
  });

  it('shows the new sum and asks again when it has changed', async () => {
    const { element, client } = await show();
    await read(element, merchantPayloads.order);
    const before = /确认付款 (¥[\d.]+)/.exec(text(element))?.[1];
    client.world.options = { ...client.world.options, coupons: [] };
    await confirm(element);
    await clock.until(() => text(element).includes('金额有变化'));
    expect(client.world.payments.some(({ orderReference }) => orderReference === 'LK-20260302-118')).to.equal(false);
    expect(text(element)).to.contain(`金额有变化：刚才是 ${before ?? ''}`).and.contain('确认付款 ¥36.00');
    await clock.advance(500);
    await confirm(element);
    expect(text(element)).to.contain('付款成功');
  });

  it('asks for the PIN where the payment needs it', async () => {
    const { element, client } = await show();
    await read(element, merchantPayloads.unionpay);
    expect(text(element)).to.contain('银联收款码');
    await confirm(element);
    expect(text(element)).to.contain('输入支付密码');
    await clock.advance(600);
    for (const digit of '271828') {
      all(element, '.confirm .keys button').find(({ textContent }) => textContent.trim() === digit)?.click();
      await clock.settle();
    }
    await settle();
    expect((client.world.payments[0] as Payment).status).to.equal('paid');
    expect(text(element)).to.contain('付款成功');
  });

  it('never pays twice when an answer is lost: it asks under the same key until somebody knows', async () => {
    const { element, client } = await show();
    await read(element, merchantPayloads.order);
    client.fail('payments.payMerchant', 'timeout', 2);
    await confirm(element);
    expect(text(element)).to.contain('请不要重复付款');
    await clock.advance(1_100);
    await clock.advance(2_100);
    expect(text(element)).to.contain('付款成功');
    const used = called(client, 'payments.payMerchant').map(({ options }) => options?.idempotencyKey);
    expect(used).to.have.length(3);
    expect(new Set(used).size).to.equal(1);
  });

  it('follows a payment in doubt until it is known', async () => {
    const { element, client } = await show({ world: { chargeStatus: 'in_doubt' } });
    await read(element, merchantPayloads.order);
    await confirm(element);
    expect(text(element)).to.contain('正在确认结果').and.contain('请不要重复付款');
    client.world.payments = client.world.payments.map((payment, index) => (index ? payment : { ...payment, status: 'paid' as const }));
    await clock.advance(2_100);
    expect(text(element)).to.contain('付款成功');
  });

  it('after a decline pays the same order from another source', async () => {
    const { element, client } = await show({ world: { chargeStatus: 'declined' } });
    await read(element, merchantPayloads.fixed);
    await keys(element, '20');
    await press(element, '下一步');
    await clock.advance(500);
    await confirm(element);
    expect(text(element)).to.contain('付款没有成功');
    client.world.chargeStatus = 'paid';
    await press(element, '换一种付款方式');
    (all(element, 'dialog [role=radio]')[2] as HTMLElement).click();
    await settle();
    await clock.advance(500);
    await confirm(element);
    expect((called(client, 'payments.payMerchant').at(-1)?.input as { sourceId: string }).sourceId).to.equal(client.world.options.sources[2]?.id);
    expect(text(element)).to.contain('付款成功');
  });

  it('says what is wrong with a code, fault by fault', async () => {
    const { element, client } = await show();
    const problem = Object.assign(new Error('merchant_code_malformed'), {
      code: 'merchant_code_malformed', detail: '', requestId: null,
      errors: [{ pointer: '#/query/payload', detail: 'Object 63: expected the CRC 1A2B; FFFF came.' }, { pointer: '#/query/payload', detail: 'Object 53: expected three digits; none came.' }],
    });
    Object.assign(client.merchantCodes, { read: () => Promise.reject(problem) });
    await read(element, '000201');
    expect(all(element, '.faults li').map(({ textContent }) => textContent)).to.deep.equal(['校验码不对（63）', '缺少币种（53）']);
    expect(said(element)).to.have.length.greaterThan(3);
  });

  for (const [code, words] of [['merchant_code_unsupported', '换'], ['merchant_code_ended', '码'], ['network_error', '网络']] as const) {
    it(`has words and a way on for ${code}`, async () => {
      const { element } = await show({ problems: { 'merchantCodes.read': code } });
      await read(element, '000201');
      expect(one(element, '.failure').textContent).to.contain(words);
      await press(element, '再扫一次');
      expect(all(element, 'textarea'), 'what was typed is still there to mend').to.have.length(1);
    });
  }

  it('says that there is no network and pays nothing without it', async () => {
    const { element, client } = await show();
    await read(element, merchantPayloads.order);
    dispatchEvent(new Event('offline'));
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    dispatchEvent(new Event('offline'));
    await confirm(element);
    expect(text(element)).to.contain('没有网络，没有付款');
    expect(called(client, 'payments.payMerchant')).to.deep.equal([]);
    await press(element, '不付了');
    expect(text(element)).to.contain('没有网络，不能扫码付款');
    Reflect.deleteProperty(navigator, 'onLine');
    dispatchEvent(new Event('online'));
    await settle();
    expect(text(element)).not.to.contain('没有网络，不能扫码付款');
  });

  for (const theme of ['light', 'dark']) {
    it(`is accessible in ${theme}, at the start and with an order`, async () => {
      const { element } = await show();
      const host = element.parentElement as HTMLElement;
      host.style.cssText = `color-scheme:${theme};background:${theme === 'dark' ? '#0b1214' : '#f3f7f6'}`;
      await read(element, merchantPayloads.order);
      clock.restore();
      await expectAccessible(element);
      await press(element, '不付了');
      await expectAccessible(element);
    });
  }
});
