import { css } from 'lit';

export const rightsWalletStyles = css`
  header{min-height:36px}
  header .ghost{min-height:36px;padding-inline:8px;margin-inline-end:-8px}
  .tally{display:flex;flex-wrap:wrap;justify-content:space-between;gap:8px 0}
  .tally>div{display:flex;flex-direction:column-reverse;justify-content:flex-end;gap:2px;padding-inline:10px;border-inline-start:1px solid var(--_line);min-width:0}
  .tally>div:first-child{padding-inline-start:0;border:0}.tally>div:last-child{padding-inline-end:0}
  .tally dt{font-size:var(--_size-small);color:var(--_ink-soft)}
  .tally dd{margin:0;text-align:start;font-size:var(--_size-figure);line-height:1.15;font-weight:620;letter-spacing:-.02em;white-space:nowrap}
  .tally sub{font-size:.5em;vertical-align:baseline;font-weight:600;margin-inline-end:1px}
  mark{background:none;color:var(--_pressing)}
  :host{--_pressing:light-dark(oklch(from var(--_coupon) min(l,.56) c h),oklch(from var(--_coupon) max(l,.72) c h))}
  .soon{font-size:var(--_size-small);margin-top:-6px}
  .tier{display:flex;flex-wrap:wrap;align-items:center;gap:8px 12px;width:100%;border-radius:14px;padding:12px 14px;background:color-mix(in oklab,var(--_gold) 12%,var(--_surface))}
  .tier .what{flex:1 1 7em;min-width:0}.tier b,.row b{display:block}
  .tier .mini{margin-inline-start:auto;box-shadow:inset 0 0 0 1.3px color-mix(in oklab,var(--_gold) 60%,transparent)}
  .steps{display:grid;gap:3px}
  .steps i{width:10px;height:10px;border-radius:3px;box-shadow:inset 0 0 0 1.5px var(--_gold)}.steps .on{background:var(--_gold)}
  .bar{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center;justify-content:space-between}
  .bar .tabs{gap:20px}.tabs button{min-height:36px}
  .card[aria-busy=true] .rows{filter:saturate(.4);transition:filter var(--_duration-quick) 150ms}
  #list .rows>li{padding:0;content-visibility:auto;contain-intrinsic-size:auto 64px;scroll-margin:16px;outline-offset:-2px}
  #list .row{padding:11px 2px;min-width:0;flex:1 1 auto;border-radius:10px;outline-offset:-2px}
  .row>span:not(.chevron):last-child{flex:1;min-width:0}
  .row b{font-size:.96em}
  .thumb{flex:none;width:40px;height:40px;border-radius:12px;display:grid;place-items:center;font-weight:650;font-size:15px;letter-spacing:-.02em;color:var(--_text);background:var(--_soft)}
  .thumb.long{font-size:13px}.thumb sub{font-size:.64em;vertical-align:baseline;letter-spacing:0}
  :is(.used,.expired,.failed,.recalled,.refunded) .thumb{--_text:var(--_ink-soft);--_soft:var(--_sunken)}
  .rows .mini{position:relative;flex:none;margin-inline-end:1px}.rows .mini::after{content:"";position:absolute;inset:-6px}
  .wait{flex:none;display:grid;grid-template-columns:7px 7px;gap:3px;margin-inline-end:16px}
  .wait i{width:7px;height:7px;border-radius:2px;background:var(--_gold);animation:pulse 1.2s infinite}
  .wait i:nth-child(2){animation-delay:.3s}.wait i:nth-child(4){animation-delay:.6s}.wait i:nth-child(3){animation-delay:.9s}
  @keyframes pulse{0%,60%,100%{opacity:.25}30%{opacity:1}}
  .bone.figures{height:49px}.bone.strip{height:66px}.bone.line{height:60px}.bones{display:grid;gap:14px}
  @media (prefers-reduced-motion:reduce){.wait i{animation:none}}
  @media (forced-colors:active){.tier,.thumb,.mini{border:1px solid CanvasText}.steps i{border:1px solid CanvasText}.steps .on{background:CanvasText;forced-color-adjust:none}mark{color:CanvasText;font-weight:600}.wait i{background:CanvasText;forced-color-adjust:none}}
`;
