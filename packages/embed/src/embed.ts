/**
 * The snippet's loader, a classic script for a merchant's page. It defines the widgets' tags as frames on the gateway's
 * origin: nothing here, and nothing else in the page, can read a pay code or a token. What passes between page and frame
 * goes over one MessageChannel, handed to the frame's exact origin with a nonce that only loader and frame know.
 */

/** What a frame is told: how the page looks and speaks, and the element's own attributes. */
export interface Told {
  readonly nonce: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly locale: string;
  readonly scheme: string;
  readonly tokens: Readonly<Record<string, string>>;
}

/** What a frame tells. */
export type Tells =
  | { readonly height: number }
  | { readonly ready: true }
  | { readonly type: string; readonly detail: Readonly<Record<string, unknown>> };

/**
 * Each tag with its name in zh-CN and zh-HK, and the height to reserve, in pixels, where it is not 292 (a fresh frame is signed out:
 * sessions live in memory). In English a frame is called by its tag, `pay code`: the loader has to stay small.
 */
const widgets: Readonly<Record<string, readonly [string, string, number?]>> = {
  'pay-code': ['付款码', '付款碼'],
  'coupon-center': ['领券中心', '領券中心'],
  'rights-wallet': ['权益钱包', '權益錢包', 300],
  'energy-card': ['低碳能量', '低碳能量'],
  'check-in': ['签到', '簽到'],
  lottery: ['抽奖', '抽獎'],
  invite: ['邀请', '邀請'],
  scan: ['扫一扫', '掃一掃'],
};

const tokens = 'color-surface color-sunken color-ink color-ink-soft color-line color-accent color-coupon color-energy color-gold radius-card radius-panel radius-control space-3 space-4 font-family size-small size-body size-heading size-figure duration-quick'.split(' ');

/** Milliseconds after which a silent frame is reported; one that speaks later is shown all the same. */
const PATIENCE = 12_000;

const css = 'slot,iframe,:host{display:block}:host{position:relative}:host([hidden]),.on~slot{display:none}iframe{position:absolute;inset:0;width:100%;height:100%;border:0;visibility:hidden}.on{position:static;visibility:visible}';

/** Read past whatever the page names `currentScript` or `documentElement`: an image's name hides the real one. */
const real = (name: keyof Document): unknown => Object.getOwnPropertyDescriptor(Document.prototype, name)?.get?.call(document);
const create = (tag: string): unknown => (Reflect.get(Document.prototype, 'createElement') as (tag: string) => unknown).call(document, tag);

const script = real('currentScript') as HTMLScriptElement | null;

const define = (name: string, [hans, hant, height = 292]: readonly [string, string, number?]): void => {
  if (customElements.get(`tessera-${name}`)) return;
  customElements.define(`tessera-${name}`, class extends HTMLElement {
    #end: AbortController | undefined;
    #port: MessagePort | undefined;

    /** Asks the gateway again, keeping what is shown until the answer is there. */
    refresh(): void {
      this.#port?.postMessage({ refresh: true });
    }

    connectedCallback(): void {
      const end = (this.#end = new AbortController());
      const key = this.#setting('publishable-key') ?? script?.dataset.publishableKey;
      const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      const slot = create('slot') as HTMLSlotElement;
      const frame = create('iframe') as HTMLIFrameElement;
      // First, so that whatever an old browser lacks below, the page's own content stays.
      root.replaceChildren(slot);
      slot.style.minHeight = `${height}px`;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];

      const fail = (code: string, detail: string) => {
        if (end.signal.aborted) return;
        slot.style.minHeight = '';
        this.dispatchEvent(Object.assign(new Event('tessera-error', { bubbles: true, composed: true }), { code, detail, requestId: null }));
      };
      const gateway = this.#setting('gateway') ?? script?.src ?? '';
      if (!key || !URL.canParse(gateway)) {
        queueMicrotask(() => fail('invalid_request', `<tessera-${name}> needs publishable-key and gateway, or data-publishable-key on the script.`));
        return;
      }
      const { origin } = new URL(gateway);
      const late = setTimeout(fail, PATIENCE, 'render_blocked', `No answer from ${origin}. Is ${location.origin} among the origins of ${key}?`);

      const tell = (port: MessagePort | Window | null | undefined, transfer?: MessagePort) => {
        const style = getComputedStyle(this);
        const locale = this.#locale();
        frame.title = /^en/i.test(locale) ? name.replace('-', ' ') : /^(zh-(hk|mo|tw|hant)|yue)/i.test(locale) ? hant : hans;
        const told: Told = {
          nonce, locale, scheme: style.colorScheme,
          attributes: Object.fromEntries(Array.from(this.attributes, (one) => [one.name, one.value])),
          tokens: Object.fromEntries(tokens.map((token) => [token, style.getPropertyValue(`--tessera-${token}`)])),
        };
        if (transfer) (port as Window | null)?.postMessage(told, origin, [transfer]);
        else (port as MessagePort | undefined)?.postMessage(told);
      };
      const hear = ({ data }: MessageEvent<Tells>) => {
        if ('height' in data) frame.style.height = `${Math.min(data.height || 0, 9_999)}px`;
        else if ('ready' in data) {
          clearTimeout(late);
          frame.className = 'on';
        } else if (/^tessera-[a-z-]+$/.test(data.type)) this.dispatchEvent(Object.assign(new Event(data.type, { bubbles: true, composed: true }), data.detail));
      };
      frame.onload = () => {
        // Again after each load: a frame that was reloaded needs a channel of its own.
        this.#port?.close();
        const { port1, port2 } = new MessageChannel();
        this.#port = port1;
        port1.onmessage = hear;
        tell(frame.contentWindow, port2);
      };
      const again = () => tell(this.#port);
      const watch = new MutationObserver(again);
      watch.observe(this, { attributes: true });
      watch.observe(real('documentElement') as Element, { attributes: true });
      matchMedia('(prefers-color-scheme:dark)').addEventListener('change', again, { signal: end.signal });
      end.signal.addEventListener('abort', () => {
        clearTimeout(late);
        watch.disconnect();
        this.#port?.close();
        this.#port = undefined;
      });

      frame.allow = 'camera; clipboard-write; geolocation; publickey-credentials-create; publickey-credentials-get; screen-wake-lock';
      frame.referrerPolicy = 'no-referrer';
      frame.src = `${origin}/embed/frame?key=${encodeURIComponent(key)}#${name}.${nonce}`;
      tell(undefined);
      root.prepend(frame);
    }

    disconnectedCallback(): void {
      this.#end?.abort();
      this.shadowRoot?.replaceChildren();
    }

    #setting(name: string): string | undefined {
      return this.getAttribute(name) ?? this.closest('tessera-provider')?.getAttribute(name) ?? undefined;
    }

    #locale(): string {
      return this.#setting('locale') ?? this.closest<HTMLElement>('[lang]')?.lang ?? '';
    }
  });
};

if (typeof customElements !== 'undefined') for (const [name, widget] of Object.entries(widgets)) define(name, widget);
