import type { CampaignSort, Category, City } from '@tessera/contract';
import { html, nothing } from 'lit';
import { categories, categoryWord } from '../category-words.js';
import { onTabKeys } from '../controllers/tab-keys.js';
import { chevronDown, search } from '../icons.js';
import { msg } from '../locale/localize.js';
import type { Part } from '../widget.js';

type Choose<T> = (choice: T) => void;

const chosen = (event: Event): string => (event.target as HTMLSelectElement | HTMLInputElement).value;

/** The city as a pill in the header. A native menu: every platform's own picker, with its keyboard and its screen reader. */
export const cityPill = (cities: readonly City[], city: string, choose: Choose<string>): Part =>
  cities.length
    ? html`<label class="pill"><span class="sr">${msg('城市')}</span>
        <select @change=${(event: Event) => choose(chosen(event))}>
          <option value="" ?selected=${!city}>${msg('全部城市')}</option>
          ${cities.map(({ code, name }) => html`<option value=${code} ?selected=${code === city}>${name}</option>`)}
        </select>${chevronDown()}</label>`
    : nothing;

const tab = (value: Category | '', selected: boolean, choose: Choose<Category | ''>): Part =>
  html`<button role="tab" id="tab-${value}" aria-controls="list" aria-selected=${selected} tabindex=${selected ? 0 : -1} @click=${() => choose(value)}>${value ? categoryWord(value) : msg('全部')}</button>`;

/** All, then the 19 categories. */
export const categoryTabs = (category: string, choose: Choose<Category | ''>): Part =>
  html`<div class="tabs tone coupon" role="tablist" aria-label=${msg('分类')} @keydown=${onTabKeys}>
    ${tab('', !category, choose)}${categories.map((one) => tab(one, one === category, choose))}
  </div>`;

const sorts: readonly (readonly [CampaignSort, () => string])[] = [
  ['recommended', () => msg('推荐')],
  ['nearest', () => msg('离市中心近')],
  ['ending_soon', () => msg('快结束')],
  ['biggest_saving', () => msg('省得多')],
];

/** Search by words, and the order of the list. */
export const tools = (words: string, onWords: (event: Event) => void, sort: CampaignSort, choose: Choose<CampaignSort>): Part =>
  html`<div class="tools" role="search">
    <label class="field">${search()}<span class="sr">${msg('搜索优惠券')}</span>
      <input type="search" maxlength="64" enterkeyhint="search" autocomplete="off" placeholder=${msg('搜索优惠券')} .value=${words} @input=${onWords} @change=${onWords} /></label>
    <label class="pill"><span class="sr">${msg('排序')}</span>
      <select @change=${(event: Event) => choose(chosen(event) as CampaignSort)}>
        ${sorts.map(([value, word]) => html`<option value=${value} ?selected=${value === sort}>${word()}</option>`)}
      </select>${chevronDown()}</label>
  </div>`;
