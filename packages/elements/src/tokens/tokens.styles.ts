// Built from tokens.json by scripts/tokens.mjs: change the JSON, then run `npm run tokens -w @tessera/elements`.
import { css } from 'lit';

/** Every token's default, as a private property that a page's `--tessera-…` overrides: `--tessera-color-accent` is `--_accent` here. */
export const tokens = css`:host{
  --_surface:var(--tessera-color-surface,light-dark(#fff,oklch(.232 .014 200)));
  --_sunken:var(--tessera-color-sunken,light-dark(oklch(.972 .007 185),oklch(.275 .015 200)));
  --_ink:var(--tessera-color-ink,light-dark(oklch(.25 .02 205),oklch(.955 .008 195)));
  --_ink-soft:var(--tessera-color-ink-soft,light-dark(oklch(.49 .018 205),oklch(.75 .014 200)));
  --_line:var(--tessera-color-line,light-dark(oklch(.925 .008 195),oklch(.335 .014 200)));
  --_accent:var(--tessera-color-accent,light-dark(oklch(.52 .098 178),oklch(.79 .115 176)));
  --_coupon:var(--tessera-color-coupon,light-dark(oklch(.56 .195 31),oklch(.735 .155 36)));
  --_energy:var(--tessera-color-energy,light-dark(oklch(.53 .14 148),oklch(.8 .155 148)));
  --_gold:var(--tessera-color-gold,light-dark(oklch(.62 .115 78),oklch(.83 .115 85)));
  --_radius-card:var(--tessera-radius-card,22px);
  --_radius-panel:var(--tessera-radius-panel,16px);
  --_radius-control:var(--tessera-radius-control,12px);
  --_space-3:var(--tessera-space-3,14px);
  --_space-4:var(--tessera-space-4,18px);
  --_font-family:var(--tessera-font-family,system-ui,"PingFang SC","HarmonyOS Sans SC","Noto Sans SC","Noto Sans CJK SC",sans-serif);
  --_size-small:var(--tessera-size-small,12.5px);
  --_size-body:var(--tessera-size-body,15px);
  --_size-heading:var(--tessera-size-heading,17px);
  --_size-figure:var(--tessera-size-figure,24px);
  --_duration-quick:var(--tessera-duration-quick,160ms);
  --_shadow-card:var(--tessera-shadow-card,0 1px 2px light-dark(oklch(.4 .03 200/.05),transparent),0 12px 32px light-dark(oklch(.4 .03 200/.07),oklch(0 0 0/.25)));
}`;
