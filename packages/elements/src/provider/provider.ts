import { createClient, type SessionRequest, type TesseraClient } from '@tessera/client';
import type { MintedSession } from '@tessera/contract';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ClientProvider } from '../client-context.js';
import { element } from '../element.js';
import { setLocale } from '../locale/localize.js';

/**
 * Gives every widget inside it one client, one locale and one theme. Set it once, above them.
 *
 * @slot - The page's content with the widgets in it.
 */
@element('tessera-provider')
export class ProviderElement extends LitElement {
  static override styles = css`
    :host{display:contents}
    :host([theme=light]){color-scheme:light}
    :host([theme=dark]){color-scheme:dark}
    :host([theme=auto]){color-scheme:light dark}
  `;

  /** Where the gateway is, such as `https://gateway.example`. Without it: the page's own origin. */
  @property() gateway?: string;
  /** The platform's publishable key; sent with the request to the session endpoint. */
  @property({ attribute: 'publishable-key' }) publishableKey?: string;
  /** An address of the page's own server that answers a POST with a minted session. */
  @property({ attribute: 'session-endpoint' }) sessionEndpoint?: string;
  /** `zh-CN`, `zh-HK` or `en`; without it the closest `lang`. */
  @property() locale?: string;
  /** `light`, `dark` or `auto` (the system's); without it the page's own `color-scheme` stands. */
  @property({ reflect: true }) theme?: 'auto' | 'light' | 'dark';
  /** Asks the page's own server for a session; instead of `session-endpoint`. */
  @property({ attribute: false }) fetchSession?: (request: SessionRequest) => Promise<MintedSession>;
  /** A client made by the page; instead of everything above but `locale` and `theme`. */
  @property({ attribute: false }) client?: TesseraClient;

  readonly #context = new ClientProvider(this);
  #own: TesseraClient | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#own?.close();
    this.#own = undefined;
    this.#context.setValue(undefined);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#provide(true);
  }

  protected override willUpdate(changed: PropertyValues<ProviderElement>): void {
    this.#provide((['gateway', 'publishableKey', 'sessionEndpoint', 'fetchSession', 'client'] as const).some((name) => changed.has(name)));
    if (changed.has('locale')) void setLocale(this.#locale);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  get #locale(): string {
    return this.locale ?? this.closest<HTMLElement>('[lang]')?.lang ?? 'zh-CN';
  }

  #provide(renew: boolean): void {
    if (renew) {
      this.#own?.close();
      this.#own = this.client ? undefined : this.#create();
    }
    const client = this.client ?? this.#own;
    const spoken = client?.locale === this.#locale;
    if (client && !spoken) client.locale = this.#locale;
    this.#context.setValue(client, !spoken);
  }

  #create(): TesseraClient | undefined {
    const fetchSession = this.fetchSession ?? (this.sessionEndpoint ? (request: SessionRequest) => this.#askEndpoint(request) : undefined);
    return fetchSession && createClient({ gateway: new URL(this.gateway ?? '', document.baseURI), fetchSession, locale: this.#locale });
  }

  async #askEndpoint({ signal, reason }: SessionRequest): Promise<MintedSession> {
    const response = await fetch(new URL(this.sessionEndpoint ?? '', document.baseURI), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ publishableKey: this.publishableKey, origin: location.origin, reason }),
      signal,
    });
    if (!response.ok) throw Object.assign(new Error(`The session endpoint answered ${response.status}; expected 200 or 201 with a session.`), { status: response.status });
    return (await response.json()) as MintedSession;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tessera-provider': ProviderElement;
  }
}
