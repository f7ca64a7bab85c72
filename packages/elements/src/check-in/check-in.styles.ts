import { css } from 'lit';

export const checkInStyles = css`
  .streak{display:flex;align-items:baseline;gap:6px;flex-wrap:wrap}
  .streak strong{font-size:34px;line-height:1.1;font-weight:650;letter-spacing:-.02em;color:var(--_text)}
  .streak small{flex:1 1 8em;text-align:end}
  .month{display:flex;align-items:center;gap:4px}
  .month b{flex:1}
  .turn{width:36px;height:36px;display:grid;place-items:center;border-radius:var(--_radius-control);color:var(--_ink-soft)}
  .turn svg{width:18px;height:18px}.turn.back svg{rotate:180deg}
  .turn:disabled{opacity:.35}
  table{width:100%;border-spacing:5px;border-collapse:separate;table-layout:fixed;margin:-5px;width:calc(100% + 10px)}
  th{font-size:var(--_size-small);font-weight:400;color:var(--_ink-soft);padding-block-end:2px}
  td{padding:0;height:38px;text-align:center;font-size:13.5px;color:var(--_ink-soft);border-radius:10px;position:relative}
  td.day{background:var(--_sunken)}
  td.coming{background:none;box-shadow:inset 0 0 0 1.2px var(--_line)}
  td.checked{background:var(--_tone);color:var(--_on);font-weight:600}
  td.today:not(.checked){box-shadow:inset 0 0 0 2px var(--_tone);color:var(--_text);font-weight:600}
  td.fresh{animation:lay 240ms cubic-bezier(.2,.9,.3,1.3)}
  @keyframes lay{from{scale:.4;opacity:0}}
  .gifts{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9em),1fr));gap:8px}
  .gifts li{display:grid;align-content:start;gap:2px;border-radius:var(--_radius-control);padding:10px 12px;background:var(--_soft);min-width:0}
  .gifts li b{display:flex;align-items:center;gap:5px;color:var(--_text)}
  .gifts svg{width:16px;height:16px}
  .gifts .given{background:var(--_sunken)}
  .go{width:100%}
  .panel{border-radius:var(--_radius-panel);padding:12px 14px;background:var(--_soft);color:var(--_text);font-weight:600}
  .panel small{font-weight:400}
  .bone.days{min-height:258px}.bone.gift{min-height:64px}.bone.go{min-height:46px}
  @media (forced-colors:active){
    td.day,.gifts li,.panel{border:1px solid GrayText}td.checked{forced-color-adjust:none;background:Highlight;color:HighlightText}td.today{outline:2px solid Highlight}
  }
`;
