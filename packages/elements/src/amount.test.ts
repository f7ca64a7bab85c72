import { expect } from '@open-wc/testing';
import { fen, press } from './amount.js';

describe('the amount', () => {
  it('is counted in whole fen', () => {
    for (const [display, amount] of [['', 0], ['0.', 0], ['0.1', 10], ['12.5', 1250], ['0.29', 29], ['19.99', 1999], ['50000', 5_000_000]] as const) expect(fen(display)).to.equal(amount);
  });

  it('takes no key that makes no amount', () => {
    const typed = (sequence: string) => [...sequence].reduce((display, key) => press(display, key === '<' ? 'Backspace' : key), '');
    expect(typed('.5')).to.equal('0.5');
    expect(typed('1.234')).to.equal('1.23');
    expect(typed('1..2')).to.equal('1.2');
    expect(typed('007')).to.equal('7');
    expect(typed('500001')).to.equal('50000');
    expect(typed('12<3')).to.equal('13');
  });
});
