import { css } from 'lit';

/**
 * Buttons: `.button` (the one strong action), `.button.soft`, `.mini` (outlined pill), `.ghost` (header action), `.switch`
 * (with `aria-checked`). A tone class around them (`.coupon`, `.energy`, `.gold`) changes their colour.
 */
export const buttonStyles = css`
  :host,.tone{--_tone:var(--_accent);--_soft:color-mix(in oklab,var(--_tone) 13%,transparent);--_on:oklch(from var(--_tone) clamp(.2,(.6 - l)*999,1) .02 h);--_text:light-dark(oklch(from var(--_tone) min(l,.48) c h),oklch(from var(--_tone) max(l,.75) c h))}
  .coupon{--_tone:var(--_coupon)}.energy{--_tone:var(--_energy)}.gold{--_tone:var(--_gold)}
  .button{background:var(--_tone);color:var(--_on);border-radius:var(--_radius-control);font-weight:600;min-height:46px;padding:8px 20px;text-align:center;transition:filter var(--_duration-quick)}
  .button:hover{filter:brightness(1.06)}
  .button:disabled{background:var(--_sunken);color:var(--_ink-soft);filter:none}
  .button.soft{background:var(--_soft);color:var(--_text)}
  .mini{font-size:13px;font-weight:600;border-radius:99px;padding:6px 13px;min-height:32px;box-shadow:inset 0 0 0 1.3px var(--_line);white-space:nowrap}
  .ghost{font-size:13.5px;color:var(--_ink-soft);padding:6px 2px;min-height:28px}
  .switch{flex:none;width:44px;height:26px;border-radius:13px;background:color-mix(in oklab,var(--_ink-soft) 55%,var(--_surface));position:relative;transition:background var(--_duration-quick)}
  .switch::after{content:"";position:absolute;inset:3px auto auto 3px;width:20px;height:20px;border-radius:50%;background:#fff;box-shadow:0 1px 3px oklch(0 0 0/.25);transition:translate var(--_duration-quick)}
  .switch[aria-checked=true]{background:var(--_tone)}.switch[aria-checked=true]::after{translate:18px}
  @media (forced-colors:active){.button,.mini,.switch{border:1px solid ButtonText}.switch::after{background:ButtonText}}
`;
