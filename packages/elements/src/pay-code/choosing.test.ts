import { expect } from '@open-wc/testing';
import { fixtureId } from '@tessera/client/testing';
import type { CouponRefusal } from '@tessera/contract';
import { all, choose, clock, inside, issued, one, press, show, symbols, text, withClock } from '../testing/pay-code-stage.js';
import { rise, stand } from '../calm.js';

withClock();

describe('<tessera-pay-code>, choosing', () => {
  it('shows another source at once, and never a code that would pay from the one before', async () => {
    const { element, client } = await show();
    await clock.advance(1_000);
    client.latency = 2_000;
    await choose(element, 0, 1);
    expect(text(element)).to.contain('城市生活信用卡').and.contain('正在更新');
    expect(symbols(element)).to.equal(0);
    await clock.advance(2_100);
    expect(symbols(element)).to.equal(2);
    expect(issued(client).at(-1)).to.include({ sourceId: fixtureId('src', 2) });
  });

  it('shows the loan\'s contract before it can be used, and takes an explicit agreement', async () => {
    const { element, client } = await show();
    await choose(element, 0, 3);
    await clock.settle();
    expect(text(element)).to.contain('快贷个人消费贷款合同').and.contain('城市生活银行股份有限公司').and.contain('4.35%').and.contain('逾期').and.contain('以付 ¥1,000.00 为例');
    expect(issued(client).some(({ sourceId }) => sourceId === fixtureId('src', 4)), 'reading is not agreeing').to.equal(false);
    await press(element, 'dialog .acts .button');
    await clock.settle();
    expect(client.world.options.sources.find(({ kind }) => kind === 'quick_loan')?.unusable).to.equal(null);
    expect(issued(client).at(-1)).to.include({ sourceId: fixtureId('src', 4) });
    expect(text(element)).to.contain('快贷').and.contain('分期付');
  });

  it('leaves a contract that was not agreed to alone', async () => {
    const { element, client } = await show();
    await choose(element, 0, 3);
    await clock.settle();
    await press(element, 'dialog .acts .soft');
    await clock.settle();
    expect(inside(element).querySelector('dialog')).to.equal(null);
    expect(client.calls.some(({ method }) => method === 'payments.acceptTerms')).to.equal(false);
  });

  it('spreads the payment where the source offers it, and pays in full again', async () => {
    const { element, client } = await show({}, { account: 'life_card' });
    expect(text(element)).to.contain('满 ¥300 可分 3/6/12/24 期');
    await choose(element, 1, 1);
    expect(issued(client).at(-1)).to.include({ months: 3 });
    expect(text(element)).to.contain('分 3 期付');
    await choose(element, 1, 0);
    expect(issued(client).at(-1)).not.to.have.property('months');
    await choose(element, 1, 2);
    await choose(element, 0, 0);
    expect(issued(client).at(-1), 'the wallet spreads nothing').to.deep.include({ sourceId: fixtureId('src', 1) }).and.not.have.property('months');
  });

  it('says why no source can be used where none can', async () => {
    const { element, client } = await show();
    client.world.options = { ...client.world.options, sources: client.world.options.sources.map((source) => ({ ...source, unusable: 'frozen' as const })) };
    await element.refresh();
    await clock.settle();
    await press(element, '.failure .ghost');
    expect(text(element)).to.contain('已冻结，请联系发卡行');
  });
});

describe('<tessera-pay-code>, a coupon that would be left out', () => {
  const tenOff = fixtureId('cpn', 1);
  /** A client whose gateway takes a coupon with no source, or only with the first one. */
  const refusing = async (refusal: CouponRefusal, coupons: readonly string[], attributes: Record<string, string> = {}) => {
    const { client, element } = await show();
    const quote = client.payments.quote.bind(client.payments);
    Object.assign(client.payments, {
      quote: async (...asked: Parameters<typeof quote>) => {
        const answer = await quote(...asked);
        const told = refusal === 'source' && asked[0].sourceId === fixtureId('src', 1) ? [] : coupons;
        return { ...answer, coupons: answer.coupons.map((one) => (told.includes(one.id) ? { ...one, refusal } : one)) };
      },
    });
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    await clock.settle();
    await clock.settle();
    return { client, element };
  };
  const couponRow = (element: Parameters<typeof all>[0]) => all(element, '.rows .row')[1]?.textContent.replace(/\s+/g, ' ');

  it('says before paying why the coupon that was named does not go with the source', async () => {
    const { element } = await refusing('source', [tenOff], { coupon: tenOff });
    expect(couponRow(element)).to.contain('省 ¥10');
    await choose(element, 0, 2);
    await clock.settle();
    expect(couponRow(element)).to.contain('要用指定的付款方式').and.not.contain('省 ¥');
    expect(one(element, '[role=status]').textContent).to.contain('要用指定的付款方式');
    await choose(element, 0, 0);
    await clock.settle();
    expect(couponRow(element)).to.contain('省 ¥10');
  });

  it('says so of an hour in which it is not good, known amount or not', async () => {
    const { element } = await refusing('hour', [tenOff], { coupon: tenOff });
    expect(couponRow(element)).to.contain('这个时段不能用');
    element.amount = 6_800;
    await clock.settle();
    await clock.settle();
    expect(couponRow(element)).to.contain('这个时段不能用').and.not.contain('省 ¥');
  });

  it('names the best of those that go, where it chooses by itself, and greys the others out with their reasons', async () => {
    const { element } = await refusing('source', [tenOff]);
    await choose(element, 0, 2);
    await clock.settle();
    expect(couponRow(element)).to.contain('瑞幸咖啡');
    all(element, '.rows .row')[1]?.click();
    await clock.settle();
    const [first, second] = all(element, 'dialog [role=radio]') as HTMLButtonElement[];
    expect([first?.disabled, first?.textContent.includes('要用指定的付款方式')]).to.deep.equal([true, true]);
    expect([second?.disabled, second?.ariaChecked]).to.deep.equal([false, 'true']);
  });
});

