import '@tessera/elements/provider';
import type { Tells, Told } from './embed.js';
import { frameSession } from './frame-session.js';
import { applyTheme } from './frame-theme.js';

const loaders: Readonly<Record<string, () => Promise<unknown>>> = {
  'pay-code': () => import('@tessera/elements/pay-code'),
  'coupon-center': () => import('@tessera/elements/coupon-center'),
  'rights-wallet': () => import('@tessera/elements/rights-wallet'),
  'energy-card': () => import('@tessera/elements/energy-card'),
  'check-in': () => import('@tessera/elements/check-in'),
  lottery: () => import('@tessera/elements/lottery'),
  invite: () => import('@tessera/elements/invite'),
  scan: () => import('@tessera/elements/scan'),
};

/** What a widget tells that a page may hear. */
const events = [
  'tessera-ready', 'tessera-error', 'tessera-code-change', 'tessera-payment', 'tessera-brightness', 'tessera-coupon-claim', 'tessera-coupon-use', 'tessera-coupon-unlock',
  'tessera-right-open', 'tessera-right-use', 'tessera-right-unlock', 'tessera-energy-collect', 'tessera-energy-check-in', 'tessera-check-in', 'tessera-prize-draw', 'tessera-invite-accept', 'tessera-invite-share', 'tessera-sign-in',
];

type Widget = HTMLElement & { refresh(): Promise<void>; readonly updateComplete: Promise<boolean> };

const [, name = '', nonce = ''] = /^#([a-z-]+)\.([\d-]+)$/.exec(location.hash) ?? [];
const publishableKey = new URLSearchParams(location.search).get('key') ?? '';

const start = (tag: string, load: () => Promise<unknown>): void => {
  let port: MessagePort | undefined;
  let widget: Widget | undefined;
  let attributes: Told['attributes'] = {};
  const loading = load();
  const provider = document.createElement('tessera-provider');
  const blocked = document.createElement('p');
  blocked.role = 'alert';
  const tell = (tells: Tells) => port?.postMessage(tells);

  const session = frameSession(publishableKey, (signedIn) => {
    if (signedIn) void widget?.refresh();
    else if (widget) place();
  });
  provider.gateway = location.origin;
  provider.publishableKey = publishableKey;
  provider.fetchSession = session.fetch;

  /** Asked for after events too: browsers hold back observers in frames that are scrolled out of sight. */
  const measure = () => tell({ height: Math.ceil(document.body.getBoundingClientRect().height) });

  /** Only what the widget itself observes: a page cannot give the frame's elements a style or a handler. */
  const dress = () => {
    const observed = (customElements.get(tag) as { observedAttributes?: readonly string[] } | undefined)?.observedAttributes ?? [];
    for (const attribute of observed) {
      const value = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
      if (value === undefined) widget?.removeAttribute(attribute);
      else widget?.setAttribute(attribute, value);
    }
  };
  const place = () => {
    const next = document.createElement(tag) as Widget;
    for (const type of events) {
      next.addEventListener(type, (event) => {
        if (type === 'tessera-sign-in') {
          event.preventDefault();
          const opened = session.signIn(provider.locale ?? '');
          if (opened) blocked.remove();
          else void explainBlocked();
          return;
        }
        const detail = plain(event);
        // Nobody signed in yet is how every frame begins, and the frame's own button is the answer.
        if (detail.code !== 'unauthenticated') tell({ type, detail });
        void next.updateComplete.then(measure);
      });
    }
    widget?.remove();
    widget = next;
    dress();
    provider.append(next);
  };
  /** A button that does nothing would be worse than a sentence. */
  const explainBlocked = async () => {
    const { wordsFor } = await import('./sign-in-words.js');
    document.body.append(blocked);
    blocked.textContent = wordsFor(provider.locale ?? '').blocked;
    tell({ type: 'tessera-error', detail: { code: 'render_blocked', detail: 'The browser blocked the sign-in window.', requestId: null } });
  };
  const take = ({ attributes: given, locale, scheme, tokens }: Told) => {
    applyTheme(document.documentElement.style, tokens, scheme);
    if (typeof locale === 'string' && locale.length < 36) {
      provider.locale = locale || 'zh-CN';
      document.documentElement.lang = provider.locale;
    }
    attributes = typeof given === 'object' && given !== null ? given : {};
    if (widget) dress();
  };
  const begin = async () => {
    await loading;
    document.body.append(provider);
    place();
    await widget?.updateComplete;
    new ResizeObserver(measure).observe(document.body);
    new IntersectionObserver(seen, { threshold: Array.from({ length: 101 }, (_, step) => step / 100) }).observe(document.body);
    measure();
    tell({ ready: true });
  };

  addEventListener('message', ({ source, origin, data, ports }: MessageEvent<Told | null>) => {
    // Who may be the parent is the gateway's frame-ancestors; the nonce is in this frame's address, which only its loader knows.
    if (port || source !== parent || parent === window || data?.nonce !== nonce || ports.length !== 1) return;
    if (location.ancestorOrigins?.[0] !== undefined && location.ancestorOrigins[0] !== origin) return;
    port = ports[0];
    if (!port) return;
    port.onmessage = ({ data: told }: MessageEvent<Told | { refresh: true } | null>) => {
      if (told && 'refresh' in told) void widget?.refresh();
      else if (told) take(told);
    };
    take(data);
    // What cannot be loaded stays unsaid: the page goes on showing its own content.
    begin().catch(() => undefined);
  });
};

/**
 * An event's own data, as far as it can be cloned. Of a payment a page learns no more than how it stands: amount, store and
 * source are the user's, and the till may be another merchant's.
 */
const plain = (event: Event): Record<string, unknown> => {
  if (event.type === 'tessera-payment') {
    const { id, status } = (event as Event & { readonly payment: Readonly<Record<'id' | 'status', string>> }).payment;
    return { payment: { id, status } };
  }
  const own = Object.entries(event).filter(([key]) => key !== 'isTrusted');
  return JSON.parse(JSON.stringify(Object.fromEntries(own))) as Record<string, unknown>;
};

/** A sheet would stand in the middle of a frame as tall as its list, far from the user: frame.css keeps it to what is in sight. */
const seen = ([entry]: IntersectionObserverEntry[]): void => {
  const { top = 0, height = 0 } = entry?.intersectionRect ?? {};
  if (height === 0) return;
  document.documentElement.style.setProperty('--seen-top', `${top}px`);
  document.documentElement.style.setProperty('--seen-height', `${height}px`);
};

const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
if (load && nonce) start(`tessera-${name}`, load);
