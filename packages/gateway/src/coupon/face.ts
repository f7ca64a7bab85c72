import type { Face } from '@tessera/contract';
import type { LocalizedText } from '../locale.js';

/** How a face is kept: as the contract's, but an item's name in every language the campaign has. */
export type StoredFace =
  | Extract<Face, { kind: 'amount_off' | 'percent_off' }>
  | { readonly kind: 'exchange' | 'gift'; readonly item: LocalizedText };

/** Any face, stored or shown: what a saving depends on is the same in both. */
type AnyFace = Face | StoredFace;

/** Fen an amount must reach before the face counts; 0 for a face that needs none. */
export const thresholdOf = (face: AnyFace): number =>
  face.kind === 'amount_off' || face.kind === 'percent_off' ? face.threshold.amount : 0;

/** Whether the face is money off a payment; the others are handed over at the counter for a code. */
export const isMoneyOff = (face: AnyFace): boolean => face.kind === 'amount_off' || face.kind === 'percent_off';

/**
 * Fen that `face` takes off `amount` fen: whole, never more than the amount, 0 below the threshold. A percentage is
 * rounded down to whole fen, so the sum of discounts never passes what was promised.
 */
export function savingOf(face: AnyFace, amount: number): number {
  if (amount <= 0 || amount < thresholdOf(face)) return 0;
  if (face.kind === 'amount_off') return Math.min(face.off.amount, amount);
  if (face.kind !== 'percent_off') return 0;
  // Split so that the product stays exact even for the largest Money (1e12 fen).
  const hundreds = Math.floor(amount / 100);
  const off = hundreds * face.percent + Math.floor(((amount - hundreds * 100) * face.percent) / 100);
  return face.cap === null ? off : Math.min(off, face.cap.amount);
}

/** Fen the face saves at best: its fixed sum, its cap, or the percentage of its threshold when nothing caps it. */
export function bestSaving(face: AnyFace): number {
  if (face.kind === 'amount_off') return face.off.amount;
  if (face.kind !== 'percent_off') return 0;
  return face.cap?.amount ?? savingOf(face, face.threshold.amount);
}
