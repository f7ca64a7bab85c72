import { expect } from '@open-wc/testing';
import { fixtureId, paymentFixture } from '@tessera/client/testing';
import type { Told } from './embed.js';
import type { FrameSays } from './frame-session.js';

const KEY = 'pk_test_frametests0001';
const NONCE = '1-22-333-4444';
const frames: HTMLIFrameElement[] = [];

const bare = (src: string) => new Promise<HTMLIFrameElement>((resolve) => {
  const frame = document.createElement('iframe');
  frame.width = '360';
  frame.addEventListener('load', () => resolve(frame), { once: true });
  frame.src = src;
  document.body.append(frame);
  frames.push(frame);
});
/** The frame's code in a document of its own. `before` may replace what the document offers. */
const open = async (hash = `#energy-card.${NONCE}`, before: (view: Window & typeof globalThis) => void = () => undefined) => {
  const frame = await bare(`/embed/frame?key=${KEY}${hash}`);
  const view = frame.contentWindow as Window & typeof globalThis;
  before(view);
  const script = view.document.createElement('script');
  script.type = 'module';
  script.src = new URL('./frame.ts', import.meta.url).href;
  const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
  view.document.body.replaceChildren();
  view.document.head.append(script);
  await loaded;
  return { frame, view };
};
const told = (special: Partial<Told> = {}): Told => ({ nonce: NONCE, attributes: {}, locale: 'zh-CN', scheme: 'light', tokens: {}, ...special });
/** Hands a port over as the loader does, and collects what comes back. */
const connect = (view: Window, message: unknown = told()) => {
  const { port1, port2 } = new MessageChannel();
  const heard: { ready?: true; height?: number; type?: string; detail?: Record<string, unknown> }[] = [];
  port1.onmessage = ({ data }) => heard.push(data as (typeof heard)[number]);
  view.postMessage(message, location.origin, [port2]);
  return { port: port1, heard };
};
const until = async (done: () => unknown, within = 8_000): Promise<void> => {
  const start = performance.now();
  while (!done()) {
    if (performance.now() - start > within) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const settle = () => new Promise((resolve) => setTimeout(resolve, 150));
const card = (view: Window) => view.document.querySelector('tessera-energy-card');
const signInButton = (view: Window) => card(view)?.shadowRoot?.querySelector<HTMLButtonElement>('.failure button') ?? null;

afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove();
});

