import { expect, oneEvent } from '@open-wc/testing';
import './embed.js';
import type { Told } from './embed.js';

type Widget = HTMLElement & { refresh(): void };
const KEY = 'pk_test_embedtests0001';
const added: Element[] = [];

const add = (markup: { tag: string; attributes?: Record<string, string>; children?: Node[] }): HTMLElement => {
  const element = document.createElement(markup.tag);
  for (const [name, value] of Object.entries(markup.attributes ?? {})) element.setAttribute(name, value);
  element.append(...(markup.children ?? []));
  document.body.append(element);
  added.push(element);
  return element;
};
const widget = (attributes: Record<string, string> = {}, tag = 'tessera-energy-card') => {
  const own = document.createElement('p');
  own.textContent = '商家自己的内容';
  return add({ tag, attributes: { gateway: location.origin, 'publishable-key': KEY, ...attributes }, children: [own] }) as Widget;
};
const frameOf = (element: Element) => element.shadowRoot?.querySelector('iframe') as HTMLIFrameElement;
/** Stands in for the page in the frame: what the loader sent, and the port it sent. */
const handedOver = (element: Element) => new Promise<{ told: Told; port: MessagePort; origin: string }>((resolve) => {
  const frame = frameOf(element);
  frame.addEventListener('load', () => frame.contentWindow?.addEventListener('message', ({ data, ports, origin }: MessageEvent<Told>) => resolve({ told: data, port: ports[0] as MessagePort, origin }), { once: true }), { once: true });
});
const next = (port: MessagePort) => new Promise<Told & { refresh?: true }>((resolve) => (port.onmessage = ({ data }) => resolve(data as Told)));
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));
const ownContentShows = (element: Element) => (element.querySelector('p') as HTMLElement).offsetHeight > 0;

afterEach(() => {
  for (const element of added.splice(0)) element.remove();
  document.documentElement.removeAttribute('lang');
});

