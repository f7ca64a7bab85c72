import type { TesseraClient } from '@tessera/client';
import type { Invitation, Reward } from '@tessera/contract';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { RefreshOnController } from '../controllers/refresh-on.js';
import { element } from '../element.js';
import { day, integer } from '../format.js';
import { person } from '../rare-icons.js';
import { msg, str } from '../locale/localize.js';
import { randomKey } from '../random-key.js';
import { rewardPlace, rewardWords } from '../reward-words.js';
import { WidgetElement, type Part } from '../widget.js';
import { InviteAcceptEvent, InviteShareEvent } from './invite-events.js';
import { inviteStyles } from './invite.styles.js';
import { inviteLink } from './link.js';

export * from './invite-events.js';

/** Room for the QR code, in CSS pixels. */
const ROOM = 176;

/**
 * An invitation: the user's own code, large, with a QR code of the host's invitation page, what both get, who came, and the rules.
 * A new user enters somebody's code here, once.
 *
 * @fires {InviteAcceptEvent} tessera-invite-accept - The user accepted an invitation.
 * @fires {InviteShareEvent} tessera-invite-share - The user copied or shared the own one.
 * @slot header - Instead of the heading.
 * @csspart card - The card.
 * @csspart header - Its head.
 * @csspart code - The user's code.
 * @csspart item - Somebody who came.
 * @csspart action - The buttons that act.
 * @csspart error - What went wrong.
 * @cssstate loading - Data is on its way.
 * @cssstate offline - The network is away.
 * @cssstate error - The data could not be had.
 */
@element('tessera-invite')
export class InviteElement extends WidgetElement<Invitation> {
  static override styles = [WidgetElement.styles, inviteStyles];

  /** The host's invitation page, such as `https://city.example/?invite={code}`; without it there is no QR code and no link. */
  @property({ attribute: 'link-template' }) linkTemplate = '';
  /** Somebody else's code, filled in for a new user. */
  @property() code = '';

  @state() private entered: string | undefined;
  @state() private busy = false;
  @state() private given: Reward | undefined;
  @state() private copied: 'code' | 'link' | undefined;
  @state() private symbols: { qrRows: typeof import('../qr.js').qrRows; quiet: number; matrix: typeof import('../symbol.js').matrix } | undefined;
  /** One key for one code: a second tap after a lost answer accepts once. */
  #attempt: { readonly code: string; readonly key: string } | undefined;

  constructor() {
    super();
    new RefreshOnController(this, () => this.activeClient, (type) => type === 'invitation.rewarded');
  }

  protected get heading(): string {
    return msg('邀请好友');
  }

