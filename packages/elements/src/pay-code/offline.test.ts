import { expect } from '@open-wc/testing';
import { fixtureId, type FakeClient } from '@tessera/client/testing';
import { all, choose, clock, issued, one, pay, press, show, symbols, text, withClock } from '../testing/pay-code-stage.js';

withClock();

const batches = (client: FakeClient) => client.calls.filter(({ method }) => method === 'payCodes.issueOffline').map(({ input }) => input as { replaces?: string });

describe('<tessera-pay-code>, without a network', () => {
  it('keeps one batch while online, and never stores it', async () => {
    const { client } = await show();
    await clock.advance(5_000);
    expect(batches(client)).to.have.length(1);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.to.contain('87');
  });

  it('shows the next offline code when it cannot renew, says so, and offers nothing to choose', async () => {
    const { element, client } = await show();
    const batch = client.world.offline;
    client.offline = true;
    await clock.advance(55_000);
    expect(symbols(element)).to.equal(2);
    expect(text(element)).to.contain('离线码 · 单笔不超过 ¥200').and.contain('还剩 14 个离线码').and.not.contain('积分抵');
    await press(element, '.reveal');
    expect(text(element).replaceAll(' ', '')).to.contain(batch?.codes[0]?.number);
    await clock.advance(61_000);
    expect(text(element).replaceAll(' ', '')).to.contain(batch?.codes[1]?.number);
    expect(text(element)).to.contain('还剩 13 个离线码');
  });

  it('shows each code once, and says when none is left', async () => {
    const { element, client } = await show();
    client.offline = true;
    await clock.advance(55_000);
    for (let round = 0; round < 14; round += 1) await press(element, '.renew');
    expect(text(element)).to.contain('还剩 0 个离线码');
    await press(element, '.renew');
    await clock.advance(70_000);
    expect(symbols(element)).to.equal(0);
    expect(text(element)).to.contain('离线码用完了');
  });

  it('back online shows an online code and replaces the batch that was begun', async () => {
    const { element, client } = await show();
    const first = client.world.offline?.id;
    client.offline = true;
    await clock.advance(55_000);
    client.offline = false;
    dispatchEvent(new Event('online'));
    await clock.settle();
    await clock.settle();
    expect(text(element)).not.to.contain('离线码');
    expect(issued(client).at(-1), 'an offline code is nobody else\'s to replace').not.to.have.property('replaces');
    expect(batches(client).at(-1)).to.include({ replaces: first });
  });

  it('takes its codes from the source that is chosen now', async () => {
    const { element, client } = await show();
    const first = client.world.offline;
    await choose(element, 0, 1);
    expect(client.world.offline?.sourceId).to.equal(fixtureId('src', 2));
    expect(first?.sourceId).not.to.equal(fixtureId('src', 2));
    expect(batches(client).at(-1)).to.include({ replaces: first?.id, sourceId: fixtureId('src', 2) });
  });

  it('replaces no batch that the gateway has forgotten', async () => {
    const { client } = await show();
    client.offline = true;
    await clock.advance(55_000);
    client.offline = false;
    client.fail('payCodes.issueOffline', 'not_found', 1);
    dispatchEvent(new Event('online'));
    await clock.advance(120_000);
    expect(batches(client).at(-2)).to.have.property('replaces');
    expect(batches(client).at(-1)).not.to.have.property('replaces');
  });

  it('catches up with a payment made by an offline code', async () => {
    const { element, client } = await show();
    const code = client.world.offline?.codes[0];
    client.offline = true;
    await clock.advance(55_000);
    await pay(client, 'declined', { payCodeId: code?.id ?? '', offline: true });
    expect(text(element)).to.contain('付款没有成功');
  });

  it('hears of it only once the network is back', async () => {
    const { element, client } = await show();
    const code = client.world.offline?.codes[0];
    client.offline = true;
    await clock.advance(55_000);
    const [payment] = client.world.payments;
    if (!payment || !code) throw new Error('the fixtures lack a payment');
    client.world.payments = [{ ...payment, id: 'pay_00fixture000088', payCodeId: code.id, offline: true }, ...client.world.payments];
    client.offline = false;
    await clock.settle();
    await clock.settle();
    expect(text(element)).to.contain('付款成功').and.contain('离线码');
  });

  it('revokes the batch when it is taken away', async () => {
    const { element, client } = await show();
    expect(client.world.offline).not.to.equal(null);
    element.remove();
    await clock.settle();
    expect(client.world.offline).to.equal(null);
  });

  it('comes back by itself after a gateway that was away for minutes', async () => {
    const { element, client } = await show({ problems: { 'payCodes.issueOffline': 'unavailable' } });
    client.fail('payCodes.issue', 'unavailable');
    await clock.advance(180_000);
    expect(symbols(element)).to.equal(0);
    const tries = issued(client).length;
    expect(tries, 'ever less often').to.be.within(4, 12);
    client.fail('payCodes.issue', null);
    await clock.advance(31_000);
    expect(symbols(element)).to.equal(2);
    expect(all(element, '.over')).to.deep.equal([]);
  });

  it('asks for a batch again only after a while where it gets none', async () => {
    const { element, client } = await show({ problems: { 'payCodes.issueOffline': 'unavailable' } });
    await clock.advance(30_000);
    expect(batches(client)).to.have.length(1);
    await clock.advance(40_000);
    expect(batches(client)).to.have.length(2);
    expect(text(element)).not.to.contain('服务正忙');
    expect(all(element, '.notice')).to.deep.equal([]);
    expect(one(element, '.qr')).not.to.equal(undefined);
  });
});
