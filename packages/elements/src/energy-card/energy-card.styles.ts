import { css } from 'lit';

export const energyCardStyles = css`
  .scene{position:relative;display:grid;min-height:226px;border-radius:var(--_radius-panel);overflow:clip;background:linear-gradient(light-dark(oklch(.965 .025 175),oklch(.27 .03 190)),light-dark(oklch(.95 .045 145),oklch(.3 .05 155)))}
  .tree{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
  .bud{fill:none;stroke:oklch(.6 .1 150/.42);stroke-width:1.2}
  .t0{fill:oklch(.56 .13 150)}.t1{fill:oklch(.63 .15 146)}.t2{fill:oklch(.7 .16 140)}.t3{fill:oklch(.76 .15 132)}
  .trunk,.ground{stroke-linejoin:round;stroke-width:4}
  .trunk{fill:oklch(.5 .06 60);stroke:oklch(.5 .06 60)}
  .g0{--_c:oklch(.66 .12 152)}.g1{--_c:oklch(.69 .12 148)}.g2{--_c:oklch(.72 .12 144)}.g3{--_c:oklch(.76 .12 140)}
  .ground{fill:var(--_c);stroke:var(--_c)}
  .r0{opacity:.62}.r1{opacity:.48}.r2{opacity:.34}
  .bubbles{position:relative;width:min(100%,380px);justify-self:center;display:grid;grid-template-columns:auto auto;justify-content:space-between;align-content:start;gap:14px;padding:26px 12px 54px;list-style:none}
  .bubbles li:nth-child(2n){translate:-3px -10px;justify-self:end}
  .bubbles li:nth-child(4n+1){translate:4px 0}
  .bubble{display:grid;place-content:center;justify-items:center;min-width:62px;max-width:90px;min-height:66px;padding:6px 8px;border-radius:19px;line-height:1.2;text-align:center;background:color-mix(in oklab,var(--_tone) 14%,light-dark(#ffffffe6,oklch(.3 .03 180/.92)));box-shadow:inset 0 0 0 1.5px color-mix(in oklab,var(--_tone) 55%,transparent),0 6px 16px oklch(.4 .08 150/.14)}
  .bubble b{font-size:14px;color:var(--_text)}.bubble small{font-size:11px;line-height:1.25}
  button.bubble:hover{background:color-mix(in oklab,var(--_tone) 24%,light-dark(#fffffff2,oklch(.3 .03 180/.95)))}
  .unripe{background:light-dark(#ffffffc9,oklch(.3 .03 180/.78));box-shadow:inset 0 0 0 1.5px color-mix(in oklab,var(--_ink-soft) 40%,transparent)}
  .unripe b{color:var(--_ink-soft);font-weight:500}
  .stack{display:grid;grid-template-columns:minmax(0,1fr);gap:14px}
  .bar{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px 12px}
  .panel{border-radius:var(--_radius-panel);padding:12px 14px;background:color-mix(in oklab,var(--_tone) 8%,var(--_surface))}
  .panel .soft{background:var(--_surface)}
  .bar>div{flex:1 1 9em;min-width:0}
  .sum{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,5.6em),1fr));gap:10px 0}
  .sum>div{display:grid;align-content:start;gap:2px;padding-inline:14px 6px;border-inline-start:1px solid var(--_line)}
  .sum>div:first-child{padding-inline-start:0;border:0}
  .sum strong{font-size:var(--_size-figure);line-height:1.15;font-weight:620;letter-spacing:-.02em;color:var(--_text)}
  .sum sub{font-size:.5em;vertical-align:baseline;font-weight:600;margin-inline-start:2px;letter-spacing:0}
  .chart{min-height:84px}.bone.figures{min-height:52px}
  .acts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,8em),1fr));gap:10px}
  .acts .button{border-radius:14px;min-height:48px;line-height:1.25}
  .acts small{color:inherit;font-weight:400}
  .pill{border-radius:99px;min-height:40px;padding:6px 16px;font-size:13.5px}
  @media (forced-colors:active){
    .bubble,.panel,.scene{border:1px solid ButtonBorder}.unripe{border-style:dashed}
    .bud{stroke:GrayText}
  }
`;
