import type { Campaign } from '@tessera/contract';
import { html } from 'lit';
import { msg } from '../locale/localize.js';
import type { Part } from '../widget.js';
import type { UnlockStep } from './events.js';

/** A step in words: what it is, why it is asked for, where it is taken, and the button that leads there. */
const words = (step: UnlockStep): { title: string; why: string; where: string; go: string } => ({
  open_wallet: { title: msg('开通数字人民币钱包'), why: msg('这张券只发给已开通钱包的用户。开通免费，用手机号即可，约一分钟。'), where: msg('请在所在应用的“钱包”里开通，完成后回到这里。'), go: msg('去开通') },
  add_card: { title: msg('绑定一张信用卡'), why: msg('这张券只发给持卡用户。绑定本人名下的信用卡后即可领取。'), where: msg('请在所在应用的“银行卡”里绑定，完成后回到这里。'), go: msg('去绑卡') },
  verify_identity: { title: msg('完成实名认证'), why: msg('这张券限实名领取，同一证件的所有账户合并计算。'), where: msg('请在所在应用的“我的”里完成实名认证，然后回到这里。'), go: msg('去认证') },
})[step];

/** The step that opens a campaign; after `onGo` found nobody to lead there, `stayed` says where it is taken. */
export function renderStep(step: UnlockStep, stayed: boolean, onGo: () => void, onDone: () => void): Part {
  const { title, why, where, go } = words(step);
  return html`<b>${title}</b><p>${why}</p>
    ${stayed
      ? html`<p>${where}</p><button class="button soft" @click=${onDone}>${msg('我已完成，刷新')}</button>`
      : html`<button class="button" @click=${onGo}>${go}</button>`}`;
}

/** What hangs below one card. Each change is a new object, so that a card knows when to draw itself again. */
interface Open {
  readonly campaignId: string;
  /** The page did not lead to the step. */
  readonly stayed: boolean;
}

/** The one panel that may be open below a card: the step that unlocks it. */
export class StepPanel {
  #open: Open | undefined;

  constructor(
    private readonly host: { requestUpdate(): void; refresh(): Promise<void> },
    private readonly unlock: (step: UnlockStep, campaignId: string) => boolean,
  ) {}

  /** What is open below a card, if its panel is. */
  at(campaignId: string): object | undefined {
    return this.#open?.campaignId === campaignId ? this.#open : undefined;
  }

  render({ id, standing }: Campaign): Part | undefined {
    if (this.#open?.campaignId !== id || standing.state !== 'locked') return undefined;
    return renderStep(standing.step, this.#open.stayed, () => this.#show({ campaignId: id, stayed: this.unlock(standing.step, id) }), () => void this.host.refresh());
  }

  /** Opens or closes a card's panel. */
  toggle(campaignId: string): void {
    this.#show(this.#open?.campaignId === campaignId ? undefined : { campaignId, stayed: false });
  }

  #show(open: Open | undefined): void {
    this.#open = open;
    this.host.requestUpdate();
  }
}
