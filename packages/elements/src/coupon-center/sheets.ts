import { css, html } from 'lit';
import { sheetStyles } from '../sheet.js';
import type { Part } from '../widget.js';

export { sheet } from '../sheet.js';
export { BatchSheet } from './batch-sheet.js';
export { DetailSheet } from './detail-sheet.js';

/** What stands in the sheet over the coupons. */
export const body = (content: { render(): Part }): ReturnType<typeof html> => html`<div class="detail tone coupon">${content.render()}</div>`;

export const sheetsStyles = css`
  ${sheetStyles}
  .detail{display:grid;grid-template-columns:minmax(0,1fr);gap:14px;font-size:.93em}
  .detail dl{display:grid;grid-template-columns:minmax(4.6em,auto) minmax(0,1fr);gap:6px 14px}
  .detail dt{color:var(--_ink-soft)}.detail dd{margin:0}
  .detail h3{margin-bottom:6px}
  .detail section>ul{padding-inline-start:1.1em;display:grid;gap:4px}
  .detail ul.facts{list-style:none;padding:0;display:grid;gap:0}
  .facts li{display:flex;gap:10px;align-items:flex-start;padding:9px 0;border-top:1px solid var(--_line)}
  .facts li:first-child{border:0;padding-top:2px}
  .facts svg{flex:none;width:18px;height:18px;margin-top:1px;color:var(--_ink-soft)}
  .facts .yes svg{color:var(--_accent)}.facts li>div{min-width:0}
  .conditions li>div{flex:1;display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:2px 12px}
  .answer{display:grid;gap:8px;border-radius:14px;padding:14px;background:color-mix(in oklab,var(--_coupon) 7%,var(--_surface))}
  .answer h3{margin:0;color:var(--_text)}.answer .button{justify-self:start;min-height:44px}
  .detail summary{list-style:none;min-height:32px;display:flex;align-items:center;gap:4px;cursor:pointer;color:var(--_text);font-weight:600}
  .detail summary::-webkit-details-marker{display:none}.detail summary svg{width:16px;height:16px;transition:rotate var(--_duration-quick)}.detail [open]>summary svg{rotate:180deg}
  .proof{display:grid;gap:10px;padding-top:6px}
  .proof code{display:block;font:.86em/1.45 ui-monospace,"SF Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere;user-select:all;background:var(--_sunken);border-radius:8px;padding:6px 8px}
  .proof .mini{justify-self:start;min-height:44px;padding-inline:18px}
  @media (forced-colors:active){.answer,.proof code{border:1px solid CanvasText}}
`;
