import { expect } from '@open-wc/testing';
import { CODE128_QUIET, code128 } from './code128.js';

/** Computed by hand from ISO/IEC 15417 and read back by independent decoders. */
const vectors: Readonly<Record<string, string>> = {
  '134567890123456789': '11010011100100110111001011101100010000101100110110111101100110110011101101110101110110001000010110011011011110111100100101100011101011',
  '286666666666666666': '11010011100111001101001001000011010010000110100100001101001000011010010000110100100001101001000011010010000110110001011101100011101011',
  '1234567890123456': '110100111001011001110010001011000111000101101100001010011011110110101100111001000101100011100010110110010111001100011101011',
  '621234567890123456': '11010011100111100010101011001110010001011000111000101101100001010011011110110101100111001000101100011100010110110001000101100011101011',
};

describe('code128', () => {
  for (const [digits, modules] of Object.entries(vectors)) {
    it(`draws ${digits} as the standard says`, () => expect(code128(digits)).to.equal(modules));
  }

  it('takes the last of an odd count in set B', () => {
    // START C, 12, CODE B, 3 (value 19), check (105 + 12 + 2 * 100 + 3 * 19) mod 103 = 65, STOP
    expect(code128('123')).to.equal('11010011100' + '10110011100' + '10111101110' + '11001011100' + '10010110000' + '1100011101011');
    expect(code128('6212345678901234567')).to.have.length(156);
  });

  it('starts and ends with a bar, so that the quiet zone is all white', () => {
    expect(code128('990000003141592653')).to.match(/^1.*1$/).and.have.length(134);
    expect(CODE128_QUIET).to.equal(10);
  });

  for (const wrong of ['', '1', '123a5678', '12 34', '１２３４']) {
    it(`refuses ${JSON.stringify(wrong)}`, () => expect(() => code128(wrong)).to.throw(RangeError));
  }
});