  protected load({ engagement }: TesseraClient, signal: AbortSignal): Promise<Invitation> {
    return engagement.getInvitation({}, { signal });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.data && this.linkTemplate && !this.symbols) void this.#loadSymbols();
  }

  protected override renderSkeleton(): Part {
    return html`<div class="bone mine"></div><div class="bone both"></div>`;
  }

  protected renderReady(invitation: Invitation): Part {
    const { inviterReward, inviteeReward, rules } = invitation;
    return html`${this.given ? html`<p class="panel result">${msg(str`已接受邀请，你得 ${rewardWords(this.given)}`)}<small>${rewardPlace(this.given)}</small></p>` : invitation.acceptable ? this.#renderAccept(inviteeReward) : nothing}
      ${this.#renderMine(invitation)}
      <div class="both"><div><small>${msg('你得')}</small><b>${rewardWords(inviterReward)}</b></div><div><small>${msg('好友得')}</small><b>${rewardWords(inviteeReward)}</b></div></div>
      ${this.#renderCame(invitation)}
      <details><summary>${msg('邀请规则')}</summary><ul>${rules.map((rule) => html`<li>${rule}</li>`)}</ul></details>`;
  }

  #renderMine({ code }: Invitation): TemplateResult {
    const link = inviteLink(this.linkTemplate, code);
    return html`<div class="mine"><small id="mine">${msg('我的邀请码')}</small>
      <b class="number" part="code" aria-labelledby="mine" translate="no">${code}</b>
      ${link ? html`<div class="paper" role="img" aria-label=${msg('邀请链接的二维码')}>${this.symbols ? this.symbols.matrix(this.symbols.qrRows(link), this.symbols.quiet, ROOM) : nothing}</div>` : nothing}
      <div class="acts">
        <button class="button copy" part="action" @click=${() => this.#onCopy('code', code, code, link)}>${this.copied === 'code' ? msg('已复制') : msg('复制邀请码')}</button>
        ${link ? html`<button class="button soft link" part="action" @click=${() => this.#onShare(code, link)}>${'share' in navigator ? msg('分享链接') : this.copied === 'link' ? msg('已复制') : msg('复制链接')}</button>` : nothing}
      </div></div>`;
  }

  #renderAccept(reward: Reward): TemplateResult {
    const value = this.entered ?? this.code;
    return html`<form @submit=${this.#onAccept}>
      <label for="code">${msg('有好友的邀请码？')}</label>
      <input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="32" aria-describedby="gain" .value=${value} @input=${(event: Event) => { this.entered = (event.target as HTMLInputElement).value; }} />
      <button class="button" part="action" aria-disabled=${this.busy} ?disabled=${!value.trim()}>${msg('接受邀请')}</button>
      <small id="gain">${msg(str`接受后你得 ${rewardWords(reward)}，只能接受一次`)}</small>
    </form>`;
  }

  #renderCame({ invited, rewarded, most }: Invitation): TemplateResult {
    return html`<section>
      <div class="came"><h3>${msg('我邀请的好友')}</h3><small>${msg(str`已奖励 ${integer(rewarded)} 次，最多 ${integer(most)} 次`)}</small></div>
      ${invited.length ? html`<ul class="rows">${invited.map(({ name, at }) => html`<li part="item"><span class="tile">${person()}</span><div><b>${name}</b></div><small>${day(at)}</small></li>`)}</ul>` : html`<small>${msg('还没有好友接受邀请')}</small>`}
    </section>`;
  }

  async #loadSymbols(): Promise<void> {
    const [qr, symbol] = await Promise.all([import('../qr.js'), import('../symbol.js')]).catch(() => [] as const);
    if (qr && symbol) this.symbols = { qrRows: qr.qrRows, quiet: qr.QR_QUIET, matrix: symbol.matrix };
  }

  /** Without leave to write the clipboard, the code is selected for the user to copy. */
  #onCopy = async (what: 'code' | 'link', text: string, code: string, link: string | null): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = what;
      this.announce(msg('已复制'));
      this.dispatchEvent(new InviteShareEvent(code, link));
    } catch {
      const number = this.renderRoot.querySelector('.number');
      if (number) getSelection()?.selectAllChildren(number);
      this.notice = what === 'code' ? msg('这个页面不能写剪贴板，邀请码已选中，请手动复制') : msg(str`这个页面不能写剪贴板，请手动复制：${text}`);
    }
  };

  #onShare = async (code: string, link: string): Promise<void> => {
    if (!('share' in navigator)) return this.#onCopy('link', link, code, link);
    try {
      await navigator.share({ url: link });
      this.dispatchEvent(new InviteShareEvent(code, link));
    } catch (error) {
      // Closing the system's sheet is an answer too.
      if (!(error instanceof Error && error.name === 'AbortError')) await this.#onCopy('link', link, code, link);
    }
  };

  #onAccept = async (event: Event): Promise<void> => {
    event.preventDefault();
    const code = (this.entered ?? this.code).trim();
    if (this.busy || !code) return;
    this.busy = true;
    if (this.#attempt?.code !== code) this.#attempt = { code, key: randomKey() };
    const { key } = this.#attempt;
    const accepted = await this.act((client) => client.engagement.acceptInvitation({ code }, { idempotencyKey: key }));
    this.busy = false;
    if (!accepted) return this.refresh();
    this.given = accepted.reward;
    this.announce(msg(str`已接受邀请，你得 ${rewardWords(accepted.reward)}`));
    this.dispatchEvent(new InviteAcceptEvent(accepted.reward));
    await this.refresh();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tessera-invite': InviteElement;
  }
}
