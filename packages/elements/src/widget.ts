import { Task, TaskStatus } from '@lit/task';
import type { TesseraClient } from '@tessera/client';
import { html, LitElement, nothing, type CSSResult, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { rise, stand } from './calm.js';
import { ClientConsumer } from './client-context.js';
import { ProblemEvent, ReadyEvent, SignInEvent } from './events.js';
import { time } from './format.js';
import { msg, onLocaleChange, setLocale, str } from './locale/localize.js';
import { failureOf, type Failure } from './problem.js';
import { buttonStyles } from './styles/button.styles.js';
import { cardStyles } from './styles/card.styles.js';
import { tokens } from './tokens/tokens.styles.js';

export type { ProblemEvent, ReadyEvent, SignInEvent } from './events.js';

/** What a part of a template may be. */
export type Part = TemplateResult | typeof nothing;

/** A failure put into words, loaded only when something failed. */
interface Words {
  readonly title: string;
  readonly next: string;
  readonly icon?: TemplateResult;
}

/**
 * What every widget is: a card that loads one thing, keeps the last of it while asking again, and has a view for each
 * way that can go. A widget says what it loads and how that looks when it is there.
 */
export abstract class WidgetElement<Data> extends LitElement {
  static override styles: CSSResultGroup = [tokens, cardStyles, buttonStyles];

  /** The client to ask; without it, the one of the closest `<tessera-provider>`. */
  @property({ attribute: false }) client?: TesseraClient;
  /** `zh-CN`, `zh-HK` or `en`; without it the provider's, else the closest `lang`. The widgets of a page speak one locale. */
  @property() locale?: string;

  @state() private failure: Failure | undefined;
  @state() private words: Words | undefined;
  /** What went wrong with the last action, in words. */
  @state() protected notice: string | undefined;
  @state() private announcement = '';

  #data: { readonly value: Data; readonly at: number } | undefined;
  /** Whose data that is: another client may speak for another user. */
  #asked: TesseraClient | undefined;
  #stopLocale: (() => void) | undefined;
  #internals: ElementInternals | undefined;
  readonly #provided = new ClientConsumer(this);
  readonly #task = new Task(this, {
    args: () => [this.activeClient, this.activeClient?.locale] as const,
    task: ([client], { signal }) => this.#load(client, signal),
  });

  /** The client in use, if there is one yet. */
  protected get activeClient(): TesseraClient | undefined {
    return this.client ?? this.#provided.value;
  }

  /** The last attempt to load failed. */
  protected get failed(): boolean {
    return this.failure !== undefined;
  }

  /** The last data that arrived. */
  protected get data(): Data | undefined {
    return this.#data?.value;
  }

  protected abstract get heading(): string;
  protected abstract load(client: TesseraClient, signal: AbortSignal): Promise<Data>;
  protected abstract renderReady(data: Data): Part;

  protected renderMark(): Part {
    return nothing;
  }

  protected renderAction(): Part {
    return nothing;
  }

  /** Must take the room the data will take. */
  protected renderSkeleton(): Part {
    return html`<div class="bone"></div>`;
  }

  protected isEmpty(_data: Data): boolean {
    return false;
  }

  protected renderEmpty(): Part {
    return html`<p class="failure"><small>${msg('这里还没有内容')}</small></p>`;
  }

  /** Asks again, keeping what is shown until the answer is there. */
  async refresh(): Promise<void> {
    await this.#task.run();
  }

  /** Shows newer data that an action brought back, without asking again. */
  protected take(value: Data): void {
    this.#data = { value, at: this.activeClient?.now() ?? Date.now() };
    this.requestUpdate();
  }

  /** Tells a screen reader a fact, politely. */
  protected announce(text: string): void {
    this.announcement = this.announcement === text ? `${text}\u200b` : text;
  }

  /** Runs what the user asked for; a failure becomes a sentence in the card instead of an exception. */
  protected async act<T>(run: (client: TesseraClient) => Promise<T>): Promise<T | undefined> {
    const client = this.activeClient;
    if (!client) return undefined;
    this.notice = undefined;
    try {
      return await run(client);
    } catch (error) {
      if (this.isConnected) this.notice = await this.explain(error);
      return undefined;
    }
  }

  /** Tells the page of a failure and puts it into a sentence for the user: what happened, what to do. */
  protected async explain(error: unknown): Promise<string> {
    const failure = failureOf(error);
    this.#tell(failure);
    const { title, next } = await wordsFor(failure);
    return msg(str`${title}。${next}`);
  }

  /** Takes on the styles of a part that was loaded later. */
  protected addStyles({ styleSheet }: CSSResult): void {
    const root = this.shadowRoot;
    if (root && styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopLocale = onLocaleChange(() => this.requestUpdate());
    addEventListener('online', this.#onOnline);
    this.#speak();
    if (!this.#provided.value && this.closest('tessera-provider:not(:defined)')) void customElements.whenDefined('tessera-provider').then(() => this.#provided.hostConnected());
    this.requestUpdate();
    if (this.hasUpdated && !this.#data) void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopLocale?.();
    removeEventListener('online', this.#onOnline);
    this.#task.abort();
    stand(this);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('locale')) this.#speak();
  }

  protected override updated(_changed: PropertyValues): void {
    this.#internals ??= this.attachInternals?.();
    const { states } = this.#internals ?? {};
    for (const [name, on] of Object.entries({ loading: this.#loading, offline: this.failure?.offline, error: this.failure && !this.failure.offline })) {
      if (on) states?.add(name);
      else states?.delete(name);
    }
  }

  get #loading(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  protected override render(): Part {
    if (this.failure?.code === 'scope_missing') return nothing;
    return html`<section class="card" part="card" aria-labelledby="heading" aria-busy=${this.#loading}>
      <header part="header">${this.renderMark()}<slot name="header"><h2 id="heading">${this.heading}</h2></slot>${this.renderAction()}</header>
      ${this.notice ? html`<p class="notice" part="error" role="alert"><span>${this.notice}</span></p>` : nothing}
      ${this.#renderBody()}
      <p class="sr" role="status">${this.announcement}</p>
    </section>`;
  }

  #renderBody(): Part {
    const { failure } = this;
    if (this.#data) {
      const { value, at } = this.#data;
      return html`${failure ? this.#renderStale(failure, at) : nothing}
        ${this.isEmpty(value) ? html`<slot name="empty" part="empty">${this.renderEmpty()}</slot>` : this.renderReady(value)}`;
    }
    if (failure) return this.#renderFailure(failure);
    if (this.activeClient) return html`<div class="waiting" inert>${this.renderSkeleton()}</div>`;
    return html`<div class="waiting">${this.#renderFailure({ code: 'unauthenticated', detail: '', requestId: null, offline: false })}</div>`;
  }

  #renderStale(failure: Failure, at: number): Part {
    return html`<p class="notice" part="error"><span>${failure.offline ? msg(str`网络不可用，显示的是 ${time(at)} 的内容`) : this.#title(failure)}</span>${this.#renderRetry('mini')}</p>`;
  }

  #renderFailure(failure: Failure): Part {
    const signedOut = failure.code === 'unauthenticated';
    return html`<div class="failure" part="error" role=${signedOut ? 'group' : 'alert'}>
      ${this.words?.icon ?? nothing}<b>${this.#title(failure)}</b>
      ${this.words ? html`<small>${this.words.next}</small>` : nothing}
      ${signedOut ? html`<button class="button" part="action" @click=${this.#onSignIn}>${msg('登录')}</button>` : this.#renderRetry('button soft')}
      ${failure.requestId ? html`<small>${msg('请求编号')} ${failure.requestId}</small>` : nothing}
    </div>`;
  }

  /** Words known without loading any, since what is missing may be the network. */
  #title(failure: Failure): string {
    if (failure.code === 'unauthenticated') return msg('登录后即可使用');
    return this.words?.title ?? (failure.offline ? msg('网络不可用') : msg('暂时打不开'));
  }

  #renderRetry(look: string): Part {
    return html`<button class=${look} part="action" ?disabled=${this.#loading} @click=${() => this.refresh()}>${msg('重试')}</button>`;
  }

  async #load(client: TesseraClient | undefined, signal: AbortSignal): Promise<void> {
    if (client !== this.#asked) this.#data = undefined;
    this.#asked = client;
    if (!client) return stand(this);
    if (!this.#data) rise(this);
    try {
      const value = await this.load(client, signal);
      if (signal.aborted) return;
      const first = !this.#data;
      this.#data = { value, at: client.now() };
      this.failure = this.words = undefined;
      if (first) void this.updateComplete.then(() => {
        this.dispatchEvent(new ReadyEvent());
        stand(this);
      });
    } catch (error) {
      if (signal.aborted) return;
      stand(this);
      this.failure = failureOf(error);
      this.words = undefined;
      this.#tell(this.failure);
      void wordsFor(this.failure).then((words) => {
        if (!signal.aborted) this.words = words;
      });
    }
  }

  #tell({ code, detail, requestId }: Failure): void {
    this.dispatchEvent(new ProblemEvent(code, detail, requestId));
  }

  #speak(): void {
    void setLocale(this.locale ?? this.activeClient?.locale ?? this.closest<HTMLElement>('[lang]')?.lang ?? '');
  }

  #onOnline = (): void => {
    if (this.failure?.offline) void this.refresh();
  };

  #onSignIn = (): void => {
    if (this.dispatchEvent(new SignInEvent())) void this.refresh();
  };
}

/** Words for a failure; plain ones when they cannot be loaded either. */
async function wordsFor({ code }: Failure): Promise<Words> {
  try {
    return (await import('./problem-text.js')).problemText(code);
  } catch {
    return { title: msg('没有成功'), next: msg('请稍后再试') };
  }
}
