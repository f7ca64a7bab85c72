import { css } from 'lit';
import { sheetStyles } from '../sheet.js';

/** How all of this folder looks, sheets included: take it on with `addStyles` when the parts are loaded. */
export const payingStyles = css`
  ${sheetStyles}
  .result,.confirm{display:grid;justify-items:center;text-align:center;gap:6px;padding:18px 4px 4px}
  .confirm{padding-top:4px}
  .result>.button,.acts,.confirm>.button{width:100%;margin-top:10px}.acts{display:grid;gap:8px}
  .confirm>.button{margin:4px 0;display:flex;gap:8px;justify-content:center;align-items:center}
  .confirm .ghost{min-height:44px;padding-inline:16px}.ways{display:flex;flex-wrap:wrap;justify-content:center;gap:4px 16px}
  .seal{width:52px;height:52px;border-radius:17px;display:grid;place-items:center;background:var(--_tone);color:var(--_on);margin-bottom:6px}
  .seal svg{width:28px;height:28px;stroke-width:2}
  .seal.wait{background:var(--_sunken);color:var(--_ink-soft);animation:breathe 1.6s ease-in-out infinite alternate}.seal.still{animation:none}
  @keyframes breathe{to{opacity:.45}}
  .sum{font-size:36px;font-weight:650;letter-spacing:-.02em;line-height:1.2}.sum sub{font-size:.5em;vertical-align:baseline;margin-inline-end:2px}
  dl{width:100%;display:grid;grid-template-columns:fit-content(48%) minmax(0,1fr);gap:8px 16px;font-size:13.5px;text-align:start}
  .result dl{padding:14px 0 4px;margin-top:8px;border-top:1px solid var(--_line)}
  dt{color:var(--_ink-soft)}dd{text-align:end;overflow-wrap:anywhere}.off,.refused{color:light-dark(oklch(from var(--_coupon) min(l,.54) c h),var(--_coupon))}
  .total{color:var(--_ink);font-weight:600}dd.total{font-size:17px}
  .row[aria-checked=true] .chosen{color:var(--_accent)}.row:disabled{opacity:.62}
  .chosen{flex:none;width:20px}
  .default{margin-inline-start:46px;font-size:12.5px;color:var(--_text);min-height:28px;padding:2px 0}
  .rows>li.stacked{display:block}
  .quote{border-radius:var(--_radius-control);background:var(--_sunken);padding:12px 14px;display:grid;gap:8px;align-content:start}
  .hint{font-size:13px;color:var(--_ink-soft);text-wrap:pretty;margin-block-end:4px}
  .result p,.result small,.confirm small,.confirm p{text-wrap:balance}
  .problem{font-size:13.5px;color:light-dark(oklch(from var(--_coupon) min(l,.54) c h),var(--_coupon));text-wrap:balance}.problem:empty{display:none}
  .left{font-size:13px;color:var(--_text);font-weight:600;margin-bottom:6px}
  .more{width:100%;text-align:start;font-size:13px}.more summary{display:flex;align-items:center;gap:4px;min-height:32px;color:var(--_text);cursor:pointer;list-style:none;width:max-content;max-width:100%}
  .more summary::-webkit-details-marker{display:none}.more summary svg{width:16px;height:16px;transition:rotate var(--_duration-quick)}.more[open] summary svg{rotate:180deg}
  table{width:100%;border-collapse:collapse;font-size:12.5px;margin-block-end:6px}th{font-weight:400;color:var(--_ink-soft)}th,td{text-align:end;padding:4px 0}th:first-child,td:first-child{text-align:start}
  .pin{display:grid;gap:12px;width:100%;justify-items:center;outline:0}
  .pin:focus-visible .boxes{outline:2px solid var(--_accent);outline-offset:4px;border-radius:14px}
  .boxes{display:grid;grid-template-columns:repeat(6,minmax(0,40px));gap:8px;width:min(100%,280px)}
  .boxes span{aspect-ratio:1;border-radius:11px;background:var(--_sunken);box-shadow:inset 0 0 0 1.3px color-mix(in oklab,var(--_ink-soft) 50%,transparent);display:grid;place-items:center}
  .boxes .full::after{content:"";width:12px;height:12px;border-radius:4px;background:var(--_ink)}
  .boxes.wrong span{box-shadow:inset 0 0 0 1.6px var(--_coupon)}
  @media (prefers-reduced-motion:no-preference){.boxes.wrong{animation:shake 240ms}}
  @keyframes shake{25%{translate:-6px}50%{translate:6px}75%{translate:-4px}}
  .keys{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:6px;width:100%;max-width:300px}
  .keys button{min-height:48px;border-radius:var(--_radius-control);background:var(--_sunken);font-size:20px;font-weight:500;text-align:center;display:grid;place-items:center;touch-action:manipulation}
  .keys button:active{background:var(--_soft)}.keys button[aria-disabled=true]{opacity:.5}
  .code{display:grid;gap:8px;width:100%;justify-items:center}
  .code input{font:inherit;font-size:22px;letter-spacing:.3em;text-align:center;width:min(100%,240px);min-height:48px;border:0;border-radius:var(--_radius-control);background:var(--_sunken);color:inherit;box-shadow:inset 0 0 0 1.3px color-mix(in oklab,var(--_ink-soft) 50%,transparent)}
  .offer{display:flex;gap:10px;align-items:center;width:100%;border-radius:var(--_radius-control);background:var(--_sunken);padding:10px 12px;font-size:13px;text-align:start}.offer span{flex:1}
  .clauses{padding-inline-start:20px;display:grid;gap:6px;font-size:13.5px;margin:12px 0}
  .plan{padding:8px 0;border-top:1px solid var(--_line)}.bone.tall{height:240px}
  @media (forced-colors:active){.keys button,.boxes span,.code input{border:1px solid ButtonText}.boxes .full::after{background:ButtonText}}
`;
