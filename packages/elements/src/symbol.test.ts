import { expect, fixture } from '@open-wc/testing';
import { CODE128_QUIET, code128 } from './code128.js';
import { QR_QUIET, qrRows } from './qr.js';
import { bars, matrix, moduleSize } from './symbol.js';

const NUMBER = '990000003141592653';

/** The module at a place, read from the drawn path. */
const isDark = (svg: SVGElement, x: number, y: number): boolean =>
  (svg.querySelectorAll('path')[1] as SVGPathElement).isPointInFill(new DOMPoint(x + 0.5, y + 0.5));

describe('the symbols', () => {
  it('are drawn in whole device pixels, the largest that fit', () => {
    const scale = devicePixelRatio;
    expect(moduleSize(308, 154) * scale).to.equal(Math.floor((308 * scale) / 154));
    expect(moduleSize(307, 154) * scale).to.equal(Math.floor((307 * scale) / 154));
    expect(moduleSize(10, 154) * scale, 'never less than one').to.equal(1);
  });

  it('draw a QR code black on white with four light modules around it', async () => {
    const rows = qrRows(NUMBER);
    const svg = await fixture<SVGElement>(matrix(rows, QR_QUIET, 231));
    const size = rows.length + 8;
    const [paper, ink] = svg.querySelectorAll('path');
    expect([paper?.getAttribute('fill'), ink?.getAttribute('fill')]).to.deep.equal(['#fff', '#000']);
    expect(svg.getAttribute('viewBox')).to.equal(`0 0 ${size} ${size}`);
    for (let y = 0; y < size; y += 1) {
      for (let x = 0; x < size; x += 1) expect(isDark(svg, x, y), `${x},${y}`).to.equal(rows[y - 4]?.[x - 4] === '1');
    }
    for (const [x, y] of [[0, 0], [rows.length - 7, 0], [0, rows.length - 7]] as const) {
      expect(rows[y]?.slice(x, x + 7), 'a finder pattern').to.equal('1111111');
      expect(rows[y + 1]?.slice(x, x + 7)).to.equal('1000001');
    }
  });

  for (const upright of [false, true]) {
    it(`draw bars ${upright ? 'along an upright phone' : 'across'} with ten light modules at each end`, async () => {
      const modules = code128(NUMBER);
      const svg = await fixture<SVGElement>(bars(modules, CODE128_QUIET, 308, 64, upright));
      expect(svg.getAttribute('viewBox')).to.equal(upright ? '0 0 1 154' : '0 0 154 1');
      for (let at = 0; at < 154; at += 1) expect(upright ? isDark(svg, 0, at) : isDark(svg, at, 0)).to.equal(modules[at - 10] === '1');
      expect(Number(svg.getAttribute(upright ? 'height' : 'width')) / 154).to.equal(moduleSize(308, 154));
    });
  }
});
