import { aTimeout, expect } from '@open-wc/testing';
import { fixtureId, FIXTURE_NOW, rightFixtures, type FakeClient, type FakeClientOptions } from '@tessera/client/testing';
import { expectAccessible } from '../testing/still.js';
import { FakeClock } from '../testing/fake-clock.js';
import { all, one, says, stand, until, words } from '../testing/wallet-stage.js';
import type { RightsWalletElement } from './rights-wallet.js';

const cake = fixtureId('cpn', 3);
const asked = (client: FakeClient): number => client.calls.filter(({ method }) => method === 'coupons.issueCode').length;
const output = (wallet: RightsWalletElement): string => words(one(wallet, 'dialog output')).replace(/ /g, '');

const hide = (hidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
};

/** A wallet with the code of a coupon for a cake on it. */
async function showing(options: FakeClientOptions = {}) {
  const placed = await stand(options);
  const { wallet } = placed;
  one(wallet, `[data-right="${cake}"] .mini`).click();
  await until(() => all(wallet, 'dialog output').length === 1, 'no code came');
  return placed;
}

describe('a coupon for a thing', () => {
  afterEach(() => {
    Reflect.deleteProperty(document, 'hidden');
  });

  it('shows a one-time code, black on white, without telling the page to pay', async () => {
    let paying = 0;
    document.addEventListener('tessera-right-use', () => (paying += 1), { once: true });
    const { wallet, client } = await showing();
    expect(output(wallet)).to.equal(Object.keys(client.world.redemptionCodes)[0]);
    expect(one(wallet, '.symbol svg path').getAttribute('fill')).to.equal('#fff');
    expect(getComputedStyle(one(wallet, '.symbol')).backgroundColor).to.equal('rgb(255, 255, 255)');
    expect(paying).to.equal(0);
    await expectAccessible(wallet);
  });

  it('says by itself that it was redeemed, and where', async () => {
    const { wallet, client } = await showing();
    await client.coupons.redeem({ code: output(wallet) });
    await says(wallet, '已核销');
    expect(all(wallet, 'dialog output, dialog .symbol').length).to.equal(0);
    expect(words(one(wallet, 'dialog'))).to.include('永辉超市（泉城路店）');
    await until(() => words(one(wallet, '#tab-unused')) === '可使用 4');
  });

  it('takes the code out of the page when the page is left, and asks for another on return', async () => {
    const { wallet, client } = await showing();
    const first = output(wallet);
    hide(true);
    await until(() => all(wallet, 'dialog output').length === 0);
    expect(words(wallet.shadowRoot).replace(/ /g, '')).not.to.include(first);
    expect(words(one(wallet, '.symbol'))).to.include('回到这里就会显示');
    hide(false);
    await until(() => all(wallet, 'dialog output').length === 1);
    expect(output(wallet)).not.to.equal(first);
    expect(asked(client)).to.equal(2);
  });

  it('renews the code before it ends, and shows none past its end', async () => {
    const { wallet, client } = await stand();
    const clock = new FakeClock();
    try {
      one(wallet, `[data-right="${cake}"] .mini`).click();
      await clock.until(() => all(wallet, 'dialog output').length === 1);
      const first = output(wallet);
      await clock.advance(54_000);
      expect(output(wallet)).to.equal(first);
      await clock.advance(1_500);
      expect(output(wallet)).not.to.equal(first);
      client.fail('coupons.issueCode', 'unavailable');
      await clock.advance(60_500);
      expect(all(wallet, 'dialog output').length, 'it has ended').to.equal(0);
    } finally {
      clock.restore();
    }
  });

  it('asks no more once the sheet is closed', async () => {
    const { wallet, client } = await showing();
    one(wallet, 'dialog .close').click();
    await until(() => all(wallet, 'dialog').length === 0);
    hide(true);
    hide(false);
    await aTimeout(50);
    expect(asked(client)).to.equal(1);
  });

  it('says what went wrong when no code can be had, and asks again when it is told to', async () => {
    const { wallet, client } = await stand({ problems: { 'coupons.issueCode': 'unavailable' } });
    one(wallet, `[data-right="${cake}"] .mini`).click();
    await until(() => all(wallet, '.symbol [role=alert]').length === 1);
    client.fail('coupons.issueCode', null);
    one(wallet, '.symbol .mini').click();
    await until(() => all(wallet, 'dialog output').length === 1, 'no code came');
    expect(asked(client)).to.equal(2);
  });

  it('is off outside its days and hours, with the reason', async () => {
    const rights = rightFixtures(FIXTURE_NOW).map((right) => (right.id === cake ? { ...right, weekdays: [6, 7], hours: [{ from: '10:00', to: '14:00' }] } : right));
    const { wallet } = await stand({ frozen: true, world: { rights } });
    const row = one(wallet, `[data-right="${cake}"]`);
    expect(words(row)).to.include('周六周日 10:00–14:00可用');
    expect(row.querySelector('.mini')).to.equal(null);
    row.querySelector<HTMLElement>('.row')?.click();
    await until(() => all(wallet, 'dialog .button').length === 1);
    expect((one(wallet, 'dialog .button') as HTMLButtonElement).disabled).to.equal(true);
    expect(words(one(wallet, 'dialog .button'))).to.equal('周六周日 10:00–14:00可用');
  });

  for (const [state, said] of [['recalled', '已被发券方收回'], ['refunded', '没有发放成功，已退款']] as const) {
    it(`says so when it was ${state}`, async () => {
      const { wallet } = await stand();
      one(wallet, '#tab-expired').click();
      await says(wallet, said);
    });
  }
});
