import { css } from 'lit';
import { listStyles } from '../styles/list.styles.js';

export const inviteStyles = css`
  ${listStyles}
  .mine{display:grid;justify-items:center;text-align:center;gap:10px;border-radius:var(--_radius-panel);background:var(--_soft);padding:18px 14px}
  .number{font-size:32px;line-height:1.15;font-weight:650;letter-spacing:.06em;color:var(--_text);overflow-wrap:normal}
  .paper{color-scheme:light;forced-color-adjust:none;background:#fff;border-radius:var(--_radius-control);padding:4px;min-height:184px;min-width:184px;display:grid;place-items:center}
  .acts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,8em),1fr));gap:10px;width:100%}
  .mine .soft{background:var(--_surface)}
  .both{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9em),1fr));gap:8px}
  .both>div{border-radius:var(--_radius-control);background:var(--_sunken);padding:10px 12px}
  .both b{display:block}
  form{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:6px 8px;border-radius:var(--_radius-panel);background:var(--_sunken);padding:12px 14px}
  form label{grid-column:1/-1;font-weight:600;font-size:14.5px}
  form small{grid-column:1/-1}
  input{font:inherit;font-size:17px;letter-spacing:.06em;text-transform:uppercase;color:var(--_ink);background:var(--_surface);border:1px solid color-mix(in oklab,var(--_ink-soft) 60%,transparent);border-radius:var(--_radius-control);padding:8px 12px;min-height:46px;width:100%}
  @media (max-width:340px){form{grid-template-columns:minmax(0,1fr)}}
  .panel{border-radius:var(--_radius-panel);padding:12px 14px;background:var(--_soft);color:var(--_text);font-weight:600}
  .panel small{font-weight:400}
  summary{cursor:pointer;min-height:32px;font-size:13.5px;color:var(--_ink-soft)}
  details ul{padding-inline-start:1.2em;display:grid;gap:4px;font-size:13.5px;color:var(--_ink-soft)}
  h3{font-size:14.5px;font-weight:600}
  .came{display:flex;justify-content:space-between;gap:12px;align-items:baseline}
  .bone.mine{min-height:140px;padding:0}.bone.both{min-height:62px}
  @media (forced-colors:active){.mine,.both>div,form,.panel{border:1px solid GrayText}}
`;
