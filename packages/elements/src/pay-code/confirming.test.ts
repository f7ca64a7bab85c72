import { expect } from '@open-wc/testing';
import type { FakeClient, FakeClientOptions } from '@tessera/client/testing';
import { fixtureId } from '@tessera/client/testing';
import type { PayCodeElement } from './pay-code.js';
import { all, clock, inside, one, pay, press, show, symbols, text, withClock } from '../testing/pay-code-stage.js';

withClock();

const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' as const });

/** A payment of ¥680 that waits for its user, past the pad's dead moment. */
async function waiting(options: FakeClientOptions = {}, change: (client: FakeClient) => void = () => undefined) {
  const { element, client } = await show(options);
  change(client);
  await pay(client, 'needs_confirmation', {
    amount: yuan(680), paid: yuan(680), discounts: [], settledAt: null, pointsEarned: 0,
    confirmation: { reason: 'amount', by: new Date(client.now() + 120_000).toISOString() },
  });
  await clock.settle();
  await clock.advance(600);
  return { element, client };
}

const key = (element: PayCodeElement, digit: string) => all(element, '.keys button').find((button) => button.textContent.trim() === digit);
async function type(element: PayCodeElement, pin: string) {
  for (const digit of pin) {
    key(element, digit)?.click();
    await element.updateComplete;
  }
  await clock.settle();
  await clock.settle();
}
const said = (element: PayCodeElement) => one(element, '.card > [role=status]').textContent;

const bytes = (text: string) => new TextEncoder().encode(text).buffer;

/** Gives the page an authenticator, wherever the tests run: one that answers, or one whose user says no. */
function authenticator(answers: boolean) {
  const answer = (response: object) => () => (answers
    ? Promise.resolve({ id: 'a2V5', rawId: bytes('key'), type: 'public-key', authenticatorAttachment: null, getClientExtensionResults: () => ({}), response })
    : Promise.reject(new DOMException('no', 'NotAllowedError')));
  const data = { clientDataJSON: bytes('{}') };
  const credentials = {
    get: answer({ ...data, authenticatorData: bytes('data'), signature: bytes('signature'), userHandle: null }),
    create: answer({ ...data, attestationObject: bytes('object'), getTransports: () => ['internal'] }),
  };
  const own = Object.getOwnPropertyDescriptor(globalThis, 'PublicKeyCredential');
  Object.defineProperty(globalThis, 'PublicKeyCredential', { configurable: true, writable: true, value: () => undefined });
  Object.defineProperty(navigator, 'credentials', { configurable: true, value: credentials });
  restore = () => {
    Reflect.deleteProperty(navigator, 'credentials');
    if (own) Object.defineProperty(globalThis, 'PublicKeyCredential', own);
    else Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
  };
}
let restore = () => undefined as void;
const settled = async () => {
  await import('@simplewebauthn/browser');
  for (let turn = 0; turn < 4; turn += 1) await clock.settle();
};
const withPasskey = ({ world }: FakeClient) => {
  world.verification = { ...world.verification, passkeys: [{ id: fixtureId('psk', 1), name: '手机', createdAt: '2026-01-01T00:00:00.000Z', lastUsedAt: null }] };
};

