import type { Campaign } from '@tessera/contract';
import { html, nothing } from 'lit';
import { faceWords } from '../face.js';
import { bank, check, info } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { remaining } from './countdown.js';
import { opensAt, scarcity, type Phase } from './standing.js';
import { countWords, phaseWords, stockWords, useWords } from './ticket-words.js';

/** What happened to a coupon here, said on its card. */
export interface Note {
  readonly text: string;
  readonly good: boolean;
}

/** How one coupon stands on the screen. */
export interface TicketView {
  readonly phase: Phase;
  readonly now: number;
  /** Says how far the nearest store is. */
  readonly near: boolean;
  readonly busy: boolean;
  readonly torn: boolean;
  readonly note: Note | undefined;
  /** What hangs below the card when it is open. */
  readonly panel: Part | undefined;
}

/** What a card asks of the widget. */
export interface TicketActions {
  press(event: MouseEvent, campaign: Campaign): void;
  again(event: MouseEvent, campaign: Campaign): void;
  rules(campaign: Campaign): void;
  tornOff(): void;
}

const DAY_SECONDS = 86_400;

/** The running clock of an upcoming round, `00:12:36`, empty when it is more than a day away. */
export function countdownText(campaign: Campaign, phase: Phase, now: number): string {
  const opens = phase === 'upcoming' ? opensAt(campaign) : null;
  if (!opens) return '';
  const { seconds, clock } = remaining(opens, now);
  return seconds < DAY_SECONDS ? clock.join(':') : '';
}

const looks: Partial<Record<Phase, string>> = { claimable: '', enterable: '', upcoming: '', claimed: 'outline', entered: 'outline', drawn: 'outline', locked: 'gold' };

/** The one thing to do, or why there is none. */
export const phaseLabel = ({ standing }: Campaign, phase: Phase): string => ({
  claimable: msg('领取'),
  claimed: msg('去使用'),
  upcoming: msg('即将开始'),
  sold_out: msg('已抢光'),
  locked: standing.state === 'locked' && standing.step === 'verify_identity' ? msg('去认证') : msg('去开通'),
  over: msg('已结束'),
  not_eligible: msg('不可领'),
  period_limit: msg('已领满'),
  paused: msg('暂停中'),
  enterable: msg('报名'),
  entered: msg('已报名'),
  drawn: standing.state === 'drawn' && standing.won ? msg('已中签') : msg('未中签'),
})[phase];

/** One button, the same element through every phase, so that focus stays on it. What cannot be done yet answers with words. */
function button(campaign: Campaign, view: TicketView, { press }: TicketActions): Part {
  const { phase, busy, now } = view;
  const ticking = countdownText(campaign, phase, now);
  const label = phaseLabel(campaign, phase);
  return html`<button class="claim ${looks[phase] ?? 'none'}" part="action" aria-disabled=${phase === 'upcoming'} aria-busy=${busy}
    data-clock=${ticking || nothing} aria-label="${label} ${campaign.title}" @click=${(event: MouseEvent) => press(event, campaign)}>${label}</button>`;
}

function face(campaign: Campaign): Part {
  const { sign, figure, unit, terms } = faceWords(campaign.face);
  const size = sign.length + figure.length + unit.length / 2 + ('item' in campaign.face ? 1 : 0);
  return html`<div class="face"><strong class=${size > 7 ? 'longer' : size >= 4.5 ? 'long' : ''}>${sign ? html`<sub>${sign}</sub>` : nothing}${figure}${unit ? html`<sub>${unit}</sub>` : nothing}</strong>
    ${terms.map((term) => html`<small>${term}</small>`)}</div>`;
}

/** A campaign as a coupon: its face, what it is, where and when it can be used, and the one thing to do. */
export function ticket(campaign: Campaign, view: TicketView, actions: TicketActions): Part {
  const { phase, note, panel, torn, now, near } = view;
  const share = scarcity(campaign, phase);
  const why = phaseWords(campaign, phase, now);
  const count = countWords(campaign);
  return html`<div class="ticket tone coupon ${phase} ${torn ? 'torn' : ''}" part="item" role="listitem" tabindex="-1" data-campaign=${campaign.id} @animationend=${actions.tornOff}>
    ${face(campaign)}
    <div class="rest">
      <div class="body">
        <h3>${campaign.title}</h3>
        ${campaign.issuer.kind === 'government' ? html`<small class="issuer">${bank()}${msg(str`${campaign.issuer.name} 发放`)}</small>` : nothing}
        ${why ? html`<small class="why">${why}</small>` : nothing}
        <small>${useWords(campaign, phase, near)}</small>
        ${share === null ? nothing : html`<progress class="stock" aria-hidden="true" max="1" .value=${share}></progress><small>${stockWords(campaign, share)}</small>`}
        ${count ? html`<div class="foot"><small>${count}</small>
          ${phase === 'claimed' && campaign.claimed < campaign.allowed ? html`<button class="link" @click=${(event: MouseEvent) => actions.again(event, campaign)}>${msg('再领一张')}</button>` : nothing}</div>` : nothing}
      </div>
      <div class="side">
        ${button(campaign, view, actions)}
        <button class="link" aria-haspopup="dialog" aria-label="${msg('规则')} ${campaign.title}" @click=${() => actions.rules(campaign)}>${msg('规则')}</button>
      </div>
    </div>
    ${note ? html`<p class="note">${note.good ? check() : info()}<span>${note.text}</span></p>` : nothing}
    ${panel !== undefined ? html`<div class="panel">${panel}</div>` : nothing}
  </div>`;
}
