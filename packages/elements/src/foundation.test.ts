import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { element } from './element.js';
import { calendarDay, dayAndTime, daysBetween, grams, integer, money, time } from './format.js';
import { closestLocale, msg, setLocale, str } from './locale/localize.js';
import { failureOf } from './problem.js';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

describe('the foundation', () => {
  afterEach(() => setLocale('zh-CN'));

  it('defines a tag once, and warns once of another version', () => {
    const warnings: unknown[] = [];
    const { console: real } = globalThis;
    globalThis.console = { ...real, warn: (text: unknown) => { warnings.push(text); } };
    try {
      class First extends LitElement {}
      class Again extends LitElement {}
      element('tessera-test-once')(First);
      element('tessera-test-once')(Again);
      expect(customElements.get('tessera-test-once')).to.equal(First);
      expect(warnings).to.deep.equal([]);
      customElements.define('tessera-test-other', class extends LitElement { static tesseraVersion = '9.9.9'; });
      element('tessera-test-other')(class extends LitElement {});
      element('tessera-test-other')(class extends LitElement {});
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.contain('9.9.9');
    } finally {
      globalThis.console = real;
    }
  });

  it('writes money from integers', () => {
    for (const [amount, long, short] of [[0, '¥0.00', '¥0'], [5, '¥0.05', '¥0.05'], [6000, '¥60.00', '¥60'], [128_640, '¥1,286.40', '¥1,286.40'], [1e12, '¥10,000,000,000.00', '¥10,000,000,000']] as const) {
      expect(money(yuan(amount))).to.equal(long);
      expect(money(yuan(amount), true)).to.equal(short);
    }
  });

  it('counts days and hours in Shanghai', async () => {
    expect(calendarDay('2026-02-28T16:00:00Z')).to.equal('2026-03-01');
    expect(time('2026-03-01T15:59:00Z')).to.equal('23:59');
    expect(daysBetween('2026-02-28T15:59:59Z', '2026-02-28T16:00:00Z')).to.equal(1);
    expect(integer(12_860)).to.equal('12,860');
    await setLocale('zh-HK');
    expect(dayAndTime('2026-03-01T16:30:00Z')).to.equal('2026年3月2日 00:30');
    await setLocale('zh-CN');
    expect(dayAndTime('2026-03-01T16:30:00Z')).to.equal('2026年3月2日 00:30');
    expect(grams(9_999)).to.deep.equal({ figure: '9,999', unit: 'g' });
    expect(grams(12_480)).to.deep.equal({ figure: '12.5', unit: 'kg' });
  });

  it('knows the closest locale', () => {
    for (const [tag, locale] of [['en-GB', 'en'], ['EN', 'en'], ['zh-Hant-TW', 'zh-HK'], ['zh-HK', 'zh-HK'], ['yue', 'zh-HK'], ['zh', 'zh-CN'], ['', 'zh-CN'], ['ar', 'zh-CN']] as const) expect(closestLocale(tag)).to.equal(locale);
  });

  it('falls back to the source, and takes no value for a pattern or a prototype for a text', async () => {
    await setLocale('en');
    expect(msg('重试')).to.equal('Try again');
    expect(msg('没有这句话')).to.equal('没有这句话');
    expect(msg('__proto__')).to.equal('__proto__');
    expect(msg('constructor')).to.equal('constructor');
    expect(msg(str`尾号 ${'{0}$&<b>'}`)).to.equal('Ending {0}$&<b>');
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
  });

  it('reads a failure from anything thrown', () => {
    for (const thrown of [undefined, null, 'text', 42, { code: 'sold_out' }, new Error('x'), Object.assign(new Error('x'), { code: 7, requestId: {} })]) {
      expect(failureOf(thrown)).to.deep.equal({ code: 'internal', detail: '', requestId: null, offline: false });
    }
    expect(failureOf(Object.assign(new Error('x'), { code: 'timeout', detail: 'd', requestId: 'req_1' }))).to.deep.equal({ code: 'timeout', detail: 'd', requestId: 'req_1', offline: true });
  });
});
