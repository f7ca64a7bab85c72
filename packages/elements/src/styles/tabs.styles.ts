import { css } from 'lit';

/** A row of tabs, the chosen one underlined by a tile of its tone: `div.tabs[role=tablist] > button[role=tab][aria-selected]`. */
export const tabsStyles = css`
  .tabs{display:flex;gap:18px;overflow-x:auto;scrollbar-width:none;font-size:14px;color:var(--_ink-soft);white-space:nowrap}
  .tabs button{position:relative;padding:4px 0 8px;min-height:32px;flex:none}
  .tabs [aria-selected=true]{color:var(--_ink);font-weight:600}
  .tabs [aria-selected=true]::after{content:"";position:absolute;inset:auto 20% 1px;height:3px;border-radius:2px;background:var(--_tone)}
  @media (forced-colors:active){.tabs [aria-selected=true]{text-decoration:underline;text-underline-offset:6px}}
`;
