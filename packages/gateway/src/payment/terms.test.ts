import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PayCode, PaymentOptions, Problem, Quote, SourceTerms } from '@tessera/contract';
import { demoSources } from './seed.js';
import { paymentDesk } from './testing.js';
import type { PaymentDesk } from './testing.js';

const path = (sourceId: string) => `/v1/funding-sources/${sourceId}/terms`;

describe('a source\'s terms', () => {
  let desk: PaymentDesk;
  before(async () => { desk = await paymentDesk(); });
  after(() => desk.close());

  it('are read in three languages, with what a payment would cost, before they are accepted', async () => {
    const { body } = await desk.lin.get<SourceTerms>(`${path(demoSources.quickLoan)}?amount=120000`);
    assert.equal(body.acceptedAt, null);
    assert.equal(body.annualRateBasisPoints, 435);
    assert.deepEqual(body.plans.map((plan) => [plan.months, plan.fee.amount, plan.annualRateBasisPoints]), [[3, 870, 435], [6, 1524, 435], [12, 2829, 435]]);
    assert.equal(body.title, '快贷借款合同');
    const titles = await Promise.all(['zh-HK', 'en'].map(async (language) =>
      (await desk.lin.get<SourceTerms>(path(demoSources.quickLoan), { 'Accept-Language': language })).body));
    assert.deepEqual(titles.map((terms) => terms.title), ['快貸借款合約', 'Quick loan agreement']);
    for (const terms of titles) assert.equal(new Set([...terms.clauses, ...body.clauses]).size, 2 * body.clauses.length, 'each clause has words of its own');
  });

  it('keep the loan from paying until they are accepted', async () => {
    const refused = await desk.lin.post<Problem>('/v1/pay-codes', { sourceId: demoSources.quickLoan });
    assert.equal(refused.body.code, 'funding_source_unusable');
    const { body: quote } = await desk.lin.get<Quote>(`/v1/quote?amount=12000&sourceId=${demoSources.quickLoan}`);
    assert.equal(quote.sourceId, null);
    assert.equal(quote.sources.find((source) => source.id === demoSources.quickLoan)?.refusal, 'terms_not_accepted');
  });

  it('are refused in another version than the one in force', async () => {
    const { status, body } = await desk.lin.post<Problem>(path(demoSources.quickLoan), { version: '2019-01' });
    assert.deepEqual([status, body.code], [409, 'terms_changed']);
    assert.match(body.detail, /2026-11.*2019-01/);
  });

  it('open the loan once accepted, and a second acceptance keeps the first time', async () => {
    const { body: terms } = await desk.lin.get<SourceTerms>(path(demoSources.quickLoan));
    const accept = () => desk.lin.post<PaymentOptions>(path(demoSources.quickLoan), { version: terms.version });
    const [one, two] = await Promise.all([accept(), accept()]);
    for (const reply of [one, two]) assert.equal(reply.body.sources.find((source) => source.kind === 'quick_loan')?.unusable, null);
    const at = desk.clock.read().toISOString();
    desk.clock.advance(60_000);
    await accept();
    assert.equal((await desk.lin.get<SourceTerms>(path(demoSources.quickLoan))).body.acceptedAt, at);
    const code = await desk.lin.post<PayCode>('/v1/pay-codes', { sourceId: demoSources.quickLoan });
    assert.equal(code.status, 201, code.text);
    const { body: quote } = await desk.lin.get<Quote>(`/v1/quote?amount=12000&coupon=none&months=6&sourceId=${demoSources.quickLoan}`);
    assert.deepEqual([quote.sourceId, quote.plan?.months, quote.confirmation], [demoSources.quickLoan, 6, 'source']);
  });

  it('are nowhere for a source that needs none, and for another user\'s', async () => {
    for (const sourceId of [demoSources.wallet, demoSources.lifeCard, demoSources.chenDebit]) {
      for (const reply of [await desk.lin.get<Problem>(path(sourceId)), await desk.lin.post<Problem>(path(sourceId), { version: '2026-11' })]) {
        assert.deepEqual([reply.status, reply.body.code], [404, 'not_found'], sourceId);
        assert.match(reply.body.detail, sourceId === demoSources.chenDebit ? /no funding source/ : /no terms to accept/);
      }
    }
  });
});
