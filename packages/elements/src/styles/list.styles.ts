import { css } from 'lit';

/** Rows with an icon tile, two lines and something at the end: `ul.rows > li > .tile, div > b + small`. */
export const listStyles = css`
  .rows{list-style:none;padding:0;display:grid;grid-template-columns:minmax(0,1fr)}
  .rows>li,.row{display:flex;align-items:center;gap:12px;width:100%}
  .rows>li{padding:11px 0;border-top:1px solid var(--_line)}
  .rows>li:first-child{border-top:0;padding-top:4px}.rows>li:last-child{padding-bottom:2px}
  .rows>li>div,.row>div{flex:1;min-width:0}
  .row b,.rows b{display:block}
  .tile{flex:none;width:34px;height:34px;border-radius:11px;display:grid;place-items:center;background:var(--_soft);color:var(--_text)}
  .tile svg,.chevron svg{width:20px;height:20px}
  .chevron{color:var(--_ink-soft)}
`;