describe('<tessera-pay-code> of a known amount', () => {
  it('shows what it comes to before the till charges, and what did not apply and why', async () => {
    const { element, client } = await show({}, { amount: '6800' });
    await clock.settle();
    expect(text(element)).to.contain('订单金额¥68.00').and.contain('−¥10.00').and.contain('数字人民币钱包支付¥58.00');
    expect(one(element, '.quote .more').textContent).to.contain('项没有用上').and.contain('没有打开积分抵现').and.contain('已冻结');
    await press(element, '[role=switch]');
    await clock.settle();
    expect(text(element)).to.contain('¥54.80');
    element.amount = 12_000;
    await clock.settle();
    expect(text(element)).to.contain('订单金额¥120.00');
    expect(client.calls.filter(({ method }) => method === 'payments.quote')).to.have.length(3);
  });

  it('names the coupon that goes with this amount, not the one that would save most elsewhere', async () => {
    const { element } = await show({}, { amount: '3000' });
    await clock.settle();
    expect(all(element, '.rows .row')[1]?.textContent).to.contain('瑞幸咖啡 8.8 折');
    element.coupon = fixtureId('cpn', 1);
    await clock.settle();
    await clock.settle();
    expect(one(element, '.quote .more').textContent).to.contain('没有达到使用门槛');
  });

  it('shows each plan\'s fee and monthly sum, and the schedule one tap away', async () => {
    const { element } = await show({}, { amount: '120000', account: 'life_card' });
    await clock.settle();
    await choose(element, 1, 1);
    await clock.settle();
    expect(one(element, '.quote').textContent).to.contain('分 3 期，每期约');
    expect(one(element, '.quote table').querySelectorAll('tbody tr')).to.have.length(3);
    expect(text(element)).to.contain('需要您确认');
  });

  it('keeps its room until the quote is there, and asks again when told to after a failure', async () => {
    const other = {};
    rise(other);
    const { element, client } = await show({ problems: { 'payments.quote': 'unavailable' } }, { amount: '6800' });
    expect(one(element, '.quote').textContent.trim()).to.equal('');
    stand(other);
    await clock.settle();
    await clock.settle();
    expect(one(element, '.quote').textContent).to.contain('服务正忙');
    client.fail('payments.quote', null);
    await press(element, '.quote .mini');
    await clock.settle();
    expect(one(element, '.quote').textContent).to.contain('¥58.00');
  });

  it('refuses an amount over the page\'s cap in words, without a code, and shows the cap at each source', async () => {
    const { element } = await show({}, { amount: '30001', 'amount-limit': '30000' });
    await clock.settle();
    expect(text(element)).to.contain('这里单笔最多付 ¥300').and.contain('¥300.01');
    expect(symbols(element)).to.equal(0);
    element.amount = 30_000;
    await clock.settle();
    await clock.settle();
    expect(symbols(element)).to.equal(2);
    await press(element, '.rows .row');
    expect(text(element)).to.contain('单笔不超过 ¥300');
  });

  it('ignores what is no amount, and tells the developer', async () => {
    const told: unknown[] = [];
    const { console: page } = globalThis;
    const real = page.error;
    page.error = (...words: unknown[]) => void told.push(words[0]);
    try {
      for (const bad of ['0', '-5', '1.5', '6e9', 'abc']) {
        const { element } = await show({}, { amount: bad });
        await clock.settle();
        expect(symbols(element)).to.equal(2);
        expect(all(element, '.quote')).to.deep.equal([]);
        element.remove();
      }
    } finally {
      page.error = real;
    }
    expect(told).to.have.length(5);
    expect(told[0]).to.contain('whole fen');
  });
});
