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
  .keys{display:grid;grid-template-columns:repeat(3,1fr);gap:8px}
  .keys button{min-height:64px;border-radius:var(--_radius-control);background:var(--_sunken);font-size:26px;font-weight:550;text-align:center;display:grid;place-items:center}
  .keys button:active{background:var(--_soft)}
  .keys svg{width:28px;height:28px}
  form{display:grid;gap:10px;grid-template-columns:minmax(0,1fr)}
  label{font-size:13px;color:var(--_ink-soft);display:grid;gap:5px}
  input,select{font:inherit;font-size:17px;color:var(--_ink);background:var(--_surface);border:1px solid color-mix(in oklab,var(--_ink-soft) 60%,transparent);border-radius:var(--_radius-control);padding:10px 12px;min-height:48px;width:100%}
  input[aria-invalid=true]{border-color:var(--_coupon)}
  .charge{min-height:60px;font-size:20px}
  .result{display:grid;justify-items:center;text-align:center;gap:8px;padding:20px 8px;align-content:center;min-height:420px;border-radius:var(--_radius-panel);background:var(--_sunken)}
  .result .button{width:100%;max-width:320px;margin-top:14px;min-height:56px;font-size:18px}
  .seal{width:76px;height:76px;border-radius:24px;display:grid;place-items:center;background:var(--_tone);color:var(--_on)}
  .seal svg{width:42px;height:42px;stroke-width:1.9}
  .seal.wait{background:var(--_soft);color:var(--_text);animation:breathe 1.2s ease-in-out infinite alternate}
  @keyframes breathe{to{opacity:.45}}
  .result b{font-size:22px}.result strong{font-size:44px;font-weight:650;letter-spacing:-.02em;line-height:1.1}
  .result p{font-size:15px;max-width:34ch}
  .sums{display:grid;grid-template-columns:repeat(3,1fr)}
  .sums div{padding-inline-start:14px;border-inline-start:1px solid var(--_line)}.sums div:first-child{padding:0;border:0}
  .sums strong{font-size:22px;font-weight:620;letter-spacing:-.02em}
  .list{max-height:560px;overflow:auto}
  .list .rows b{font-size:17px}
  .state{font-size:12.5px;font-weight:600;white-space:nowrap}
  .state.tone{color:var(--_text)}
  h3{font-size:15px;font-weight:600}
  .acts{display:grid;gap:8px}
`;
