import type { Campaign, LotteryDraw } from '@tessera/contract';
import { html, nothing } from 'lit';
import { integer } from '../format.js';
import { chevronDown } from '../icons.js';
import { msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { moment } from './ticket-words.js';

const hex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/**
 * Checks a draw by the published recipe, in the user's own browser: the seed is the one committed to before the first entry, the
 * ticket's rank follows from it, and the rank decides. Undefined where it is not drawn yet or the page may not compute hashes.
 */
export async function isTrueDraw({ seed, commitment, cutoff, mine }: LotteryDraw): Promise<boolean | undefined> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (seed === null || !subtle) return undefined;
  if (hex(await subtle.digest('SHA-256', bytes(seed))) !== commitment) return false;
  if (!mine) return true;
  const key = await subtle.importKey('raw', bytes(seed), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const rank = hex(await subtle.sign('HMAC', key, bytes(mine.ticket)));
  return rank === mine.rank && (cutoff !== null && rank <= cutoff) === mine.won;
}

const fact = (term: string, value: string | null): Part => (value === null ? nothing : html`<div><small>${term}</small><code>${value}</code></div>`);

/** A draw: when, how many places and entries, what became of mine, and all that proves it. */
export class DrawProof {
  #found: string | undefined;

  constructor(private readonly draw: LotteryDraw, private readonly now: number, private readonly redraw: () => void) {}

  render({ standing }: Campaign): Part {
    const { drawsAt, entries, winners, mine, seed, commitment, cutoff, entriesDigest } = this.draw;
    const drawn = seed !== null;
    return html`<section class="answer"><h3>${this.#title(standing)}</h3>
      <p>${drawn ? msg(str`${integer(entries)} 人报名，${integer(winners)} 人中签`) : msg(str`${moment(drawsAt, this.now)} 开奖，现有 ${integer(entries)} 人报名，抽 ${integer(winners)} 人`)}</p>
      ${mine ? html`<p>${msg('我的签号')} <b>${mine.ticket}</b></p>` : nothing}
      <details><summary>${msg('怎么核对')}${chevronDown()}</summary><div class="proof">
        <p>${msg('报名前就公布了种子的指纹，开奖后公布种子。每个签号的名次由种子算出：HMAC-SHA-256(种子, 签号)，数值小的先中。谁都可以重算。')}</p>
        ${fact(msg('种子的指纹（SHA-256）'), commitment)}${fact(msg('种子'), seed)}${fact(msg('我的名次'), mine?.rank ?? null)}
        ${fact(msg('中签线'), cutoff)}${fact(msg('全部签号的指纹'), entriesDigest)}
        ${drawn ? html`<button class="mini" @click=${() => void this.#check()}>${msg('在本机核对')}</button>` : nothing}
        <p role="status">${this.#found ?? ''}</p>
      </div></details></section>`;
  }

  #title(standing: Campaign['standing']): string {
    if (standing.state === 'drawn' && this.draw.mine?.won && !this.draw.mine.given) return msg('抽中了，但您已领满可领的份数，券没有发放');
    if (standing.state === 'drawn') return standing.won ? msg('恭喜中签，券已放进权益钱包') : msg('这次没有抽中');
    return standing.state === 'entered' ? msg('已报名') : msg('抽签');
  }

  async #check(): Promise<void> {
    const found = await isTrueDraw(this.draw).catch(() => undefined);
    this.#found = found === undefined ? msg('这个页面不能计算，请用任何 SHA-256 工具核对') : found ? msg('核对无误：种子、名次和结果一致') : msg('不一致，请联系发放方');
    this.redraw();
  }
}
