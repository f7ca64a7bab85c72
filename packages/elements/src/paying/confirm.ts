import type { TesseraClient } from '@tessera/client';
import type { PasskeyRequest, Payment, Verification } from '@tessera/contract';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { money } from '../format.js';
import { lock } from '../rare-icons.js';
import { msg, str } from '../locale/localize.js';
import { failureOf } from '../problem.js';
import type { Part } from '../widget.js';
import { canUsePasskeys, createPasskey, provePasskey } from './passkey.js';
import { figure } from './payment-result.js';
import { PinEntry } from './pin-entry.js';
import { PinSetup } from './pin-setup.js';
import { confirmationWords } from './reason-words.js';

/** What confirming needs from its host. */
export interface ConfirmOptions {
  readonly client: () => TesseraClient | undefined;
  /** Tells the page of a failure and puts it into a sentence: a widget's `explain`. */
  readonly explain: (error: unknown) => Promise<string>;
  readonly announce: (text: string) => void;
  /** What the gateway says has become of the payment. */
  readonly onPayment: (payment: Payment) => void;
}

type Proof = { readonly method: 'pin'; readonly pin: string } | { readonly method: 'passkey'; readonly response: Awaited<ReturnType<typeof provePasskey>> };

/**
 * Lets the user confirm a payment that waits for it: PIN pad or passkey, the way to a PIN where it is unset, locked or
 * forgotten, cancel, and afterwards the offer of a passkey. Load it lazily; `start` with each payment that waits, `render`
 * while it does, `renderOffer` under the result, `end` when the host moves on.
 */
export class ConfirmController implements ReactiveController {
  #payment: Payment | undefined;
  #verification: Verification | undefined;
  #request: PasskeyRequest | null = null;
  #setup: { readonly why: string; readonly flow: PinSetup } | undefined;
  #busy = false;
  #problem = '';
  #hint = '';
  #wrong = false;
  /** The PIN that has just paid, for as long as a passkey is offered for it. */
  #proved = '';
  #added: 'no' | 'busy' | 'yes' = 'no';
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #entry: PinEntry;

  constructor(private readonly host: ReactiveControllerHost, private readonly options: ConfirmOptions) {
    this.#entry = new PinEntry(this.#update, (pin) => void this.#prove({ method: 'pin', pin }));
    host.addController(this);
  }

  hostDisconnected(): void {
    this.end();
  }

