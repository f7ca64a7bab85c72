import type { ClaimResult } from '@tessera/contract';
import { html, nothing } from 'lit';
import { dayAndTime } from '../format.js';
import { check, info } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { claimWords } from './claim-words.js';

/** What one tap for all came to: each coupon's own result, or why there is none at all. */
export class BatchSheet {
  constructor(private readonly results: readonly (ClaimResult & { readonly title: string })[], private readonly failure = '') {}

  get heading(): string {
    const got = this.results.filter(({ coupon }) => coupon).length;
    return got ? msg(str`领到 ${got} 张券`) : msg('这次没有领到');
  }

  render(): Part {
    if (this.failure) return html`<p role="status">${this.failure}</p>`;
    return html`<ul class="facts">${this.results.map(({ title, coupon, problem }) => html`<li class=${coupon ? 'yes' : ''}>
        ${coupon ? check() : info()}<div><b>${title}</b><small>${coupon ? msg(str`已放进权益钱包，${dayAndTime(coupon.validTo)} 前可用`) : claimWords(problem?.code ?? '')}</small></div></li>`)}</ul>
      ${this.results.some(({ coupon }) => coupon) ? html`<small>${msg('领到的券都在权益钱包里')}</small>` : nothing}`;
  }
}
