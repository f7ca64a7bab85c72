import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { crc16 } from './crc16.js';
import { readObjects } from './mpm-objects.js';
import { MpmError, parseMpm, writeMpm, type MpmFault } from './mpm.js';
import vectors from './mpm.vectors.json' with { type: 'json' };

/** Vectors that are well-formed, but break a rule about a value that the specification states. */
const strict: Readonly<Record<string, string>> = { 'pix-2': '54' };

function faultsOf(payload: string): readonly MpmFault[] {
  try {
    parseMpm(payload);
    return [];
  } catch (error) {
    assert.ok(error instanceof MpmError, String(error));
    assert.ok(error.faults.length > 0);
    return error.faults;
  }
}

const seal = (body: string) => `${body}6304${crc16(`${body}6304`)}`;
const plain = '000201010211260800040000' + '5204541153031565802CN5904SHOP6005JINAN';
/** A good code with more objects, its CRC right. */
const withObjects = (more: string) => seal(`00020126080004abcd5204541153031565802CN5904SHOP6005JINAN${more}`);

describe('EMVCo merchant-presented payloads', () => {
  it('counts the CRC as published', () => {
    assert.equal(crc16('123456789'), vectors.crc.check_123456789);
    assert.equal(crc16(''), 'FFFF');
  });

  for (const { name, payload, decoded, crc_in_payload: crc } of vectors.valid) {
    it(`splits the published ${name} object by object, counting characters`, () => {
      const objects = readObjects(payload, '');
      assert.deepEqual(objects.map(({ id, value }) => ({ id, value })), decoded.map(({ id, value }) => ({ id, value })));
      assert.equal(crc16(payload.slice(0, -4)), crc);
    });

    it(strict[name] === undefined ? `takes ${name}` : `refuses ${name} for object ${strict[name]} alone`, () => {
      assert.deepEqual(faultsOf(payload).map(({ id }) => id), strict[name] === undefined ? [] : [strict[name]]);
      if (strict[name] !== undefined) return;
      const { objects } = parseMpm(payload);
      for (const { id, value, children } of decoded as readonly { id: string; value: string; children?: readonly { id: string; value: string }[] }[]) {
        const read = objects.get(id);
        assert.equal(read?.value, value);
        // Templates whose form only their own scheme knows stay closed.
        if (children && read.children) assert.deepEqual([...read.children], children.map((child) => [child.id, child.value]));
      }
    });
  }

  for (const { name, payload, reason } of vectors.negative) {
    it(`refuses ${name}: ${reason}`, () => assert.notDeepEqual(faultsOf(payload), []));
  }

  for (const amount of vectors.amount_examples.valid) {
    it(`takes the amount ${amount}`, () => assert.deepEqual(faultsOf(withObjects(`54${String(amount.length).padStart(2, '0')}${amount}`)), []));
  }
  for (const amount of [...vectors.amount_examples.invalid, '0', '0.00', '.', '1.2.3', '-1', '1e3', '１２', '12345678901234']) {
    it(`refuses the amount ${amount}`, () => {
      assert.deepEqual(faultsOf(withObjects(`54${String([...amount].length).padStart(2, '0')}${amount}`)).map(({ id }) => id), ['54']);
    });
  }

  const cases: readonly (readonly [what: string, payload: string, ids: readonly string[]])[] = [
    ['a good code', withObjects(''), []],
    ['no version first', seal(`01021126080004abcd5204541153031565802CN5904SHOP6005JINAN000201`), ['00']],
    ['another version', seal(plain.replace('000201', '000202').replace('0000', 'abcd')), ['00']],
    ['a CRC in lower case', `${withObjects('').slice(0, -4)}${withObjects('').slice(-4).toLowerCase()}x`.slice(0, -1), /[A-F]/.test(withObjects('').slice(-4)) ? ['63'] : []],
    ['no CRC', withObjects('').slice(0, -8), ['63']],
    ['no city and no currency', seal(`00020126080004abcd520454115802CN5904SHOP`), ['53', '60']],
    ['no account', seal('0002015204541153031565802CN5904SHOP6005JINAN'), ['02-51']],
    ['a length of 00', seal(`000201540026080004abcd`), ['54']],
    ['a length in full-width digits', '00０２01', ['00']],
    ['an id of letters', '0A0201', ['']],
    ['a name of 26', seal(`00020126080004abcd5204541153031565802CN5926${'N'.repeat(26)}6005JINAN`), ['59']],
    ['a name in Chinese outside its template', seal(`00020126080004abcd5204541153031565802CN5902永辉6005JINAN`), ['59']],
    ['a small country', seal(`00020126080004abcd5204541153031565802cn5904SHOP6005JINAN`), ['58']],
    ['an account template without its id', seal(`00020126080104abcd5204541153031565802CN5904SHOP6005JINAN`), ['26/00']],
    ['an account template that is no objects', seal(`0002012604abcd5204541153031565802CN5904SHOP6005JINAN`), ['26']],
    ['an object twice in a template', withObjects('62160502A10502A20102B1'.replace('6216', '6218')), ['62/05']],
    ['a reference of 26', withObjects(`62300526${'R'.repeat(26)}`), ['62/05']],
    ['a data request with a letter twice', withObjects('62070903AMA'), ['62/09']],
    ['a data request of all three', withObjects('62070903AME'), []],
    ['a language without a name', withObjects('64060002ZH'), ['64/01']],
    ['an unreserved template without its id', withObjects('80080104abcd'), ['80/00']],
    ['an object reserved for the future', withObjects('6504abcd'), []],
    ['a tip to ask for', withObjects('550201'), []],
    ['a fixed tip', withObjects('55020256045.00'), []],
    ['a fixed tip that is missing', withObjects('550202'), ['56']],
    ['a fixed tip of nothing', withObjects('55020256040.00'), ['56']],
    ['a fixed tip nobody announced', withObjects('56045.00'), ['56']],
    ['a tip in percent', withObjects('550203570505.50'), []],
    ['a tip of 100 percent', withObjects('5502035703100'), ['57']],
    ['a tip both ways', withObjects('55020256045.00570505.50'), ['57']],
    ['nothing', '', ['']],
  ];
  for (const [what, payload, ids] of cases) {
    it(ids.length === 0 ? `takes ${what}` : `refuses ${what}, at ${ids.join(' and ')}`, () => assert.deepEqual(faultsOf(payload).map(({ id }) => id), ids, payload));
  }

  it('writes what it reads, lengths in characters', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => [...text].length <= 20);
    fc.assert(fc.property(value, value, (name, reference) => {
      const written = writeMpm([
        ['00', '01'], ['26', [['00', 'cn.tessera'], ['01', 'str_1']]], ['52', '5411'], ['53', '156'], ['54', '236.00'], ['58', 'CN'], ['59', 'SHOP'], ['60', 'JINAN'],
        ['62', [['05', reference]]], ['64', [['00', 'ZH'], ['01', name]]],
      ]);
      const { objects } = parseMpm(written);
      assert.deepEqual([objects.get('62')?.children?.get('05'), objects.get('64')?.children?.get('01')], [reference, name]);
    }));
  });

  it('refuses any text with nothing but its own error, quickly', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('000201', '0102', '26080004abcd', '99', '6304', '🀄', '5406'));
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, sealed) => {
      const body = pieces.join('');
      faultsOf(sealed ? seal(body) : body);
    }), { numRuns: 5000 });
    for (const hostile of ['00'.repeat(25_000), '9'.repeat(50_000), `000201${'2699'.repeat(250)}`, withObjects(`5413${'1'.repeat(13)}`), `00020154${'1'.repeat(1000)}`]) {
      const started = performance.now();
      faultsOf(hostile);
      assert.ok(performance.now() - started < 50, `${hostile.slice(0, 20)}… took too long`);
    }
  });
});
