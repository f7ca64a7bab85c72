import type { TesseraClient } from '@tessera/client';
import type { Money, PaymentOptions, SourceTerms } from '@tessera/contract';
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { money } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { sheet } from '../sheet.js';
import type { Part } from '../widget.js';
import { percent, planSchedule, planWords } from './plans.js';
import { line } from './payment-result.js';

/** What reading a contract needs from its host. */
export interface TermsOptions {
  readonly client: () => TesseraClient | undefined;
  readonly explain: (error: unknown) => Promise<string>;
  /** The user agreed: the options as they are now, and the source that can be used. */
  readonly onAccepted: (options: PaymentOptions, sourceId: string) => void;
}

/** Shows the contract of a source and takes the user's agreement to it: lender, cost, clauses, and a plan for an example or the known amount. */
export class TermsController implements ReactiveController {
  #sourceId: string | undefined;
  #terms: SourceTerms | undefined;
  #busy = false;
  #problem = '';

  constructor(private readonly host: ReactiveControllerHost, private readonly options: TermsOptions) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  async open(sourceId: string, amount?: Money): Promise<void> {
    this.#sourceId = sourceId;
    this.#terms = undefined;
    this.#problem = '';
    this.host.requestUpdate();
    try {
      const terms = await this.options.client()?.payments.terms({ sourceId, ...(amount && { amount: amount.amount }) });
      if (this.#sourceId === sourceId) this.#terms = terms;
    } catch (error) {
      this.#problem = await this.options.explain(error);
    }
    this.host.requestUpdate();
  }

  close = (): void => {
    this.#sourceId = undefined;
    this.host.requestUpdate();
  };

  render(): Part {
    if (!this.#sourceId) return nothing;
    const terms = this.#terms;
    const body = html`${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      ${terms ? this.#renderTerms(terms) : this.#problem ? nothing : html`<div class="bone tall"></div>`}`;
    return sheet({ heading: terms?.title ?? msg('合同'), body, onClose: this.close });
  }

  #renderTerms({ lender, annualRateBasisPoints, clauses, amount, plans }: SourceTerms): Part {
    return html`<dl>${line(msg('出借方'), lender)}${line(msg('年化利率（单利）'), percent(annualRateBasisPoints))}</dl>
      <ol class="clauses" aria-label=${msg('合同条款')}>${clauses.map((clause) => html`<li>${clause}</li>`)}</ol>
      ${plans.length ? html`<p class="hint">${msg(str`以付 ${money(amount)} 为例`)}</p>${plans.map((plan) => html`<div class="plan"><b>${planWords(plan)}</b><small>${msg(str`手续费 ${money(plan.fee)}，共还 ${money(plan.total)}`)}</small>${planSchedule(plan)}</div>`)}` : nothing}
      <div class="acts"><button class="button" part="action" ?disabled=${this.#busy} @click=${this.#onAgree}>${msg('我已看完，同意')}</button>
        <button class="button soft" ?disabled=${this.#busy} @click=${this.close}>${msg('不同意，先不用')}</button></div>`;
  }

  #onAgree = async (): Promise<void> => {
    const client = this.options.client();
    const terms = this.#terms;
    if (!client || !terms) return;
    this.#busy = true;
    this.host.requestUpdate();
    try {
      const options = await client.payments.acceptTerms({ sourceId: terms.sourceId, version: terms.version });
      this.close();
      this.options.onAccepted(options, terms.sourceId);
    } catch (error) {
      await this.open(terms.sourceId, terms.amount);
      this.#problem = await this.options.explain(error);
    }
    this.#busy = false;
    this.host.requestUpdate();
  };
}
