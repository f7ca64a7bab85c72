import { expect } from '@open-wc/testing';
import { applyTheme, isSafeToken } from './frame-theme.js';

const safe: [name: string, value: string][] = [
  ['color-accent', '#0a7'], ['color-accent', 'oklch(.52 .098 178)'], ['color-ink', 'light-dark(#fff, oklch(0 0 0 / .25))'],
  ['color-coupon', 'color-mix(in oklab, red 20%, transparent)'], ['radius-card', '22px'], ['size-body', 'calc(1rem + 2px)'],
  ['font-family', 'system-ui, "PingFang SC", \'Noto Sans SC\', sans-serif'], ['font-family', '思源黑体, sans-serif'],
];

const hostile: [name: string, value: string][] = [
  ['color-accent', 'url(https://evil.example/x)'], ['color-accent', 'URL("https://evil.example/x")'], ['color-accent', 'image-set("https://evil.example/x" 1x)'],
  ['color-accent', 'src("x")'], ['color-accent', 'u\\72l(x)'], ['color-accent', 'red; position: fixed'], ['color-accent', 'red} body{display:none'],
  ['color-accent', '@import "x"'], ['color-accent', 'expression(alert(1))'], ['color-accent', 'var(--secret)'], ['color-accent', 'env(x)'], ['color-accent', 'attr(data-x)'],
  ['color-accent', '<style>'], ['color-accent', 'rgb(1,2,3'], ['color-accent', 'rgb 1)('], ['font-family', '"open'], ['color-accent', `#${'f'.repeat(10_000_000)}`],
  ['color-accent', 'red !important'], ['color-accent', 'javascript:alert(1)'], ['color-accent', 'paint(x)'], ['color-accent', 'element(#a)'],
  ['shadow-card', 'none'], ['z-index', '9'], ['__proto__', 'red'], ['', 'red'],
];

describe('a page\'s theme', () => {
  for (const [name, value] of safe) it(`may set ${name} to ${value}`, () => expect(isSafeToken(name, value)).to.equal(true));
  for (const [name, value] of hostile) it(`may not set ${name || 'nothing'} to ${value.slice(0, 40)}`, () => expect(isSafeToken(name, value)).to.equal(false));

  it('takes what is safe, drops what is not, and forgets what is no longer set', () => {
    const { style } = document.createElement('div');
    applyTheme(style, { 'color-accent': ' #0a7 ', 'color-ink': 'url(x)', 'radius-card': '4px', position: 'fixed' }, 'dark');
    expect(style.getPropertyValue('--tessera-color-accent')).to.equal('#0a7');
    expect(style.length).to.equal(3);
    expect(style.colorScheme).to.equal('dark');
    applyTheme(style, { 'color-accent': '' }, 'normal');
    expect(style.length).to.equal(1);
    expect(style.colorScheme).to.equal('light');
  });

  it('survives anything in place of a theme', () => {
    const { style } = document.createElement('div');
    for (const tokens of [null, undefined, 7, 'red', [], { 'color-accent': { toString: () => 'red' } }, Object.create({ 'color-accent': 'red' })]) {
      applyTheme(style, tokens, { toString: () => 'dark' });
      expect(style.cssText).to.equal('color-scheme: light;');
    }
  });
});
