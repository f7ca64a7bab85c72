import { css } from 'lit';

export const scanStyles = css`
  .stage{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--_space-3);width:min(100%,520px);margin-inline:auto}
  .finder.idle{background:var(--_sunken);color:var(--_ink-soft);max-height:300px}
  .finder.idle p{text-shadow:none}
  .still{position:absolute;inset:20% 0;margin:auto;width:132px;height:132px;display:grid;grid-template:1fr 1fr/1fr 1fr;gap:16px}
  .still i{width:auto;height:auto;rotate:none!important;border:0;border-radius:18px;background:var(--_accent);animation:none;justify-self:stretch!important;align-self:stretch!important}
  .still i:nth-child(2){opacity:.55}.still i:nth-child(3){opacity:.75}.still i:nth-child(4){background:var(--_coupon)}
  .button:has(svg){display:flex;align-items:center;justify-content:center;gap:8px}
  .ways{display:grid;grid-template-columns:1fr 1fr;gap:8px}
  .way{display:flex;align-items:center;justify-content:center;gap:8px;min-height:46px;border-radius:var(--_radius-control);box-shadow:inset 0 0 0 1.3px var(--_line);font-weight:600;cursor:pointer;position:relative}
  .way:focus-within{outline:2px solid var(--_accent);outline-offset:2px}
  .way.off,.way:disabled{color:var(--_ink-soft);cursor:default}
  .notice .tile{flex:none}
  .typed{display:grid;gap:8px}.typed label{font-size:13px;color:var(--_ink-soft)}
  textarea{font:inherit;font-size:15px;color:inherit;background:var(--_surface);border:1px solid color-mix(in oklab,var(--_ink-soft) 60%,transparent);border-radius:var(--_radius-control);padding:10px 12px;width:100%;resize:vertical;overflow-wrap:anywhere}
  .faults{list-style:none;padding:0;display:grid;gap:4px;font-size:13.5px;color:light-dark(oklch(from var(--_coupon) min(l,.54) c h),var(--_coupon))}
  .reading{display:grid;justify-items:center;gap:10px;padding:56px 8px;color:var(--_ink-soft)}
  .reading .mark{width:44px;height:44px}
  @media (prefers-reduced-motion:no-preference){.reading rect{animation:seek 800ms ease-in-out infinite alternate}.reading rect:nth-child(2){animation-delay:200ms}.reading rect:nth-child(4){animation-delay:400ms}.reading rect:nth-child(3){animation-delay:600ms}@keyframes seek{from{opacity:.25}}}
`;
