import { css } from 'lit';
import { sheetStyles } from '../sheet.js';

export { sheet } from '../sheet.js';
export { BundlesSheet } from './bundles-sheet.js';
export { LadderSheet } from './ladder-sheet.js';
export { PointsSheet } from './points-sheet.js';
export { RightSheet } from './right-sheet.js';

export const sheetsStyles = css`
  ${sheetStyles}
  .right{outline:0}.right,.points{display:grid;grid-template-columns:minmax(0,1fr);gap:14px}
  .hero{text-align:center}
  .top,.bottom{background:color-mix(in oklab,var(--_tone) 6%,var(--_surface));padding:20px 16px;display:grid;justify-items:center;gap:6px}
  .top{border-radius:16px 16px 0 0;border-bottom:1.5px dashed color-mix(in oklab,var(--_tone) 28%,transparent);color:var(--_text);min-height:108px;align-content:center;mask:radial-gradient(circle 7px at 0 100%,#0000 97%,#000) left/51% 100% no-repeat,radial-gradient(circle 7px at 100% 100%,#0000 97%,#000) right/51% 100% no-repeat}
  .bottom{border-radius:0 0 16px 16px;padding-block:14px;mask:radial-gradient(circle 7px at 0 0,#0000 97%,#000) left/51% 100% no-repeat,radial-gradient(circle 7px at 100% 0,#0000 97%,#000) right/51% 100% no-repeat}
  .top strong{font-size:2.9em;line-height:1;font-weight:650;letter-spacing:-.02em;color:var(--_tone)}
  .top sub{font-size:.46em;vertical-align:baseline;font-weight:600;margin:0 2px;letter-spacing:0}
  .top small{color:inherit}
  .picture svg{width:56px;height:56px}
  h3{font-size:1.07em;font-weight:600;line-height:1.35}
  section>h3{font-size:var(--_size-small);font-weight:400;color:var(--_ink-soft);margin-bottom:3px}
  dialog section p,dialog section ul{font-size:.93em}
  dialog section ul:not(.plain){padding-inline-start:1.1em;display:grid;gap:3px}
  .plain{list-style:none;padding:0;display:grid;font-size:.93em}
  .plain li{display:flex;justify-content:space-between;align-items:baseline;gap:12px;padding:8px 0;border-top:1px solid var(--_line)}
  .plain li:first-child{border:0;padding-top:2px}
  .plain li>small{flex:none;max-width:50%;text-align:end}
  .points .plain li>span:first-child{min-width:0}.points b{display:block}
  .amount{flex:none;text-align:end}.amount b{color:var(--_text)}.amount .minus{color:var(--_ink)}
  .ask{display:grid;gap:10px;border-radius:14px;background:var(--_sunken);padding:14px}
  .ask div{display:flex;flex-wrap:wrap;gap:8px}.ask .button{flex:1 1 6em}.ask .soft{background:var(--_surface);color:var(--_ink)}
  .secret{display:grid;justify-items:center;gap:8px;border-radius:14px;background:var(--_sunken);padding:14px}
  output{font:600 1.3em/1.3 ui-monospace,"SF Mono",Menlo,Consolas,monospace;letter-spacing:.04em;user-select:all;text-align:center}
  .secret .mini{display:flex;gap:6px;align-items:center;min-height:44px;padding-inline:18px}.secret svg{width:16px;height:16px}
  .symbol{display:grid;justify-items:center;gap:8px;border-radius:14px;background:#fff;color:#333;color-scheme:light;forced-color-adjust:none;padding:10px 10px 14px}
  .symbol .qr{min-height:232px;display:grid;place-items:center;text-align:center}
  .symbol .failed{display:grid;justify-items:center;gap:12px}
  .symbol output{color:#111;font-size:1.15em}.symbol>p{display:flex;gap:6px;align-items:center;font-size:.87em;color:#5b6664}
  .ring{flex:none;rotate:-90deg;fill:none;stroke:#e3e7e6;stroke-width:3}.ring circle+circle{stroke:#0c7a5b;stroke-dasharray:60 60}
  @media (prefers-reduced-motion:no-preference){.ring circle+circle{animation:burn var(--life,55s) linear forwards}@keyframes burn{to{stroke-dasharray:0 60}}}
  .redeemed{display:flex;align-items:center;justify-content:center;gap:10px}.redeemed .seal{width:32px;height:32px;border-radius:10px;display:grid;place-items:center;background:var(--_tone);color:var(--_on)}
  .lots{border-radius:14px;background:var(--_sunken);padding:12px 14px 4px}
  .lots summary{list-style:none;display:flex;justify-content:space-between;align-items:center;min-height:40px;border-top:1px solid var(--_line);font-size:.87em;color:var(--_ink-soft);cursor:pointer}
  .lots summary::-webkit-details-marker{display:none}.lots summary svg{width:16px;height:16px;transition:rotate var(--_duration-quick)}.lots [open] summary svg{rotate:180deg}
  .lots [open] ul li:first-child{padding-top:8px;border-top:1px solid var(--_line)}
  .bundles{list-style:none;padding:0;display:grid;gap:10px}
  .bundle{display:grid;gap:4px;width:100%;border-radius:14px;background:var(--_sunken);padding:14px;text-align:start}
  .bundle b{font-size:1.03em}.bundle .price{display:flex;flex-wrap:wrap;gap:2px 10px;align-items:baseline}
  .price strong{font-size:1.75em;font-weight:650;letter-spacing:-.02em;color:var(--_tone)}.price s{color:var(--_ink-soft)}.price em{font-style:normal;font-weight:600;color:var(--_text)}
  .bundle .state{color:var(--_text);font-weight:600}
  .months{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(64px,1fr));gap:6px}
  .months li{display:grid;gap:2px;justify-items:center;text-align:center;border-radius:10px;padding:8px 2px;box-shadow:inset 0 0 0 1.3px color-mix(in oklab,var(--_tone) 45%,transparent);font-size:var(--_size-small)}
  .months .came{background:var(--_soft);box-shadow:none;color:var(--_text)}.months .none{opacity:.55}.months b{font-size:1.1em}
  .months small{color:inherit}
  .months+small{display:block;margin-top:8px}.right>.ghost{min-height:44px;text-align:center}
  .bone.lines{min-height:140px}
  .ladder{list-style:none;padding:0;display:grid;gap:0}
  .ladder>li{display:grid;grid-template-columns:22px minmax(0,1fr);gap:14px;padding-bottom:20px;position:relative}
  .ladder>li:last-child{padding-bottom:0}
  .ladder>li:not(:last-child)::before{content:"";position:absolute;inset:28px auto 6px 10px;width:2px;border-radius:1px;background:var(--_line)}
  .ladder .held:not(:last-child)::before{background:color-mix(in oklab,var(--_gold) 50%,transparent)}
  .ladder i{width:22px;height:22px;border-radius:7px;display:grid;place-items:center;box-shadow:inset 0 0 0 1.5px var(--_gold);color:var(--_on)}
  .ladder .held i{background:var(--_gold)}.ladder i svg{width:16px;height:16px;stroke-width:2.4}
  .ladder ul{padding-inline-start:1.1em;margin-top:4px;font-size:.93em}
  .ladder .button{width:100%;margin-top:10px;line-height:1.3}.ladder .button small{color:inherit;font-weight:400}
  .ladder .notice{margin-top:10px}
  @media (forced-colors:active){.top,.bottom,.secret,.ask{border:1px solid CanvasText;mask:none}.ladder i{border:1px solid CanvasText}}
`;
