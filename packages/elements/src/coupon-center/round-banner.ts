import type { Campaign } from '@tessera/contract';
import { html } from 'lit';
import { msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { remaining } from './countdown.js';
import { isOpen, phaseOf } from './standing.js';
import { phaseLabel } from './ticket.js';
import { moment } from './ticket-words.js';

/**
 * The next round: what opens, and a clock by the gateway's time. The ticking clock is hidden from screen readers, which
 * read the moment instead. Once open, the same room holds the way to its coupon, or what has become of it.
 */
export function roundBanner(campaign: Campaign, now: number, onGo: () => void): Part {
  const { round, title, allowed } = campaign;
  const phase = phaseOf(campaign, now);
  if (!round) return html``;
  const { seconds, clock } = remaining(round.opensAt, now);
  const opens = moment(round.opensAt, now);
  return html`<div class="round tone coupon">
    <div><b>${title} · ${round.title}</b><small>${msg(str`每人限领 ${allowed} 张，领完即止`)}</small></div>
    ${seconds === 0
      ? isOpen(phase) ? html`<button class="claim" @click=${onGo}>${msg('去抢')}</button>` : html`<b class="opens">${phase === 'claimed' ? msg('已领取') : phaseLabel(campaign, phase)}</b>`
      : seconds < 86_400
        ? html`<span class="sr">${msg(str`${opens} 开抢`)}</span><div class="clock" aria-hidden="true">${clock.map((part) => html`<span>${part}</span>`)}</div>`
        : html`<b class="opens">${opens}</b>`}
  </div>`;
}
