import type { TesseraClient } from '@tessera/client';
import type { Payment, Settlement, TesseraEvent } from '@tessera/contract';
import { html, type CSSResult } from 'lit';
import { state } from 'lit/decorators.js';
import { CameraController } from '../camera.js';
import { EventsController } from '../controllers/events.js';
import { ServerClockController } from '../controllers/server-clock.js';
import { element } from '../element.js';
import { PaymentEvent } from '../events.js';
import { calendarDay, money } from '../format.js';
import { mark } from '../icons.js';
import { keypadStyles } from '../keypad.js';
import { msg, str } from '../locale/localize.js';
import { listStyles } from '../styles/list.styles.js';
import { viewfinderStyles } from '../viewfinder.js';
import { WidgetElement, type Part } from '../widget.js';
import { fen, press } from '../amount.js';
import { cashierStyles } from './cashier.styles.js';
import { ChargeController, type Charge } from './charging.js';
import { CollectController, collectView } from './collect.js';
import { ConnectionController } from '../controllers/connection.js';
import { DeskController } from './desk.js';
import { pad } from './pad.js';
import { isCouponCode, RedeemController, redeemView, redeemWords, RedemptionEvent, type Redeeming } from './redeeming.js';
import { ScannerController } from './scanner.js';
import { chargeView, chargeWords } from './till-views.js';
import { todayView } from './today.js';

/** What the till knows of its day. */
interface Today {
  readonly storeName: string;
  readonly payments: readonly Payment[];
  readonly settlement: Settlement;
}

/** Most payments of a day that the till lists. */
const MOST = 1_000;

/**
 * A merchant's till: an amount, a pay code by scanner, camera or fingers, and a result that is true: paid, declined, voided, or in
 * doubt until it is known. Takes coupons for things by their codes. Shows the store's own code, the day with its totals, refunds, voids
 * and receipts. For terminals' sessions.
 *
 * @fires tessera-ready - Today's payments are shown.
 * @fires tessera-error - Something could not be done; carries the problem's code.
 * @fires tessera-payment - A charge came to a status.
 * @fires {RedemptionEvent} tessera-redemption - A coupon was redeemed: hand over what it stands for.
 * @slot header - Instead of the store's name.
 * @csspart card - The card.
 * @csspart header - Its header.
 * @csspart action - The one strong button of each view.
 * @csspart item - A payment of today.
 * @csspart sheet - A sheet: a payment's receipt, a refund, a void.
 * @csspart error - A failure's view or sentence.
 */
@element('tessera-cashier')
export class CashierElement extends WidgetElement<Today> {
  static override styles = [WidgetElement.styles, listStyles, viewfinderStyles, keypadStyles, cashierStyles];

  @state() private display = '';
  @state() private code = '';