describe('<tessera-pay-code>, confirming', () => {
  afterEach(() => {
    restore();
    restore = () => undefined;
  });

  it('keeps the keyboard where it was after a wrong PIN', async () => {
    const { element } = await waiting();
    key(element, '1')?.focus();
    await type(element, '135790');
    expect(text(element)).to.contain('密码不对');
    expect((element.shadowRoot as ShadowRoot).activeElement).to.equal(key(element, '1'));
    for (const digit of '271828') (element.shadowRoot as ShadowRoot).activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: digit, bubbles: true, cancelable: true }));
    await clock.settle();
    await clock.settle();
    expect(text(element)).to.contain('付款成功');
  });

  it('asks for the PIN with the sum, the store, the reason and the time left, and pays with it', async () => {
    const { element, client } = await waiting();
    expect(text(element)).to.contain('680.00').and.contain('永辉超市（泉城路店）').and.contain('单笔超过 ¥500，需要您确认').and.contain('请在 2:00 内确认');
    expect(symbols(element)).to.equal(0);
    expect(inside(element).activeElement?.className).to.equal('pin');
    await clock.advance(5_000);
    expect(text(element)).to.match(/请在 1:5[45] 内确认/);
    await type(element, '271828');
    expect(text(element)).to.contain('付款成功');
    expect(said(element)).to.contain('付款成功，¥680.00');
    expect(client.world.payments[0]).to.include({ status: 'paid', verifiedBy: 'pin' });
  });

  it('takes digits from a keyboard, and nothing else: no paste, no letters, no browser shortcut', async () => {
    const { element } = await waiting();
    const press = (init: KeyboardEventInit) => one(element, '.pin').dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
    for (const each of ['2', 'a', '7', 'Enter']) press({ key: each });
    press({ key: '1', ctrlKey: true });
    await clock.settle();
    expect(all(element, '.boxes .full')).to.have.length(2);
    press({ key: 'Backspace' });
    await clock.settle();
    expect(all(element, '.boxes .full')).to.have.length(1);
    const paste = new Event('paste', { bubbles: true, cancelable: true });
    one(element, '.pin').dispatchEvent(paste);
    expect(paste.defaultPrevented).to.equal(true);
  });

  it('keeps the digits out of the page: not in a field, an attribute or what a screen reader is told', async () => {
    const { element } = await waiting();
    expect(all(element, 'input')).to.deep.equal([]);
    const before = inside(element).innerHTML.replace(/\d+ 内/, '').replace(/class="full"/g, 'class=""');
    await type(element, '2718');
    expect(one(element, '#pin-count').textContent).to.equal('已输入 4 位，共 6 位');
    const after = inside(element).innerHTML.replace(/\d+ 内/, '').replace(/class="full"/g, 'class=""').replace('已输入 4 位', '已输入 0 位');
    expect(after).to.equal(before);
  });

  it('is deaf for half a second, so that a tap meant for something else does not count', async () => {
    const { element, client } = await show();
    await pay(client, 'needs_confirmation', { settledAt: null, confirmation: { reason: 'count', by: new Date(client.now() + 60_000).toISOString() } });
    await clock.settle();
    await type(element, '271828');
    await press(element, '.cancel');
    expect(all(element, '.boxes .full')).to.have.length(0);
    expect(client.world.payments[0]?.status).to.equal('needs_confirmation');
  });

  it('says how many tries are left after a wrong PIN, locks after five, and unlocks by phone', async () => {
    const { element, client } = await waiting();
    await type(element, '000000');
    expect(text(element)).to.contain('密码不对，还可以试 4 次');
    expect(all(element, '.boxes .full')).to.have.length(0);
    for (let round = 0; round < 4; round += 1) await type(element, '111111');
    expect(text(element)).to.contain('已锁住').and.contain('138****0001');
    await press(element, '.confirm .button');
    const input = one(element, '.code input') as HTMLInputElement;
    input.value = '888888';
    input.dispatchEvent(new Event('input'));
    await clock.advance(600);
    await type(element, '314159');
    await clock.advance(600);
    await type(element, '314158');
    expect(text(element)).to.contain('两次输入的不一样');
    await clock.advance(600);
    await type(element, '314159');
    await clock.advance(600);
    await type(element, '314159');
    expect(text(element)).to.contain('支付密码设好了');
    expect(client.world.payments[0]?.status, 'a new PIN alone pays nothing').to.equal('needs_confirmation');
    await clock.advance(600);
    await type(element, '314159');
    expect(text(element)).to.contain('付款成功');
  });

  it('lets a user without a PIN set one first, refusing one that is easily guessed and a wrong code', async () => {
    const { element, client } = await waiting({}, ({ world }) => { world.verification = { ...world.verification, pin: 'unset' }; });
    expect(text(element)).to.contain('先设置支付密码');
    const enter = async (code: string, pin: string) => {
      const input = one(element, '.code input') as HTMLInputElement;
      input.value = code;
      input.dispatchEvent(new Event('input'));
      for (let twice = 0; twice < 2; twice += 1) {
        await clock.advance(600);
        await type(element, pin);
      }
    };
    await press(element, '.confirm .button');
    await enter('123123', '314159');
    expect(text(element)).to.contain('验证码不对');
    await enter('888888', '123456');
    expect(text(element)).to.contain('太容易被猜到');
    for (let twice = 0; twice < 2; twice += 1) {
      await clock.advance(600);
      await type(element, '314159');
    }
    expect(client.world.verification.pin).to.equal('set');
    expect(text(element)).to.contain('请输入它来付款');
  });

  it('tells a user without a known phone where to go', async () => {
    const { element } = await waiting({}, ({ world }) => { world.verification = { ...world.verification, pin: 'locked', phone: null }; });
    expect(text(element)).to.contain('还没有登记手机号');
  });

  it('cancels, and says that nothing was charged', async () => {
    const { element, client } = await waiting();
    await press(element, '.cancel');
    await clock.settle();
    expect(client.world.payments[0]).to.include({ status: 'declined', declineReason: 'user_cancelled' });
    expect(text(element)).to.contain('您取消了这笔付款').and.contain('没有扣款');
  });

  it('learns from the gateway that the time is up', async () => {
    const { element, client } = await waiting();
    client.world.payments = client.world.payments.map((payment, index) => (index ? payment : { ...payment, status: 'declined', declineReason: 'confirmation_expired', confirmation: null }));
    await clock.advance(15_000);
    expect(text(element)).to.contain('没有在时间内确认').and.contain('没有扣款');
  });

  it('asks what became of the payment when the answer to the PIN is lost', async () => {
    const { element, client } = await waiting();
    client.fail('payments.confirm', 'network_error', 1);
    client.world.payments = client.world.payments.map((payment, index) => (index ? payment : { ...payment, status: 'paid', confirmation: null }));
    await type(element, '271828');
    expect(text(element)).to.contain('付款成功');
  });

  it('confirms with a passkey where the user has one', async () => {
    authenticator(true);
    const { element, client } = await waiting({}, withPasskey);
    expect(one(element, '.confirm > .button.soft').textContent).to.contain('用通行密钥确认');
    await press(element, '.confirm > .button.soft');
    await settled();
    expect(text(element)).to.contain('付款成功').and.contain('通行密钥');
    expect(client.calls.find(({ method }) => method === 'payments.confirm')?.input).to.deep.equal({
      paymentId: fixtureId('pay', 77), method: 'passkey',
      response: { id: 'a2V5', rawId: 'a2V5', type: 'public-key', response: { clientDataJSON: 'e30', authenticatorData: 'ZGF0YQ', signature: 'c2lnbmF0dXJl' } },
    });
  });

  it('says so when the passkey was not used, and the PIN still pays', async () => {
    authenticator(false);
    const { element } = await waiting({}, withPasskey);
    await press(element, '.confirm > .button.soft');
    await settled();
    expect(text(element)).to.contain('没有用成通行密钥');
    await type(element, '271828');
    expect(text(element)).to.contain('付款成功');
  });

  it('offers to add a passkey after a PIN where there is none', async () => {
    authenticator(true);
    const { element, client } = await waiting();
    await type(element, '271828');
    await press(element, '.offer .mini');
    await settled();
    expect(client.calls.find(({ method }) => method === 'verification.requestPasskey')?.input).to.deep.equal({ pin: '271828' });
    expect(client.world.verification.passkeys).to.have.length(1);
    expect(text(element)).to.contain('设好了');
  });

  it('says when adding it did not work, and forgets the offer with the payment', async () => {
    authenticator(false);
    const { element } = await waiting();
    await type(element, '271828');
    await press(element, '.offer .mini');
    await settled();
    expect(text(element)).to.contain('没有设成，可以再试一次');
    await press(element, '.result > .button');
    expect(symbols(element)).to.equal(2);
    expect(text(element)).not.to.contain('通行密钥');
  });

  for (const [status, words] of [['voided', '收银台撤销了这笔付款'], ['in_doubt', '请不要重复付款'], ['processing', '请稍等']] as const) {
    it(`moves on to ${status} when it hears so`, async () => {
      const { element, client } = await waiting();
      await pay(client, status, { amount: yuan(680), paid: yuan(680), discounts: [] });
      expect(text(element)).to.contain(words);
      expect(all(element, '.pin')).to.deep.equal([]);
    });
  }

  it('is still asking after being moved in the page, with nothing typed', async () => {
    const { element } = await waiting();
    await type(element, '271');
    const host = element.parentElement as HTMLElement;
    element.remove();
    await clock.settle();
    host.append(element);
    await clock.settle();
    await clock.settle();
    expect(text(element)).to.contain('输入支付密码付款').and.contain('已输入 0 位');
  });

  it('leaves no timer when it is taken away while asking', async () => {
    const before = clock.waiting;
    const { element } = await waiting();
    element.remove();
    await clock.settle();
    expect(clock.waiting).to.equal(before);
  });
});

describe('<tessera-pay-code>, declined', () => {
  for (const [reason, words] of Object.entries({
    insufficient_funds: '余额不足', source_frozen: '已被冻结', over_limit: '超过了这个付款方式的限额', daily_limit: '超过了今天的付款限额',
    confirmation_expired: '没有在时间内确认', user_cancelled: '您取消了', channel_unavailable: '银行暂时没有响应', refused: '发卡行没有同意',
  } as const)) {
    it(`has words and a next step for ${reason}, and says that nothing was charged`, async () => {
      const { element, client } = await show();
      await pay(client, 'declined', { declineReason: reason as 'refused', discounts: [] });
      expect(text(element)).to.contain(words).and.contain('没有扣款');
      await press(element, '.acts .button.soft');
      expect(inside(element).querySelector('dialog[open]')).not.to.equal(null);
    });
  }
});
