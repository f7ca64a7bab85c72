import type { RightsSummary } from '@tessera/contract';
import { html, nothing } from 'lit';
import { check } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { standOn } from './head.js';
import { stepWord, tierWord } from './right-words.js';
import type { Desk, WalletSheet } from './wallet-sheet.js';

type Tier = RightsSummary['tier'];

/** The tiers from the bottom: what each has, what the next one adds, and the one step to it. */
export class LadderSheet implements WalletSheet {
  #stayed = false;

  constructor(private readonly desk: Desk, private readonly tier: Tier) {}

  get heading(): string {
    return msg('会员等级');
  }

  render(): Part {
    const { at, next } = standOn(this.tier);
    return html`<ol class="ladder tone gold">${this.tier.levels.map(({ level, rights, perks, reached }, index) => {
      const held = reached || index <= at;
      return html`<li class=${held ? 'held' : ''} aria-current=${index === at ? 'step' : nothing}>
        <i aria-hidden="true">${held ? check() : nothing}</i>
        <div><b>${tierWord(level)}</b>
          <small>${index === at ? msg(str`您在这一级，共 ${rights} 项权益`) : held ? msg('已达成') : msg(str`共 ${rights} 项权益`)}</small>
          <ul>${perks.map((perk) => html`<li>${perk}</li>`)}</ul>
          ${next?.level === level ? this.#renderStep(level, next.adds) : nothing}</div>
      </li>`;
    })}</ol>`;
  }

  #renderStep(level: Tier['level'], adds: number): Part {
    return this.#stayed
      ? html`<p class="notice" role="status"><span>${level === 'card' ? msg('请在所在应用的“银行卡”里绑定本人的信用卡，完成后等级会自动更新。') : msg('请在所在应用的“钱包”里开通，用手机号即可，完成后等级会自动更新。')}</span></p>`
      : html`<button class="button" part="action" @click=${() => this.#onStep(level)}>${stepWord(level)}<small>${msg(str`再解锁 ${adds} 项权益`)}</small></button>`;
  }

  #onStep(level: Tier['level']): void {
    this.#stayed = this.desk.unlock(level);
    this.desk.redraw();
  }
}
