import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { PasskeyAssertion, PasskeyCreation, PasskeyRequest } from '@tessera/contract';

type Attestation = Omit<PasskeyAssertion, 'response'> & { response: { clientDataJSON: string; attestationObject: string } };

/** What a test may have the authenticator do wrong. */
export interface Misdeed {
  readonly counter?: number;
  readonly rpId?: string;
  readonly userVerified?: boolean;
  /** The page around a frame, when the answer comes from one. */
  readonly topOrigin?: string;
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();

type CborValue = number | string | Uint8Array | ReadonlyMap<number | string, unknown>;

/** CBOR (RFC 8949) of integers, texts, bytes and maps, with lengths under 65,536. */
function cbor(value: CborValue): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item as CborValue)])]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  return length < 256 ? Buffer.from([(major << 5) | 24, length]) : Buffer.from([(major << 5) | 25, length >> 8, length & 0xff]);
}

/** A passkey in software: one ES256 key pair, made for one relying party. */
export class SoftwarePasskey {
  readonly id = base64url(randomBytes(32));
  readonly #key: KeyObject;
  readonly #x: Buffer;
  readonly #y: Buffer;
  counter = 0;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#key = privateKey;
    [this.#x, this.#y] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  }

  /** What the browser answers to `navigator.credentials.create` on a page of `origin`. */
  create(options: PasskeyCreation, origin: string, misdeed: Misdeed = {}): Attestation {
    const key = new Map<number, number | Buffer>([[1, 2], [3, -7], [-1, 1], [-2, this.#x], [-3, this.#y]]);
    const id = Buffer.from(this.id, 'base64url');
    const data = Buffer.concat([this.#data(options.rp.id, 0x40, misdeed), Buffer.alloc(16), Buffer.from([id.length >> 8, id.length & 0xff]), id, cbor(key)]);
    const attestationObject = cbor(new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', data]]));
    return { ...this.#named(), response: { clientDataJSON: base64url(this.#client('webauthn.create', options.challenge, origin)), attestationObject: base64url(attestationObject) } };
  }

  /** What the browser answers to `navigator.credentials.get` on a page of `origin`. The counter goes up by one. */
  get(request: PasskeyRequest, origin: string, misdeed: Misdeed = {}): PasskeyAssertion {
    this.counter += 1;
    const client = this.#client('webauthn.get', request.challenge, origin, misdeed.topOrigin);
    const data = this.#data(request.rpId, 0, misdeed);
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.#key);
    return { ...this.#named(), response: { clientDataJSON: base64url(client), authenticatorData: base64url(data), signature: base64url(signature) } };
  }

  #named() {
    return { id: this.id, rawId: this.id, type: 'public-key' as const };
  }

  #client(type: string, challenge: string, origin: string, topOrigin?: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: topOrigin !== undefined, ...topOrigin === undefined ? {} : { topOrigin } }));
  }

  #data(rpId: string, flags: number, { counter = this.counter, rpId: other = rpId, userVerified = true }: Misdeed): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(other), Buffer.from([flags | 0x01 | (userVerified ? 0x04 : 0)]), count]);
  }
}