  #beforeRun = '';
  readonly #charging = new ChargeController(this, { client: () => this.activeClient, explain: (error) => this.explain(error), onCharge: (charge) => this.#onCharge(charge) });
  readonly #redeeming = new RedeemController(this, { client: () => this.activeClient, explain: (error) => this.explain(error), onRedeeming: (redeeming) => this.#onRedeeming(redeeming) });
  readonly #collecting = new CollectController(this, { client: () => this.activeClient, onPayment: (payment) => this.#onCollected(payment) });
  readonly #camera = new CameraController(this, ['qr_code', 'code_128'], (text) => this.#onScan(text, this.display));
  readonly #clock = new ServerClockController(this, () => this.activeClient, () => this.#counting);
  readonly #connection = new ConnectionController(this, () => this.activeClient?.now() ?? Date.now(), () => void this.refresh());
  readonly #desk = new DeskController(this, {
    client: () => this.activeClient, explain: (error) => this.explain(error), addStyles: (styles: CSSResult) => this.addStyles(styles),
    onDone: (kind, payment) => this.#onDone(kind, payment),
  });

  constructor() {
    super();
    new EventsController(this, () => this.activeClient, (event) => this.#onEvent(event), (status) => this.#connection.hear(status));
    new ScannerController(this, (key) => this.#onKey(key), (text) => this.#onScan(text, this.#beforeRun), () => {
      this.#beforeRun = this.display;
    });
  }

  protected get heading(): string {
    return this.data?.storeName || msg('收银台');
  }

  protected async load(client: TesseraClient, signal: AbortSignal): Promise<Today> {
    const day = calendarDay(client.now());
    const payments: Payment[] = [];
    const walk = async (): Promise<void> => {
      for await (const payment of client.payments.list.each({ day, limit: 100 }, { signal })) {
        if (payments.push(payment) >= MOST) return;
      }
    };
    const [settlement] = await Promise.all([client.payments.settlement({ day }, { signal }), walk()]);
    this.#desk.follow(payments);
    return { storeName: settlement.store.name, payments, settlement };
  }

  protected override renderMark(): Part {
    return mark();
  }

  protected renderReady({ payments, settlement }: Today): Part {
    return html`<div class="till">${this.#renderDesk()}${todayView(payments, settlement, (payment) => void this.#desk.open(payment))}</div>${this.#desk.render()}`;
  }

  #renderDesk(): Part {
    const { charge } = this.#charging;
    if (charge) {
      return chargeView(charge, {
        now: this.#clock.now, onNext: this.#onNext, onCancel: this.#onCancel,
        onPrint: () => { if (charge.at === 'known') void this.#desk.print(charge.payment); },
      });
    }
    const { redeeming } = this.#redeeming;
    if (redeeming) {
      return redeemView(redeeming, {
        onNext: this.#onNext, onAgain: () => this.#redeeming.again(),
        onPrint: (redemption) => void this.#desk.printRedemption(redemption, this.heading),
      });
    }
    if (this.#collecting.shown) return collectView(this.#collecting, this.#clock.now, this.clientWidth, this.#onCollect, () => this.#collecting.hide());
    return pad({
      display: this.display, code: this.code, camera: this.#camera, offlineSince: this.#connection.offlineSince,
      onKey: (key) => this.#onKey(key), onCode: (code) => { this.code = code; }, onCharge: () => this.#start(), onCamera: this.#onCameraButton, onCollect: this.#onCollect,
    });
  }

  /** Something on the screen counts seconds. */
  get #counting(): boolean {
    const { charge } = this.#charging;
    return (charge?.at === 'known' && charge.payment.status === 'needs_confirmation') || Boolean(this.#collecting.code?.expiresAt);
  }

  #onKey(key: string): void {
    if (this.#desk.busy || this.#collecting.shown) return;
    if (this.#charging.charge) {
      if (key === 'Enter' && this.#charging.ended) this.#onNext();
    } else if (this.#redeeming.redeeming) {
      if (key === 'Enter' && this.#redeeming.ended) this.#onNext();
    } else if (key === 'Enter') this.renderRoot.querySelector<HTMLInputElement>('input[name=code]')?.focus();
    else this.display = press(this.display, key);
  }

  /** A scanner's digits went to the display like anybody's; they are taken back from there. */
  #onScan(text: string, display: string): void {
    if (this.#charging.charge || this.#redeeming.redeeming || this.#desk.busy || this.#collecting.shown) return;
    this.display = display;
    this.code = text;
    this.#start();
  }

  #start(): void {
    if (isCouponCode(this.code, { whole: true })) return this.#redeem();
    const amount = fen(this.display);
    this.notice = amount || this.#connection.offlineSince !== undefined ? undefined : msg('请先输入金额，再扫码');
    if (!amount || this.#connection.offlineSince !== undefined) return;
    this.#camera.stop();
    this.#charging.start(this.code, { amount, currency: 'CNY' });
  }

  #redeem(): void {
    this.notice = undefined;
    if (this.#connection.offlineSince !== undefined) return;
    this.#camera.stop();
    this.#redeeming.start(this.code);
  }

  #onRedeeming(redeeming: Redeeming): void {
    this.announce(redeemWords(redeeming));
    if (redeeming.at === 'done') this.dispatchEvent(new RedemptionEvent(redeeming.redemption));
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.result .button')?.focus());
  }

  #onCharge(charge: Charge): void {
    this.announce(chargeWords(charge));
    if (charge.at === 'known') {
      this.dispatchEvent(new PaymentEvent(charge.payment));
      void this.refresh();
    }
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.result .button')?.focus());
  }

  #onEvent({ payment }: TesseraEvent): void {
    if (!payment) return;
    if (this.#collecting.hear(payment)) return;
    if (this.#charging.charge && !this.#charging.ended) this.#charging.hear(payment);
    else void this.refresh();
  }

  /** A fixed code takes many payments: the next one replaces what is over, and else stands in the day's list. */
  #onCollected(payment: Payment): void {
    if (!this.#charging.charge || this.#charging.ended) this.#charging.follow(payment);
    else void this.refresh();
  }

  #onDone(kind: 'refund' | 'void', payment: Payment): void {
    this.announce(kind === 'refund' ? msg(str`退款成功，已退 ${money(payment.refunded)}`) : payment.voiding ? msg('正在撤销') : msg('已撤销'));
    void this.refresh();
  }

  #onCameraButton = (): void => {
    this.notice = undefined;
    if (this.#camera.on) this.#camera.stop();
    else void this.#camera.start();
  };

  #onCollect = (): void => {
    this.#camera.stop();
    void this.act((client) => this.#collecting.show(client, fen(this.display)));
  };

  #onCancel = (): void => {
    const { charge } = this.#charging;
    if (charge?.at !== 'known') return;
    void this.act(async (client) => this.#charging.hear(await client.payments.void({ paymentId: charge.payment.id }, { idempotencyKey: `${charge.payment.id}:cancel` })));
  };

  #onNext = (): void => {
    if (this.#redeeming.redeeming) {
      this.#redeeming.next();
      this.code = '';
      return;
    }
    if (!this.#charging.failed) {
      this.display = '';
      if (this.#collecting.code?.amount) this.#collecting.hide();
    }
    this.#charging.next();
    this.code = '';
    void this.refresh();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tessera-cashier': CashierElement;
  }
}
