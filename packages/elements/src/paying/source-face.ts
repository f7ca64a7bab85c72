import type { FundingKind, FundingSource } from '@tessera/contract';
import { html, type TemplateResult } from 'lit';
import { money } from '../format.js';
import { bank, card, loan, wallet } from '../icons.js';
import { msg, str } from '../locale/localize.js';

const faces: Readonly<Record<FundingKind, readonly [tone: string, icon: () => TemplateResult]>> = {
  e_cny_wallet: ['coupon', wallet],
  life_card: ['', card],
  quick_loan: ['gold', loan],
  debit_card: ['energy', bank],
  other_bank_card: ['gold', card],
};

/** The tile a funding source is known by. */
export const sourceTile = (kind: FundingKind): TemplateResult => {
  const [tone, icon] = faces[kind];
  return html`<span class="tile tone ${tone}">${icon()}</span>`;
};

/** `尾号 8842 · 可用 ¥1,286.40` */
export const sourceLine = ({ last4, available }: Pick<FundingSource, 'last4' | 'available'>): string =>
  available ? msg(str`尾号 ${last4} · 可用 ${money(available)}`) : msg(str`尾号 ${last4}`);
