import { css } from 'lit';
import { payingStyles } from './paying.styles.js';

/** How paying an order looks: its store, amount, quote and choices. */
export const orderStyles = css`
  ${payingStyles}
  .store{display:grid;justify-items:center;gap:4px;text-align:center;padding-block:4px}
  .store b{font-size:17px}.store .sum{font-size:36px;font-weight:650;letter-spacing:-.02em;line-height:1.2}
  .entry{display:grid;gap:10px}
  .field{width:100%;display:flex;align-items:baseline;justify-content:space-between;gap:12px;padding:10px 14px;border-radius:var(--_radius-control);background:var(--_sunken);min-height:48px}
  .field[aria-pressed=true]{box-shadow:inset 0 0 0 1.6px var(--_tone)}
  .field strong{font-size:26px;font-weight:650;letter-spacing:-.01em;line-height:1.2}.field.none strong{color:var(--_ink-soft)}
  .order{display:grid;gap:var(--_space-3);grid-template-columns:minmax(0,1fr)}
  .bone.quote{min-height:96px}
  .save{font-style:normal;font-weight:600;color:light-dark(oklch(from var(--_coupon) min(l,.54) c h),var(--_coupon));font-size:14px;white-space:nowrap}
  .pair{display:grid;grid-template-columns:auto 1fr;gap:8px}
  .changed{border-inline-start:3px solid var(--_gold)}
  .order>.ghost{min-height:44px;text-align:center}
`;