  /** Asks for this payment's confirmation; harmless when it is being asked for already, or when it waits no more. */
  start(payment: Payment): void {
    if (payment.status !== 'needs_confirmation') return clearTimeout(this.#timer);
    if (payment.id === this.#payment?.id) return;
    this.end();
    this.#payment = payment;
    this.#entry.clear(true);
    void this.#learn(payment);
    this.#tick();
  }

  /** Forgets the payment and all that was typed. */
  end(): void {
    clearTimeout(this.#timer);
    this.#payment = this.#setup = undefined;
    this.#busy = this.#wrong = false;
    this.#problem = this.#hint = this.#proved = '';
    this.#added = 'no';
    this.#entry.clear();
  }

  render(): Part {
    const { options: { client } } = this;
    const payment = this.#payment;
    if (!payment?.confirmation) return nothing;
    const { paid, amount, discounts, source, store, confirmation: { reason, by } } = payment;
    const left = Math.max(0, Math.ceil((Date.parse(by) - (client()?.now() ?? Date.now())) / 1000));
    return html`<div class="confirm" part="confirm">
      <small>${store.name}</small>${figure(paid)}
      ${discounts.length ? html`<small>${msg(str`订单 ${money(amount)}，已优惠 ${money({ ...amount, amount: amount.amount - paid.amount })}`)}</small>` : nothing}
      <small>${source.name} (${source.last4})</small><small>${confirmationWords(reason, this.#verification?.withoutPin.amount)}</small>
      <p class="left" role="timer" aria-live="off">${left ? msg(str`请在 ${clockWords(left)} 内确认`) : msg('时间到了，正在看结果')}</p>
      ${this.#setup ? this.#setup.flow.render(this.#setup.why, this.#verification?.phone ?? null) : this.#renderProof()}
      <div class="ways">${this.#setup ? nothing : html`<button class="ghost" ?disabled=${this.#busy} @click=${() => this.#setUp(msg('重设支付密码'))}>${msg('忘记密码')}</button>`}
        <button class="ghost cancel" ?disabled=${this.#busy} @click=${this.#cancel}>${msg('不付了')}</button></div>
    </div>`;
  }

  #renderProof(): TemplateResult {
    return html`${this.#request ? html`<button class="button soft" ?disabled=${this.#busy} @click=${this.#onPasskey}>${lock()}${msg('用通行密钥确认')}</button>` : nothing}
      <b>${msg('输入支付密码付款')}</b>
      <p class="problem" role="alert">${this.#problem}</p>${this.#hint ? html`<p class="hint">${this.#hint}</p>` : nothing}
      ${this.#entry.render(msg('支付密码，6 位数字'), this.#busy, this.#wrong)}`;
  }

  /** After a PIN has paid where the browser has passkeys and the user none here: an offer to add one. */
  renderOffer(): Part {
    if (this.#added === 'yes') return html`<p class="hint" role="status">${msg('设好了。下次用指纹或面容就能确认付款。')}</p>`;
    if (!this.#proved) return nothing;
    return html`<div class="offer"><span>${this.#problem || msg('下次用指纹或面容确认，不用输密码')}</span><button class="mini" ?disabled=${this.#added === 'busy'} @click=${this.#onAdd}>${msg('设置通行密钥')}</button></div>`;
  }

  readonly #update = (): void => this.host.requestUpdate();

  #tick = (): void => {
    clearTimeout(this.#timer);
    const payment = this.#payment;
    if (!payment) return;
    this.#update();
    this.#timer = setTimeout(this.#tick, 1000);
  };

  /** How this user can prove it: asked for when the payment starts to wait, so that a tap need not. */
  async #learn({ id }: Payment): Promise<void> {
    const client = this.options.client();
    const [verification, request] = await Promise.all([
      client?.verification.get().catch(() => undefined),
      canUsePasskeys() ? client?.payments.requestConfirmation({ paymentId: id }).catch(() => undefined) : undefined,
    ]);
    if (this.#payment?.id !== id) return;
    this.#verification = verification ?? this.#verification;
    this.#request = request?.passkey ?? null;
    if (verification?.pin === 'unset' && !this.#request) this.#setUp(msg('先设置支付密码，再付这一笔'));
    else if (verification?.pin === 'locked') this.#locked();
    this.#update();
  }

  #locked(): void {
    if (!this.#request) this.#setUp(msg('支付密码输错太多次，已锁住。用手机验证码解锁'));
    else this.#problem = msg('支付密码已锁住，请用通行密钥，或重设支付密码');
  }

  #setUp(why: string): void {
    const { client, explain } = this.options;
    this.#setup = {
      why,
      flow: new PinSetup({
        client, explain, update: this.#update,
        onSet: (verification) => {
          this.#verification = verification;
          this.#setup = undefined;
          this.#problem = '';
          this.#hint = msg('支付密码设好了，请输入它来付款');
          this.options.announce(this.#hint);
          this.#entry.clear(true);
        },
      }),
    };
    this.#update();
  }

  async #prove(proof: Proof): Promise<void> {
    const client = this.options.client();
    const payment = this.#payment;
    if (!client || !payment) return;
    this.#busy = true;
    this.#wrong = false;
    this.#problem = this.#hint = '';
    this.#update();
    try {
      const after = await client.payments.confirm({ paymentId: payment.id, ...proof });
      this.#proved = proof.method === 'pin' && canUsePasskeys() && this.#verification?.passkeys.length === 0 ? proof.pin : '';
      this.#over(after);
    } catch (error) {
      await this.#refused(client, payment, error);
    }
    this.#busy = false;
    this.#entry.clear();
  }

  async #refused(client: TesseraClient, { id }: Payment, error: unknown): Promise<void> {
    const { code, offline } = failureOf(error);
    if (offline || code === 'payment_not_confirmable' || code === 'conflict') {
      const now = await client.payments.get({ paymentId: id }).catch(() => undefined);
      if (now && now.status !== 'needs_confirmation') return this.#over(now);
    }
    this.#verification = await client.verification.get().catch(() => this.#verification);
    if (code === 'pin_locked' || this.#verification?.pin === 'locked') return this.#locked();
    if (code === 'pin_unset') return this.#setUp(msg('先设置支付密码，再付这一笔'));
    this.#wrong = code === 'pin_wrong';
    this.#problem = code === 'pin_wrong' ? msg(str`密码不对，还可以试 ${this.#verification?.pinTriesLeft ?? 1} 次`) : await this.options.explain(error);
    if (code === 'passkey_refused') await this.#learn({ id } as Payment);
  }

  #over(payment: Payment): void {
    clearTimeout(this.#timer);
    this.options.onPayment(payment);
  }

  #onPasskey = async (): Promise<void> => {
    const request = this.#request;
    if (!request || !this.#entry.alive) return;
    try {
      await this.#prove({ method: 'passkey', response: await provePasskey(request) });
    } catch {
      this.#problem = msg('没有用成通行密钥，请再试一次或输入支付密码');
      this.#update();
    }
  };

  #onAdd = async (): Promise<void> => {
    const client = this.options.client();
    const pin = this.#proved;
    if (!client || !pin) return;
    this.#added = 'busy';
    this.#problem = '';
    this.#update();
    try {
      const creation = await client.verification.requestPasskey({ pin });
      await client.verification.addPasskey({ name: msg('这台设备'), response: await createPasskey(creation) });
      this.#added = 'yes';
      this.#proved = '';
    } catch {
      this.#added = 'no';
      this.#problem = msg('没有设成，可以再试一次');
    }
    this.#update();
  };

  #cancel = async (): Promise<void> => {
    const client = this.options.client();
    const payment = this.#payment;
    if (!client || !payment || !this.#entry.alive) return;
    this.#busy = true;
    this.#update();
    try {
      this.#over(await client.payments.cancel({ paymentId: payment.id }));
    } catch (error) {
      await this.#refused(client, payment, error);
    }
    this.#busy = false;
    this.#update();
  };
}

/** `1:58` */
const clockWords = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
