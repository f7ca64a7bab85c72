import type { TesseraClient } from '@tessera/client';
import type { Category, Right } from '@tessera/contract';
import { css, html, nothing } from 'lit';
import { categories, categoryWord } from '../category-words.js';
import { chevronDown, wallet as walletIcon } from '../icons.js';
import { msg } from '../locale/localize.js';
import type { Part } from '../widget.js';
import { join, PAGE, query, type RightView, type Wallet, type Wish } from './rights-list.js';

/** A list this long is worth a filter. */
const LONG = 6;

/** The categories that occur, as soon as there is enough to sift. */
export function filter({ items, cursor }: Wallet, chosen: Category | '', choose: (category: Category | '') => void): Part {
  if (!chosen && items.length <= LONG) return nothing;
  const offered = cursor || chosen ? categories : categories.filter((one) => items.some(({ category }) => category === one));
  return html`<label class="pill"><span class="sr">${msg('分类')}</span>
    <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Category | '')}>
      <option value="" ?selected=${!chosen}>${msg('全部分类')}</option>
      ${offered.map((one) => html`<option value=${one} ?selected=${one === chosen}>${categoryWord(one)}</option>`)}
    </select>${chevronDown()}</label>`;
}

/** The words for an empty list. */
export function none(view: RightView, category: Category | '', choose: (category: Category | '') => void): Part {
  const words = { unused: msg('还没有可用的权益'), used: msg('还没有用过权益'), expired: msg('没有过期的权益') };
  return html`<div class="hollow" part="empty">${walletIcon()}<b>${words[view]}</b>
    ${category ? html`<button class="mini" @click=${() => choose('')}>${msg('看全部分类')}</button>`
      : view === 'unused' ? html`<small>${msg('领到的券和获得的权益会放在这里')}</small>` : nothing}</div>`;
}

/** The way to the next page. */
export function end(more: 'idle' | 'asking' | 'failed', onMore: () => Promise<void>): Part {
  const words = { idle: msg('加载更多'), asking: msg('正在加载…'), failed: msg('没有加载出来，重试') };
  return html`<div class="end"><button class="mini" aria-disabled=${more === 'asking'} @click=${onMore}>${words[more]}</button></div>`;
}

/** Brings the next page into the wallet; the first new right, undefined when there is none. */
export async function extend(client: TesseraClient, wish: Wish, wallet: Wallet): Promise<Right | undefined> {
  if (!wallet.cursor) return undefined;
  const { items, nextCursor } = await client.rights.list({ ...query(wish), cursor: wallet.cursor, limit: PAGE });
  const before = wallet.items.length;
  wallet.items = join(wallet.items, items);
  wallet.cursor = nextCursor;
  return wallet.items[before];
}

export const lateStyles = css`
  .pill{margin-inline-start:auto;position:relative;display:flex;align-items:center;font-size:.87em;color:var(--_ink-soft)}
  .pill select{appearance:none;font:inherit;color:inherit;border:0;background:none;min-height:32px;padding:4px 22px 4px 8px;border-radius:8px;cursor:pointer;max-width:100%}
  .pill option{color:var(--_ink);background:var(--_surface)}
  .pill svg{position:absolute;inset-inline-end:4px;width:14px;height:14px;pointer-events:none}
  .end{display:grid;justify-items:center}.end .mini{min-height:44px;padding-inline:22px}
  .hollow{display:grid;justify-items:center;text-align:center;gap:10px;padding:30px 8px}
  .hollow svg{width:34px;height:34px;color:var(--_ink-soft)}
`;
