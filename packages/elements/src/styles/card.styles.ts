import { css } from 'lit';

/** The card every widget stands on: reset, surface, header, and the views of the states all widgets share. */
export const cardStyles = css`
  :host{display:block;font:400 var(--_size-body)/1.45 var(--_font-family);color:var(--_ink);font-variant-numeric:tabular-nums;-webkit-font-smoothing:antialiased;text-align:start}
  :host([hidden]){display:none}
  *{box-sizing:border-box;margin:0}
  .card{background:var(--_surface);border-radius:var(--_radius-card);box-shadow:var(--_shadow-card);padding:var(--_space-4) var(--_space-4) 16px;display:grid;grid-template-columns:minmax(0,1fr);gap:var(--_space-3);position:relative;overflow:clip;overflow-wrap:anywhere}
  header{display:flex;align-items:center;gap:9px;min-height:28px}
  h2{font-size:var(--_size-heading);font-weight:600;letter-spacing:.01em;flex:1;line-height:1.3}
  button{font:inherit;color:inherit;border:0;background:none;padding:0;cursor:pointer;text-align:inherit;-webkit-tap-highlight-color:transparent}
  button:disabled{cursor:default}
  :focus-visible{outline:2px solid var(--_accent);outline-offset:2px}
  small{font-size:var(--_size-small);color:var(--_ink-soft);line-height:1.4;display:block}
  b{font-weight:600;font-size:14.5px}
  svg{display:block}.mark rect{fill:var(--_accent)}.mark rect:last-child{fill:var(--_coupon)}
  .sr{position:absolute;inset:0 auto auto 0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
  .notice{border-radius:var(--_radius-control);background:var(--_sunken);padding:10px 12px;font-size:13.5px;display:flex;gap:10px;align-items:center}
  .notice span{flex:1}
  .failure{display:grid;justify-items:center;text-align:center;gap:8px;padding:28px 8px}
  .failure svg{width:36px;height:36px;color:var(--_ink-soft)}
  .failure .button{margin-top:8px}
  .waiting{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--_space-3);opacity:0;animation:appear 120ms 300ms forwards}
  .bone{border-radius:var(--_radius-control);background:var(--_sunken);min-height:20px}
  @keyframes appear{to{opacity:1}}
  @media (prefers-reduced-motion:reduce){*,::before,::after{transition:none!important;animation-duration:1ms!important}}
`;
