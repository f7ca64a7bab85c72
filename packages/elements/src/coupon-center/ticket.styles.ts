import { css } from 'lit';

/** A coupon as two pieces of paper held by a perforation: `li.ticket > div.face + div.rest`, a panel may hang below. */
export const ticketStyles = css`
  .tickets{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20.27em),1fr));gap:12px;align-items:start}
  .tickets.full{content-visibility:auto;contain-intrinsic-size:auto 84em}
  .ticket{--_paper:color-mix(in oklab,var(--_coupon) 5%,var(--_surface));--_notch:calc(100% - 1px);display:grid;grid-template-columns:5.76em minmax(0,1fr);scroll-margin:16px;outline-offset:-2px;border-radius:14px}
  .face,.rest{background:var(--_paper);min-height:5.76em}
  .face{display:grid;place-content:center;justify-items:center;gap:5px;padding:8px 6px;text-align:center;color:var(--_text);min-width:0;border-inline-end:1.5px dashed color-mix(in oklab,var(--_coupon) 28%,transparent);border-radius:14px 0 0 14px;mask:radial-gradient(circle 6px at 100% 0,#0000 97%,#000) top/100% 51% no-repeat,radial-gradient(circle 6px at 100% 100%,#0000 97%,#000) bottom/100% 51% no-repeat}
  .face strong{font-size:1.87em;line-height:1;font-weight:650;letter-spacing:-.02em;white-space:nowrap;color:var(--_coupon)}
  .face .long{font-size:1.39em}.face .longer{font-size:1.07em;letter-spacing:0}
  .face sub{font-size:.46em;vertical-align:baseline;font-weight:600;margin:0 1px;letter-spacing:0}
  .face small{color:inherit;font-size:.77em;line-height:1.3;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
  .rest{display:grid;grid-template-columns:minmax(0,1fr) auto;align-items:center;border-radius:0 14px 14px 0;mask:radial-gradient(circle 6px at 0 0,#0000 97%,#000) top/100% 51% no-repeat,radial-gradient(circle 6px at 0 100%,#0000 97%,#000) bottom/100% 51% no-repeat}
  .body{padding:10px 8px 8px 12px;min-width:0;display:grid;gap:2px}
  h3{font-size:.96em;font-weight:600;line-height:1.35;word-break:keep-all}
  .issuer{color:var(--_text)}
  .issuer svg{display:inline;width:13px;height:13px;margin-inline-end:5px;vertical-align:-2px}
  .stock{appearance:none;inline-size:100%;block-size:4px;border:0;border-radius:2px;margin-top:5px;overflow:hidden;background:color-mix(in oklab,var(--_coupon) 16%,transparent);display:block}
  .stock::-webkit-progress-bar{background:none}.stock::-webkit-progress-value{background:var(--_coupon);border-radius:2px}.stock::-moz-progress-bar{background:var(--_coupon);border-radius:2px}
  .foot{display:flex;flex-wrap:wrap;gap:0 10px;align-items:center}
  .side{display:grid;justify-items:center;gap:1px;padding:8px 10px 4px 0}
  .link{font-size:.77em;color:var(--_ink-soft);min-height:24px;min-width:44px;text-align:center;text-decoration:underline;text-decoration-color:var(--_line);text-underline-offset:3px}
  .claim{position:relative;font-size:.87em;font-weight:600;line-height:1.25;text-align:center;border-radius:99px;padding:7px 13px;min-height:34px;background:var(--_coupon);color:var(--_on);white-space:nowrap;transition:filter var(--_duration-quick)}
  .claim::before{content:"";position:absolute;inset:-8px -6px -2px}
  .claim[data-clock]::after{content:attr(data-clock) / "";display:block;font-size:.86em;font-weight:500}
  .claim:hover{filter:brightness(1.06)}
  .claim[aria-busy=true]{opacity:.6}
  .claim.outline{background:none;color:var(--_text);box-shadow:inset 0 0 0 1.4px currentColor}
  .claim.gold{background:color-mix(in oklab,var(--_gold) 18%,transparent);color:light-dark(oklch(from var(--_gold) min(l,.45) c h),var(--_gold))}
  .claim.none{background:none;color:var(--_ink-soft);padding-inline:4px;filter:none}
  .upcoming .claim{background:color-mix(in oklab,var(--_coupon) 12%,transparent);color:var(--_text);padding-block:4px;filter:none;cursor:default}
  .sold_out,.over{--_paper:var(--_sunken)}
  :is(.sold_out,.over) :is(.face,.face strong){color:var(--_ink-soft);border-color:var(--_line)}
  @container (max-width:18em){
    .rest{grid-template-columns:minmax(0,1fr)}.side{display:flex;justify-content:space-between;padding:0 10px 8px 12px}.side .claim{order:1;white-space:normal}.side .link{min-width:24px}
  }
  @container (max-width:12em){
    .ticket{grid-template-columns:minmax(0,1fr)}
    .face,.rest{min-height:0}
    .face{border-inline-end:0;border-bottom:1.5px dashed color-mix(in oklab,var(--_coupon) 28%,transparent);border-radius:14px 14px 0 0;mask:radial-gradient(circle 6px at 0 100%,#0000 97%,#000) left/51% 100% no-repeat,radial-gradient(circle 6px at 100% 100%,#0000 97%,#000) right/51% 100% no-repeat}
    .rest{border-radius:0 0 14px 14px;mask:radial-gradient(circle 6px at 0 0,#0000 97%,#000) left/51% 100% no-repeat,radial-gradient(circle 6px at 100% 0,#0000 97%,#000) right/51% 100% no-repeat}
    .side{flex-wrap:wrap;gap:6px}
  }
`;
