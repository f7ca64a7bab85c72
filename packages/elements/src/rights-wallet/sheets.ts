import { css } from 'lit';
import { sheetStyles } from '../sheet.js';

export { sheet } from '../sheet.js';
export { LadderSheet } from './ladder-sheet.js';
export { PointsSheet } from './points-sheet.js';
export { RightSheet } from './right-sheet.js';

export const sheetsStyles = css`
  ${sheetStyles}
  .right,.points{display:grid;grid-template-columns:minmax(0,1fr);gap:14px}
  .hero{text-align:center}
  .top,.bottom{background:color-mix(in oklab,var(--_tone) 6%,var(--_surface));padding:20px 16px;display:grid;justify-items:center;gap:6px}
  .top{border-radius:16px 16px 0 0;border-bottom:1.5px dashed color-mix(in oklab,var(--_tone) 28%,transparent);color:var(--_text);min-height:108px;align-content:center;mask:radial-gradient(circle 7px at 0 100%,#0000 97%,#000) left/51% 100% no-repeat,radial-gradient(circle 7px at 100% 100%,#0000 97%,#000) right/51% 100% no-repeat}
  .bottom{border-radius:0 0 16px 16px;padding-block:14px;mask:radial-gradient(circle 7px at 0 0,#0000 97%,#000) left/51% 100% no-repeat,radial-gradient(circle 7px at 100% 0,#0000 97%,#000) right/51% 100% no-repeat}
  .top strong{font-size:2.9em;line-height:1;font-weight:650;letter-spacing:-.02em;color:var(--_tone)}
  .top sub{font-size:.46em;vertical-align:baseline;font-weight:600;margin:0 2px;letter-spacing:0}
  .top small{color:inherit}
  .picture svg{width:56px;height:56px}
  h3{font-size:1.07em;font-weight:600;line-height:1.35}
  h4{font-size:var(--_size-small);font-weight:400;color:var(--_ink-soft);margin-bottom:3px}
  section p,section ul{font-size:.93em}
  section ul:not(.plain){padding-inline-start:1.1em;display:grid;gap:3px}
  .plain{list-style:none;padding:0;display:grid;font-size:.93em}
  .plain li{display:flex;justify-content:space-between;align-items:baseline;gap:12px;padding:8px 0;border-top:1px solid var(--_line)}
  .plain li:first-child{border:0;padding-top:2px}
  .plain li>small{flex:none;max-width:50%;text-align:end}
  .points .plain li>span:first-child{min-width:0}.points b{display:block}
  .amount{flex:none;text-align:end}.amount b{color:var(--_text)}.amount .minus{color:var(--_ink)}
  .confirm{display:grid;gap:10px;border-radius:14px;background:var(--_sunken);padding:14px}
  .confirm div{display:flex;flex-wrap:wrap;gap:8px}.confirm .button{flex:1 1 6em}.confirm .soft{background:var(--_surface);color:var(--_ink)}
  .code{display:grid;justify-items:center;gap:8px;border-radius:14px;background:var(--_sunken);padding:14px}
  output{font:600 1.3em/1.3 ui-monospace,"SF Mono",Menlo,Consolas,monospace;letter-spacing:.04em;user-select:all;text-align:center}
  .code .mini{display:flex;gap:6px;align-items:center;min-height:44px;padding-inline:18px}.code svg{width:16px;height:16px}
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
  @media (forced-colors:active){.top,.bottom,.code,.confirm{border:1px solid CanvasText;mask:none}.ladder i{border:1px solid CanvasText}}
`;