describe('the frame', () => {
  it('shows its widget to the loader that knows its nonce, and tells its height', async () => {
    const { view } = await open();
    const { heard } = connect(view, told({ locale: 'en', scheme: 'dark', tokens: { 'color-accent': 'tomato', 'color-ink': 'url(x)' }, attributes: { view: 'rides', style: 'position:fixed', onclick: 'alert(1)', id: 'x' } }));
    await until(() => heard.some(({ ready }) => ready));
    expect(heard.findIndex(({ height }) => (height ?? 0) > 0)).to.be.within(0, heard.findIndex(({ ready }) => ready));
    const { style, lang } = view.document.documentElement;
    expect([lang, style.colorScheme, style.getPropertyValue('--tessera-color-accent'), style.getPropertyValue('--tessera-color-ink')]).to.deep.equal(['en', 'dark', 'tomato', '']);
    expect(card(view)?.getAttributeNames()).to.deep.equal(['view']);
  });

  it('scans in a frame too, and tells the page of a payment no more than how it stands', async () => {
    const { view } = await open(`#scan.${NONCE}`);
    const { heard } = connect(view);
    await until(() => heard.some(({ ready }) => ready));
    const scan = view.document.querySelector('tessera-scan');
    scan?.dispatchEvent(Object.assign(new Event('tessera-scan-read', { bubbles: true }), { order: { store: '永辉超市' } }));
    scan?.dispatchEvent(Object.assign(new Event('tessera-payment', { bubbles: true }), { payment: paymentFixture(Date.now(), { id: fixtureId('pay', 1) }) }));
    await until(() => heard.some(({ type }) => type === 'tessera-payment'));
    expect(heard.filter(({ type }) => type)).to.deep.equal([{ type: 'tessera-payment', detail: { payment: { id: fixtureId('pay', 1), status: 'paid' } } }]);
  });

  it('stays dark to a wrong nonce, another window, a missing port, and a nonce used again', async () => {
    const { view } = await open();
    for (const message of [told({ nonce: '1-2-3-4' }), { ...told(), nonce: undefined }, null, 'x'.repeat(1_000_000), { nonce: { toString: () => NONCE } }]) {
      const text = JSON.stringify(message) ?? 'null';
      connect(view, JSON.parse(text));
    }
    view.postMessage(told(), location.origin);
    const stranger = await bare('/embed/stranger');
    (stranger.contentWindow as Window & typeof globalThis).eval(`{const {port2}=new MessageChannel();parent.frames[${[...document.querySelectorAll('iframe')].indexOf(frames[0] as HTMLIFrameElement)}].postMessage(${JSON.stringify(told())},location.origin,[port2])}`);
    await settle();
    expect(card(view)).to.equal(null);
    const first = connect(view);
    await until(() => first.heard.some(({ ready }) => ready));
    const second = connect(view, told({ scheme: 'dark' }));
    await settle();
    expect(second.heard).to.deep.equal([]);
    expect(view.document.documentElement.style.colorScheme).to.equal('light');
  });

  it('shows nothing for a tag it does not know', async () => {
    for (const hash of ['', `#cashier.${NONCE}`, `#__proto__.${NONCE}`, '#energy-card.', `#energy-card.${NONCE}<b>`]) {
      const { view } = await open(hash);
      const { heard } = connect(view);
      await settle();
      expect([hash, view.document.body.childElementCount, heard.length]).to.deep.equal([hash, 0, 0]);
    }
  });

  it('signs in by a window of its own origin, believes that window alone, and keeps the token to itself', async () => {
    const popup = (await bare('/embed/popup')).contentWindow as Window & typeof globalThis;
    const stranger = (await bare('/embed/stranger')).contentWindow as Window & typeof globalThis;
    const opened: unknown[] = [];
    const asked: (string | null)[] = [];
    const { view, frame } = await open(undefined, (offered) => {
      offered.open = (url) => {
        opened.push(url);
        return popup;
      };
      offered.fetch = async (input) => {
        asked.push((input as Request).headers.get('authorization'));
        throw new TypeError('Failed to fetch');
      };
    });
    const { heard } = connect(view);
    await until(() => signInButton(view));
    const says = new Promise<FrameSays>((resolve) => popup.addEventListener('message', ({ data }) => resolve(data as FrameSays)));
    signInButton(view)?.click();
    expect(opened).to.deep.equal(['/sign-in']);
    const index = [...document.querySelectorAll('iframe')].indexOf(frame);
    const say = (from: Window & typeof globalThis, message: object) => from.eval(`parent.frames[${index}].postMessage(${JSON.stringify(message)},location.origin)`) as void;
    const session = {
      id: 'ses_00frametest1', subject: { kind: 'user', id: 'usr_00frametest1' }, scopes: ['energy:read'], origin: location.origin,
      issuedAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 900_000).toISOString(), token: 'a-token-that-nobody-else-may-see',
    };
    say(stranger, { tessera: 'signed-in', session: { ...session, token: 'a-token-of-somebody-else' } });
    say(popup, { tessera: 'sign-in-open' });
    expect(await says).to.deep.equal({ tessera: 'sign-in', publishableKey: KEY, locale: 'zh-CN' });
    expect(asked).to.deep.equal([]);
    say(popup, { tessera: 'signed-in', session });
    await until(() => asked.length > 0);
    expect(new Set(asked)).to.deep.equal(new Set([`Bearer ${session.token}`]));
    expect(JSON.stringify(heard)).not.to.contain(session.token);
    expect(view.document.documentElement.outerHTML + view.location.href + JSON.stringify({ ...view.localStorage, ...view.sessionStorage })).not.to.contain(session.token);
  });

  it('tells a page of a payment how it stands and nothing else', async () => {
    const { view } = await open();
    const { heard } = connect(view);
    await until(() => card(view));
    const payment = paymentFixture(Date.now(), { id: fixtureId('pay', 1), status: 'paid' });
    card(view)?.dispatchEvent(Object.assign(new Event('tessera-payment', { bubbles: true, composed: true }), { payment }));
    await until(() => heard.some(({ type }) => type === 'tessera-payment'));
    expect(heard.find(({ type }) => type === 'tessera-payment')?.detail).to.deep.equal({ payment: { id: payment.id, status: 'paid' } });
    for (const secret of [payment.payCodeId, payment.store.name, payment.source.last4, String(payment.paid.amount)]) expect(JSON.stringify(heard)).not.to.contain(secret);
  });

  it('says so in the user\'s language when the browser blocks the sign-in window', async () => {
    let popup: Window | null = null;
    const { view } = await open(undefined, (offered) => (offered.open = () => popup));
    const { heard } = connect(view, told({ locale: 'en' }));
    await until(() => signInButton(view));
    signInButton(view)?.click();
    await until(() => view.document.querySelector('p[role=alert]')?.textContent);
    expect(view.document.querySelector('p')?.textContent).to.contain('Allow pop-ups');
    await until(() => heard.some(({ detail }) => detail?.code === 'render_blocked'));
    popup = (await bare('/embed/popup')).contentWindow;
    signInButton(view)?.click();
    expect(view.document.querySelector('p')).to.equal(null);
  });
});
