import { css } from 'lit';

/** Nine tiles light up one after the other, 90 ms apart, and stand after 960 ms. */
export const lotteryStyles = css`
  .stage{display:grid;grid-template-columns:auto minmax(0,1fr);gap:18px;align-items:center;border-radius:var(--_radius-panel);background:var(--_soft);padding:16px}
  .mosaic{display:grid;grid-template-columns:repeat(3,34px);gap:6px}
  .mosaic i{height:34px;border-radius:10px;background:color-mix(in oklab,var(--_tone) 22%,var(--_surface))}
  .mosaic i:nth-child(3n+2){background:color-mix(in oklab,var(--_accent) 26%,var(--_surface))}
  .mosaic i:nth-child(4n){background:color-mix(in oklab,var(--_gold) 30%,var(--_surface))}
  .lit i{animation:light 240ms ease-out both}
  .lit i:nth-child(5){animation-delay:0s}.lit i:nth-child(1){animation-delay:90ms}.lit i:nth-child(9){animation-delay:180ms}
  .lit i:nth-child(3){animation-delay:270ms}.lit i:nth-child(7){animation-delay:360ms}.lit i:nth-child(4){animation-delay:450ms}
  .lit i:nth-child(6){animation-delay:540ms}.lit i:nth-child(2){animation-delay:630ms}.lit i:nth-child(8){animation-delay:720ms}
  @keyframes light{60%{scale:1.1}to{background:var(--_tone)}}
  .settled i,.settled i:nth-child(n){background:var(--_tone)}
  .words{display:grid;gap:4px;min-width:0;min-height:76px;align-content:center}
  .words strong{font-size:21px;line-height:1.25;font-weight:650;color:var(--_text)}
  .acts{display:grid;gap:10px}
  .acts .button small{color:inherit;font-weight:400}
  .acts .ghost{justify-self:center;min-height:32px;padding-inline:12px}
  .bone.stage{min-height:146px;padding:0}.bone.go{min-height:62px}
  @media (max-width:340px){.stage{grid-template-columns:minmax(0,1fr);justify-items:start}}
  @media (forced-colors:active){.stage,.mosaic i{border:1px solid ButtonBorder}.settled i{forced-color-adjust:none;background:Highlight}}
`;
