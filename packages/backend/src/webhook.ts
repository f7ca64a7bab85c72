import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** Why a webhook was not believed. */
export type WebhookFault = 'header_missing' | 'timestamp_invalid' | 'timestamp_too_old' | 'timestamp_too_new' | 'signature_mismatch' | 'secret_invalid' | 'body_not_json';

/** Answer the sender with 400 and do nothing else. `secret_invalid` is yours to repair. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  constructor(readonly fault: WebhookFault, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** A believed message. Handle each `id` once: a sender repeats until it hears 2xx. */
export interface WebhookMessage {
  readonly id: string;
  readonly sentAt: Date;
  /** The parsed body; check it with the contract's schema for what you expect. */
  readonly body: unknown;
}

/** Request headers as any server has them: a `Headers`, or Node's object of strings. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

const NAMES = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/**
 * Checks a webhook by the Standard Webhooks scheme (HMAC-SHA256, five minutes' tolerance, constant-time comparison).
 * Give the raw body, before any parsing. While a secret is being replaced, give both: one match is enough.
 *
 * @throws WebhookError saying what did not fit
 */
export function verifyWebhook(secret: string | readonly string[], headers: WebhookHeaders, rawBody: string | Uint8Array): WebhookMessage {
  const [id, timestamp, signature] = NAMES.map((name) => headerOf(headers, name)) as [string, string, string];
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookError('timestamp_invalid', 'Expected webhook-timestamp in whole seconds since 1970');
  const text = typeof rawBody === 'string' ? rawBody : decode(rawBody);
  const message = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const keys = (typeof secret === 'string' ? [secret] : secret).map(keyOf);
  const [first] = keys;
  if (!first) throw new WebhookError('secret_invalid', 'Expected at least one secret');
  let mismatch: WebhookError | undefined;
  for (const key of keys) {
    try {
      key.verify(text, message, { jsonParse: false });
      return { id, sentAt: new Date(Number(timestamp) * 1_000), body: parse(text) };
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      mismatch = new WebhookError(faultOf(error.message), error.message, { cause: error });
    }
  }
  throw mismatch ?? new WebhookError('signature_mismatch', 'No matching signature found');
}

const headerOf = (headers: WebhookHeaders, name: string): string => {
  const value = headers instanceof Headers ? headers.get(name) : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (typeof value !== 'string' || value === '') throw new WebhookError('header_missing', `Expected one ${name} header`);
  return value;
};

const keyOf = (secret: string): Webhook => {
  try {
    return new Webhook(secret);
  } catch (cause) {
    throw new WebhookError('secret_invalid', 'Expected a secret of the form whsec_ and base64', { cause });
  }
};

const faultOf = (message: string): WebhookFault =>
  message.endsWith('too old') ? 'timestamp_too_old' : message.endsWith('too new') ? 'timestamp_too_new' : 'signature_mismatch';

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new WebhookError('body_not_json', 'Expected the body in UTF-8', { cause });
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new WebhookError('body_not_json', 'Expected a JSON body', { cause });
  }
};
