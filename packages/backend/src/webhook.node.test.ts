import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import vectors from './webhook-vectors.json' with { type: 'json' };
import { verifyWebhook, WebhookError, type WebhookFault } from './webhook.js';

type Vector = typeof vectors.published;
const headersOf = ({ id, timestamp, signature }: Vector) => ({ 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature });
const at = (seconds: number) => mock.timers.enable({ apis: ['Date'], now: seconds * 1_000 });
const faults = (fault: WebhookFault) => (error: unknown) => error instanceof WebhookError && error.fault === fault;

afterEach(() => mock.timers.reset());

const { published, derived } = vectors;

describe('a webhook', () => {
  for (const [name, vector] of Object.entries({ published, derived })) {
    it(`with the ${name} signature is believed, as text, bytes, Headers or Node's headers`, () => {
      at(vector.timestamp + 10);
      const message = { id: vector.id, sentAt: new Date(vector.timestamp * 1_000), body: JSON.parse(vector.body) as unknown };
      assert.deepEqual(verifyWebhook(vector.secret, headersOf(vector), vector.body), message);
      assert.deepEqual(verifyWebhook(vector.secret, new Headers(headersOf(vector)), new TextEncoder().encode(vector.body)), message);
      const loud = Object.fromEntries(Object.entries(headersOf(vector)).map(([key, value]) => [key.toUpperCase(), value]));
      assert.deepEqual(verifyWebhook(vector.secret, loud, Buffer.from(vector.body)), message);
    });
  }

  it('is believed when any of its v1 signatures fits, and while a secret is being replaced', () => {
    at(published.timestamp);
    verifyWebhook(published.secret, { ...headersOf(published), 'webhook-signature': vectors.rotated }, published.body);
    verifyWebhook(['whsec_bmV3IHNlY3JldCBvZiB0aGUgcGxhdGZvcm0=', published.secret], headersOf(published), published.body);
  });

  const refused: [name: string, change: Partial<Record<string, string>>, fault: WebhookFault][] = [
    ['without an id', { 'webhook-id': '' }, 'header_missing'],
    ['without a timestamp', { 'webhook-timestamp': '' }, 'header_missing'],
    ['without a signature', { 'webhook-signature': '' }, 'header_missing'],
    ['with words for a timestamp', { 'webhook-timestamp': 'yesterday' }, 'timestamp_invalid'],
    ['with a number and more for a timestamp', { 'webhook-timestamp': `${published.timestamp}x` }, 'timestamp_invalid'],
    ['with an empty signature', { 'webhook-signature': 'v1,' }, 'signature_mismatch'],
    ['with the start of a signature', { 'webhook-signature': published.signature.slice(0, 11) }, 'signature_mismatch'],
    ['with another version of signature', { 'webhook-signature': published.signature.replace('v1', 'v2') }, 'signature_mismatch'],
    ['with another id', { 'webhook-id': 'msg_other' }, 'signature_mismatch'],
    ['with a moved timestamp', { 'webhook-timestamp': String(published.timestamp + 1) }, 'signature_mismatch'],
  ];
  for (const [name, change, fault] of refused) {
    it(`${name} is refused as ${fault}`, () => {
      at(published.timestamp);
      assert.throws(() => verifyWebhook(published.secret, { ...headersOf(published), ...change }, published.body), faults(fault));
    });
  }

  it('is refused when it is more than five minutes off, and taken at five minutes', () => {
    for (const [offset, fault] of [[301, 'timestamp_too_old'], [-301, 'timestamp_too_new']] as const) {
      at(published.timestamp + offset);
      assert.throws(() => verifyWebhook(published.secret, headersOf(published), published.body), faults(fault));
      mock.timers.reset();
    }
    at(published.timestamp + 300);
    verifyWebhook(published.secret, headersOf(published), published.body);
  });

  it('is refused when its body was parsed and written again', () => {
    at(published.timestamp);
    assert.throws(() => verifyWebhook(published.secret, headersOf(published), JSON.stringify(JSON.parse(published.body))), faults('signature_mismatch'));
  });

  it('is refused when the secret is empty', () => {
    at(published.timestamp);
    for (const secret of ['', 'whsec_', []]) assert.throws(() => verifyWebhook(secret, headersOf(published), published.body), faults('secret_invalid'));
  });
});
