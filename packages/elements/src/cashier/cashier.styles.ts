import { css } from 'lit';

export const cashierStyles = css`
  :host{container-type:inline-size}
  .till{display:grid;gap:22px;grid-template-columns:minmax(0,1fr)}
  @container (min-width:720px){.till{grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:32px}.card{padding:24px 26px}}
  .pad,.today{display:grid;gap:14px;align-content:start;grid-template-columns:minmax(0,1fr)}
  .display{border-radius:var(--_radius-panel);background:var(--_sunken);padding:14px 18px;text-align:end}
  .display strong{display:block;font-size:52px;font-weight:650;letter-spacing:-.02em;line-height:1.15;white-space:nowrap}
  .display.none strong{color:var(--_ink-soft)}
  .display sub{font-size:.5em;vertical-align:baseline;margin-inline-end:4px}
  .keypad{--key:64px}
  .finder{max-height:280px}
  .notice.out .tile{flex:none}
  form{display:grid;gap:10px;grid-template-columns:minmax(0,1fr)}
  label{font-size:13px;color:var(--_ink-soft);display:grid;gap:5px;margin-block-end:-5px}
  .code{display:grid;grid-template-columns:minmax(0,1fr) 48px;gap:8px}
  input,select{font:inherit;font-size:17px;color:var(--_ink);background:var(--_surface);border:1px solid color-mix(in oklab,var(--_ink-soft) 60%,transparent);border-radius:var(--_radius-control);padding:10px 12px;min-height:48px;width:100%}
  label input,label select{margin-block-end:5px}
  input[aria-invalid=true]{border-color:var(--_coupon)}
  .square{width:48px;height:48px;border-radius:var(--_radius-control);display:grid;place-items:center;background:var(--_soft);color:var(--_text)}
  .square[aria-pressed=true]{background:var(--_tone);color:var(--_on)}
  .square:disabled{background:var(--_sunken);color:var(--_ink-soft)}
  .square svg{width:24px;height:24px}
  .charge{min-height:60px;font-size:20px}
  .button:has(svg){display:flex;align-items:center;justify-content:center;gap:8px}
  .result{display:grid;justify-items:center;text-align:center;gap:8px;padding:20px 12px;align-content:center;min-height:420px;border-radius:var(--_radius-panel);background:var(--_sunken)}
  .result .button{width:100%;max-width:320px;min-height:52px;font-size:17px}
  .result p+.button{margin-top:14px;min-height:56px;font-size:18px}
  .seal{width:76px;height:76px;border-radius:24px;display:grid;place-items:center;background:var(--_tone);color:var(--_on)}
  .seal svg{width:42px;height:42px;stroke-width:1.9}
  .seal.none{background:var(--_surface);color:var(--_ink-soft)}
  .seal.wait{background:var(--_soft);color:var(--_text);animation:breathe 1.2s ease-in-out infinite alternate}
  @keyframes breathe{to{opacity:.45}}
  .result b{font-size:22px}.result strong{font-size:44px;font-weight:650;letter-spacing:-.02em;line-height:1.1}
  .result strong small{font-size:15px;font-weight:400;letter-spacing:0;line-height:1.6}
  .hand{display:flex;align-items:center;gap:8px;font-weight:600}.hand svg{flex:none;width:22px;height:22px}
  .result p{font-size:15px;max-width:34ch}
  .qr{background:#fff;border-radius:var(--_radius-panel);padding:6px;min-width:200px;min-height:200px;display:grid;place-items:center;margin-block:6px}
  .net{display:flex;flex-wrap:wrap;gap:4px 14px;align-items:end;justify-content:space-between}
  .net strong{font-size:34px;font-weight:650;letter-spacing:-.02em;line-height:1.15}
  .sums{display:grid;gap:4px}
  .sums div{display:flex;flex-direction:row-reverse;justify-content:space-between;align-items:baseline;gap:12px}
  .sums strong{font-size:17px;font-weight:620;letter-spacing:-.01em;white-space:nowrap}
  @container (min-width:480px){.sums{grid-template-columns:repeat(3,minmax(0,1fr))}.sums div{display:block;padding-inline:12px 4px;border-inline-start:1px solid var(--_line)}.sums div:first-child{padding-inline-start:0;border:0}}
  .list{max-height:560px;overflow:auto}
  .list .rows>li{padding:0}
  .list .row{padding:11px 4px 11px 0}
  .list .rows b{font-size:17px}
  .state{font-size:12.5px;font-weight:600;white-space:nowrap}
  .state.tone{color:var(--_text)}.state.none{color:var(--_ink-soft)}
  h3{font-size:15px;font-weight:600}
  .acts{display:grid;gap:8px}
  .receipt{display:grid;gap:7px;margin:0 0 16px}
  .receipt div{display:flex;justify-content:space-between;gap:16px;font-size:13.5px;color:var(--_ink-soft)}
  .receipt .strong{color:var(--_ink);font-size:16px;font-weight:600}
  .receipt dt{flex:none;max-width:55%}.receipt dd{margin:0;text-align:end;color:var(--_ink)}
  .printing{position:absolute;inset:0 auto auto 0;width:1px;height:1px;border:0;opacity:0;pointer-events:none}
`;
