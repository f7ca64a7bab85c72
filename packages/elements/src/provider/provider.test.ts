import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { createFakeClient } from '@tessera/client/testing';
import { getLocale, setLocale } from '../locale/localize.js';
import '../pay-code/pay-code.js';
import './provider.js';
import type { ProviderElement } from './provider.js';

const words = (provider: ProviderElement) => provider.querySelector('tessera-pay-code')?.shadowRoot?.textContent ?? '';
const until = async (done: () => boolean) => {
  for (let turn = 0; turn < 100 && !done(); turn += 1) await new Promise((resolve) => { setTimeout(resolve, 20); });
};

afterEach(() => setLocale('zh-CN'));

describe('<tessera-provider>', () => {
  it('gives its client to the widgets inside it, also to ones that come later', async () => {
    const client = createFakeClient();
    const provider = await fixture<ProviderElement>(html`<tessera-provider .client=${client}><tessera-pay-code></tessera-pay-code></tessera-provider>`);
    await until(() => words(provider).includes('0618'));
    expect(words(provider)).to.contain('0618');
    const late = document.createElement('tessera-pay-code');
    const ready = oneEvent(late, 'tessera-ready');
    provider.append(late);
    await ready;
  });

  it('turns the widgets and the gateway\'s texts to another locale', async () => {
    const client = createFakeClient();
    const provider = await fixture<ProviderElement>(html`<tessera-provider .client=${client} locale="zh-CN"><tessera-pay-code></tessera-pay-code></tessera-provider>`);
    await until(() => words(provider).includes('0618'));
    const asked = () => client.calls.filter(({ method }) => method === 'payments.options').length;
    const before = asked();
    provider.locale = 'en';
    await until(() => getLocale() === 'en' && asked() > before);
    expect(client.locale).to.equal('en');
    expect(words(provider)).to.contain('Pay code');
    expect(asked()).to.equal(before + 1);
  });

  it('sets the theme by color-scheme alone', async () => {
    const provider = await fixture<ProviderElement>(html`<tessera-provider theme="dark"><p>…</p></tessera-provider>`);
    const scheme = () => getComputedStyle(provider.querySelector('p') as Element).colorScheme;
    expect(scheme()).to.equal('dark');
    provider.theme = 'light';
    await provider.updateComplete;
    expect(scheme()).to.equal('light');
    provider.theme = 'auto';
    await provider.updateComplete;
    expect(scheme()).to.equal('light dark');
  });

  it('without a way to a session shows the widgets signed out, and asks the page when the button is pressed', async () => {
    const provider = await fixture<ProviderElement>(html`<tessera-provider><tessera-pay-code></tessera-pay-code></tessera-provider>`);
    expect(words(provider)).to.contain('登录后即可使用');
    const pressed = oneEvent(provider, 'tessera-sign-in');
    provider.querySelector('tessera-pay-code')?.shadowRoot?.querySelector<HTMLElement>('.failure button')?.click();
    expect((await pressed).cancelable).to.equal(true);
  });

  it('takes a 401 of the session endpoint for a user who is not signed in', async () => {
    const asked: RequestInit[] = [];
    const real = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!url.endsWith('/my-session')) return real(input, init);
      asked.push(init ?? {});
      return Promise.resolve(new Response('{}', { status: 401 }));
    };
    try {
      const provider = await fixture<ProviderElement>(html`<tessera-provider gateway="http://gateway.invalid" publishable-key="pk_test_00000000" session-endpoint="/my-session"><tessera-pay-code></tessera-pay-code></tessera-provider>`);
      await until(() => words(provider).includes('登录后即可使用'));
      expect(words(provider)).to.contain('登录后即可使用');
      expect(JSON.parse(asked[0]?.body as string)).to.deep.equal({ publishableKey: 'pk_test_00000000', origin: location.origin, reason: 'first' });
    } finally {
      globalThis.fetch = real;
    }
  });
});