describe('the snippet', () => {
  it('frames the gateway\'s page, named for people and allowed no more than it needs', () => {
    const frame = frameOf(widget({ locale: 'en' }));
    expect(frame.title).to.equal('energy card');
    expect(frame.src).to.match(new RegExp(`^${location.origin}/embed/frame\\?key=${KEY}#energy-card\\.\\d+-\\d+-\\d+-\\d+$`));
    expect(frame.allow).to.equal('camera; clipboard-write; geolocation; publickey-credentials-create; publickey-credentials-get; screen-wake-lock');
    expect(frame.referrerPolicy).to.equal('no-referrer');
    expect(['zh-CN', 'zh-Hant-TW', 'fr'].map((locale) => frameOf(widget({ locale }, 'tessera-pay-code')).title)).to.deep.equal(['付款码', '付款碼', '付款码']);
    for (const tag of ['tessera-check-in', 'tessera-lottery', 'tessera-invite']) expect(frameOf(widget({ locale: 'zh-CN' }, tag)).src).to.contain(`#${tag.slice(8)}.`);
  });

  it('hands over one port with the nonce of the frame\'s address', async () => {
    const element = widget();
    const { told, port, origin } = await handedOver(element);
    expect(origin).to.equal(location.origin);
    expect(frameOf(element).src.endsWith(`.${told.nonce}`)).to.equal(true);
    expect(typeof port.postMessage).to.equal('function');
  });

  it('shows the page\'s own content until the frame is ready, then the frame at its height', async () => {
    const element = widget();
    const { port } = await handedOver(element);
    expect(ownContentShows(element)).to.equal(true);
    expect(element.offsetHeight).to.equal(292);
    expect(getComputedStyle(frameOf(element)).visibility).to.equal('hidden');
    port.postMessage({ height: 321 });
    port.postMessage({ ready: true });
    await settle();
    expect(ownContentShows(element)).to.equal(false);
    expect([element.offsetHeight, getComputedStyle(frameOf(element)).visibility]).to.deep.equal([321, 'visible']);
    port.postMessage({ height: 1e9 });
    await settle();
    expect(element.offsetHeight).to.equal(9_999);
  });

  it('tells the frame of attributes, locale, theme and colour scheme, and again when they change', async () => {
    document.documentElement.lang = 'zh-HK';
    const element = widget({ view: 'rides', 'no-chart': '' });
    element.style.setProperty('--tessera-color-accent', 'tomato');
    element.style.colorScheme = 'dark';
    const { told, port } = await handedOver(element);
    expect(told).to.include({ locale: 'zh-HK', scheme: 'dark' });
    expect(told.attributes).to.include({ view: 'rides', 'no-chart': '' });
    expect(told.tokens['color-accent']).to.equal('tomato');
    const changed = next(port);
    element.setAttribute('view', 'tree');
    expect((await changed).attributes).to.include({ view: 'tree' });
    const spoken = next(port);
    document.documentElement.lang = 'en';
    expect((await spoken).locale).to.equal('en');
    expect(frameOf(element).title).to.equal('energy card');
    const asked = next(port);
    element.refresh();
    expect((await asked).refresh).to.equal(true);
  });

  it('passes the widget\'s events on, bubbling and composed, and no other names', async () => {
    const element = widget();
    const { port } = await handedOver(element);
    const others: string[] = [];
    document.addEventListener('click', (event) => others.push(event.type), { once: true });
    const collected = oneEvent<Event & { grams: number }>(document.body, 'tessera-energy-collect');
    port.postMessage({ type: 'click', detail: {} });
    port.postMessage({ type: 'tessera-energy-collect', detail: { grams: 318 } });
    const event = await collected;
    expect(event).to.include({ grams: 318, bubbles: true, composed: true });
    expect(event.target).to.equal(element);
    expect(others).to.deep.equal([]);
  });

  it('hears nothing from other windows, whatever they say', async () => {
    const element = widget();
    const { told } = await handedOver(element);
    const heard: string[] = [];
    element.addEventListener('tessera-payment', () => heard.push('payment'));
    for (const data of [{ ready: true }, { height: 5 }, { type: 'tessera-payment', detail: {} }, { nonce: told.nonce, ready: true }, 'x'.repeat(1_000_000), null]) window.postMessage(data, location.origin);
    await settle();
    expect([ownContentShows(element), element.offsetHeight, heard.length]).to.deep.equal([true, 292, 0]);
  });

  it('gives a reloaded frame a channel of its own and closes the old one', async () => {
    const element = widget();
    const first = await handedOver(element);
    const again = handedOver(element);
    frameOf(element).contentWindow?.location.reload();
    const second = await again;
    const heard: unknown[] = [];
    element.addEventListener('tessera-ready', () => heard.push(1));
    first.port.postMessage({ type: 'tessera-ready', detail: {} });
    second.port.postMessage({ type: 'tessera-ready', detail: {} });
    await settle();
    expect(heard.length).to.equal(1);
  });

  it('says what is missing, and goes on showing the page\'s own content', async () => {
    for (const missing of ['publishable-key', 'gateway']) {
      const element = document.createElement('tessera-pay-code');
      const own = document.createElement('p');
      own.textContent = '商家自己的内容';
      element.append(own);
      for (const name of ['publishable-key', 'gateway']) if (name !== missing) element.setAttribute(name, name === 'gateway' ? location.origin : KEY);
      const error = oneEvent<Event & { code: string; detail: string }>(element, 'tessera-error');
      document.body.append(element);
      added.push(element);
      expect((await error).detail).to.contain(missing);
      expect(ownContentShows(element)).to.equal(true);
      expect(frameOf(element)).to.equal(null);
    }
  });

  it('reports a frame that never answers, names the origin to add, and shows it when it answers late', async () => {
    const timer = window.setTimeout;
    let late: (() => void) | undefined;
    window.setTimeout = ((run: (...given: unknown[]) => void, _wait: number, ...given: unknown[]) => {
      late = () => run(...given);
      return 0;
    }) as unknown as typeof setTimeout;
    const element = widget();
    window.setTimeout = timer;
    const { port } = await handedOver(element);
    const error = oneEvent<Event & { code: string; detail: string }>(element, 'tessera-error');
    late?.();
    expect(await error).to.include({ code: 'render_blocked' });
    expect((await error).detail).to.contain(location.origin).and.to.contain(KEY);
    expect([ownContentShows(element), element.offsetHeight < 100]).to.deep.equal([true, true]);
    port.postMessage({ height: 200 });
    port.postMessage({ ready: true });
    await settle();
    expect(element.offsetHeight).to.equal(200);
  });

  it('takes its settings from a provider around it', () => {
    const inner = document.createElement('tessera-rights-wallet');
    add({ tag: 'tessera-provider', attributes: { gateway: location.origin, 'publishable-key': 'pk_test_outer0001', locale: 'en' }, children: [inner] });
    expect(frameOf(inner).src).to.contain('pk_test_outer0001');
    expect(frameOf(inner).title).to.equal('rights wallet');
  });

  it('may be loaded twice, and moved, removed and put back while it loads', async () => {
    const first = customElements.get('tessera-pay-code');
    await import(new URL('./embed.ts?again', import.meta.url).href);
    expect(customElements.get('tessera-pay-code')).to.equal(first);
    const element = widget();
    const before = frameOf(element).src;
    element.remove();
    expect(frameOf(element)).to.equal(null);
    document.body.append(element);
    expect(frameOf(element).src).not.to.equal(before);
    const { told } = await handedOver(element);
    expect(frameOf(element).src.endsWith(told.nonce)).to.equal(true);
  });

  it('is not led astray by what the page names after things it reads', async () => {
    const names = ['currentScript', 'documentElement', 'createElement', 'defaultView', 'baseURI', 'head'];
    const ids = ['addEventListener', 'postMessage', 'customElements', 'crypto', 'matchMedia', 'MessageChannel', 'script', 'gateway'];
    const traps = document.createElement('div');
    const element = document.createElement('tessera-energy-card');
    element.setAttribute('gateway', location.origin);
    element.setAttribute('publishable-key', KEY);
    for (const [attribute, tag, all] of [['name', 'img', names], ['id', 'a', ids]] as const) {
      for (const value of all) traps.appendChild(document.createElement(tag)).setAttribute(attribute, value);
    }
    added.push(traps, element);
    document.body.append(traps);
    expect(document.currentScript).to.equal(traps.firstChild);
    document.body.append(element);
    const { told, port } = await handedOver(element);
    expect(frameOf(element).src.endsWith(told.nonce)).to.equal(true);
    traps.remove();
    port.postMessage({ height: 100 });
    port.postMessage({ ready: true });
    await settle();
    expect(element.offsetHeight).to.equal(100);
  });
});
