import { expect } from '@open-wc/testing';
import type { Payment } from '@tessera/contract';
import { bundleFixtures, FIXTURE_NOW } from '@tessera/client/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../testing/still.js';
import { all, button, one, says, stand, until, words } from '../testing/wallet-stage.js';
import { monthDay } from './bundle-views.js';
import type { RightsWalletElement } from './rights-wallet.js';

const [commute, coffee] = bundleFixtures(FIXTURE_NOW);

async function opened(options: Parameters<typeof stand>[0] = {}) {
  const placed = await stand(options);
  button(placed.wallet, '惠省钱').click();
  await until(() => all(placed.wallet, '.bundle').length > 0 || all(placed.wallet, 'dialog [role=alert]').length > 0);
  return placed;
}
const open = async (wallet: RightsWalletElement, id = ''): Promise<void> => {
  one(wallet, `[data-bundle="${id}"]`).click();
  await says(wallet, '购买规则');
};

describe('the bundles of a wallet', () => {
  it('say price, worth, what is saved, and where the user stands', async () => {
    const { wallet } = await opened();
    const [first, second, third] = all(wallet, '.bundle').map(words);
    expect(first).to.include('¥59.70').and.to.include('¥138').and.to.include('省 ¥78.30').and.to.include('地铁乘车抵扣 5 元 ×4');
    expect(second).to.include('已到账 2/6 个月');
    expect(third).to.include('已取消，可以再买');
    await expectAccessible(wallet);
  });

  it('keep the same day each month, or the last of a short one', () => {
    const day = (index: number): string => new Date(monthDay('2026-01-31T04:00:00.000Z', index)).toISOString().slice(0, 10);
    expect([0, 1, 2, 3].map(day)).to.deep.equal(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
  });

  it('are bought in the wallet: order, agreement, payment, and the first month', async () => {
    const { wallet, client } = await opened();
    const told: Payment['status'][] = [];
    wallet.addEventListener('tessera-payment', ({ payment }) => told.push(payment.status));
    await open(wallet, commute?.id);
    button(wallet, '购买 ¥59.70').click();
    await says(wallet, '城市生活银行 · 惠省钱');
    await until(() => all(wallet, '.pay').some((pay) => !(pay as HTMLButtonElement).disabled));
    // The desk takes no tap that was meant for what stood there before.
    await new Promise((done) => { setTimeout(done, 700); });
    button(wallet, '确认付款').click();
    await says(wallet, '付款成功');
    expect(told.at(-1)).to.equal('paid');
    button(wallet, '完成').click();
    await says(wallet, '已到账 1/3 个月');
    expect(all(wallet, '.months li').map(({ className }) => className)).to.deep.equal(['came', '', '']);
    expect(client.calls.filter(({ method }) => method === 'payments.payMerchant').length).to.equal(1);
  });

  it('are cancelled only after what comes back was said', async () => {
    const { wallet, client } = await opened();
    await open(wallet, coffee?.id);
    button(wallet, '取消套餐').click();
    await says(wallet, '取消后退回 ¥60.00 到原付款方式。已到账的 2 个月照常使用');
    button(wallet, '确定取消').click();
    expect(client.calls.some(({ method }) => method === 'bundles.cancel'), 'a script must not cancel').to.equal(false);
    button(wallet, '确定取消');
    await sendKeys({ press: 'Enter' });
    await says(wallet, '已取消，可以再买');
    expect(client.calls.filter(({ method }) => method === 'bundles.cancel').length).to.equal(1);
  });

  it('leave an order that was not paid to be paid later', async () => {
    const { wallet } = await opened();
    await open(wallet, commute?.id);
    button(wallet, '购买').click();
    await says(wallet, '不付了');
    button(wallet, '不付了').click();
    await says(wallet, '订单还没有付款');
    button(wallet, '继续付款 ¥59.70');
  });

  it('say why they cannot be read, and read them on a second try', async () => {
    const { wallet, client } = await opened({ problems: { 'bundles.list': 'unavailable' } });
    client.fail('bundles.list', null);
    button(wallet, '重试').click();
    await until(() => all(wallet, '.bundle').length === 3);
  });

  it('stay inside at 320 px with large text', async () => {
    const { wallet } = await opened();
    wallet.style.inlineSize = '320px';
    wallet.style.setProperty('--tessera-size-body', '30px');
    const dialog = one(wallet, 'dialog');
    dialog.style.width = '320px';
    await open(wallet, coffee?.id);
    expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth + 1);
  });
});
