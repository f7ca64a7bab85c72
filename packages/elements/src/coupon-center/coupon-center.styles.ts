import { css } from 'lit';

export const couponCenterStyles = css`
  .pill{position:relative;display:flex;align-items:center;flex:none;max-width:60%;font-size:.87em;background:var(--_sunken);border-radius:99px}
  .pill select{appearance:none;font:inherit;color:inherit;border:0;background:none;border-radius:inherit;min-height:36px;padding:6px 30px 6px 13px;max-width:100%;text-overflow:ellipsis;cursor:pointer}
  .pill option{color:var(--_ink);background:var(--_surface)}
  .pill svg{position:absolute;inset-inline-end:10px;width:15px;height:15px;pointer-events:none}
  header{flex-wrap:wrap}
  .tabs{margin-inline:-18px;padding-inline:18px 30px;scroll-padding-inline:18px 60px;mask:linear-gradient(90deg,#000 calc(100% - 34px),#0000)}
  .tabs button{min-height:36px;padding-inline:3px}
  .tabs button:focus-visible{outline-offset:-2px;border-radius:6px}
  .tools{display:flex;gap:8px;flex-wrap:wrap}
  .tools .field{flex:1 1 9.6em;max-width:26em}
  .field{position:relative;display:flex;align-items:center;min-width:0;background:var(--_sunken);border-radius:99px}
  .field svg{position:absolute;inset-inline-start:12px;width:16px;height:16px;color:var(--_ink-soft);pointer-events:none}
  .field input{font:inherit;font-size:.87em;color:inherit;width:100%;min-height:36px;min-width:0;border:0;background:none;border-radius:inherit;padding:6px 12px 6px 35px}
  .field input::placeholder{color:var(--_ink-soft);opacity:1}
  .round{display:flex;flex-wrap:wrap;align-items:center;gap:8px 10px;min-height:66px;border-radius:14px;padding:12px 14px;background:color-mix(in oklab,var(--_coupon) 9%,var(--_surface))}
  .round>div:first-child{flex:1 1 9.6em;min-width:0}
  .round b{display:block;font-size:.96em}
  .round .claim{margin:0}.opens{color:var(--_text)}
  .clock{display:flex;gap:4px}
  .clock span{background:var(--_coupon);color:var(--_on);border-radius:7px;padding:4px 5px;font-weight:600;font-size:.93em;line-height:1.3;min-width:1.92em;text-align:center}
  #list{container-type:inline-size}#list>*+*,#items>*+*{margin-top:12px}
  #end{display:grid;justify-items:center;min-height:44px}
  #end .mini{min-height:44px;padding-inline:22px}.all{min-height:36px;position:relative}.all::before{content:"";position:absolute;inset:-4px 0}
  .hollow{min-height:176px}
  .bone.line{height:36px}.bone.paper{min-height:5.76em;border-radius:14px}
  .bones{display:grid;gap:12px}
`;
