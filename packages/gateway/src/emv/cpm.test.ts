import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { digitsOf, parseCpm, readApplications, writeCpm } from './cpm.js';
import vectors from './cpm.vectors.json' with { type: 'json' };
import { hex, readTlv, TlvError, writeLength, writeTlv } from './tlv.js';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
/** Templates whose inside the vectors show: 61, and 63 within it, which readers leave closed. */
interface Shown { tag: string; len: number; hex?: string; children?: readonly Shown[] }
const shown = (bytes: Uint8Array, like: readonly Shown[]): Shown[] => readTlv(bytes).map(({ tag, value }, index) => {
  const children = like[index]?.children;
  return children ? { tag, len: value.length, children: shown(value, children) } : { tag, len: value.length, hex: hex(value) };
});

describe('EMVCo consumer-presented payloads', () => {
  for (const { name, base64, hex: text, decoded, bytes } of vectors.valid) {
    it(`reads the published ${name} object by object, and writes the same bytes again`, () => {
      const payload = new Uint8Array(Buffer.from(base64, 'base64'));
      assert.equal(hex(payload), text);
      assert.equal(payload.length, bytes);
      assert.deepEqual(shown(payload, decoded), decoded);
      assert.equal(hex(writeTlv(readTlv(payload))), text);
      const [application] = parseCpm(base64);
      assert.equal(application?.aid, decoded[1]?.children?.[0]?.hex);
    });
  }

  for (const { name, hex: text, expect } of vectors.negative) {
    it(`refuses ${name}: ${expect}`, () => {
      const read = () => readApplications(bytesOf(text));
      // A template whose ADF name is too short is skipped, so that nothing is left to pay with.
      if (name === 'aid-too-short') assert.deepEqual(read(), []);
      else assert.throws(read, TlvError);
    });
  }

  for (const { length, hex: text } of vectors.ber_length) {
    it(`writes the length ${length} as ${text}, and reads it`, () => {
      assert.equal(hex(writeLength(length)), text);
      const [object] = readTlv(Buffer.concat([bytesOf(`5A${text}`), new Uint8Array(length)]));
      assert.equal(object?.value.length, length);
    });
  }

  const own = '61' + '14' + '4F05A000000001' + '5003414243' + '5A06123456789012';
  const start = '85054350563031';
  const faults: readonly (readonly [what: string, text: string, where: string])[] = [
    ['no version first', own, '85'], ['another version', `85054350563032${own}`, '85'], ['three applications', start + own + own + own, '61'],
    ['two common templates', `${start}${own}62035001416203500142`, '62'], ['an object twice in one application', `${start}610B4F05A00000000150005000`, '61/50'],
    ['an object in the application and in the common data', `${start}${own}6203500141`, '61/50'],
    ['a value cut off', `${start}61FF`, '61'], ['an indefinite length', `${start}6180`, '61'], ['a length of three bytes', `${start}6183000001`, '61'],
    ['a tag without an end', `${start}1F`, ''],
  ];
  for (const [what, text, where] of faults) {
    it(`says that it goes wrong at ${where === '' ? 'the payload' : where}: ${what}`, () => {
      assert.throws(() => readApplications(bytesOf(text)), (error) => error instanceof TlvError && error.path === where);
    });
  }

  it('takes two applications with common data, and objects it does not know', () => {
    const other = '610A4F05A000000002500142';
    const read = readApplications(bytesOf(`${start}61074F05A000000001${other}62045F5001619F0901FF`));
    assert.deepEqual(read.map(({ aid, objects }) => [aid, objects.has('5F50')]), [['A000000001', true], ['A000000002', true]]);
  });

  it('takes 512 characters and not one more, and no base64 with foreign letters', () => {
    assert.throws(() => parseCpm(`hQVDUFY${'A'.repeat(506)}`), /at most 512/);
    assert.throws(() => parseCpm('hQVDUFYwMW*EaTwegAAAAVVVV'), /base64/);
  });

  it('writes an application and reads it back', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9]{1,20}$/), fc.stringMatching(/^[0-9A-F]{10,32}$/).filter((aid) => aid.length % 2 === 0), (number, aid) => {
      const [read] = parseCpm(writeCpm({ aid, label: 'TESSERA', number }));
      assert.equal(read?.aid, aid);
      assert.equal(digitsOf(read.objects.get('5A') ?? new Uint8Array()), number);
    }));
  });

  it('refuses any bytes with nothing but its own error', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (tail, begun) => {
      try {
        readApplications(begun ? Buffer.concat([bytesOf(start), tail]) : tail);
      } catch (error) {
        assert.ok(error instanceof TlvError, String(error));
      }
    }), { numRuns: 3000 });
  });
});
