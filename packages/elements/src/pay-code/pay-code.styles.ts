import { css } from 'lit';

/** The symbols' panel is paper: black on white in both themes, edge to edge, since the quiet zones are its padding. */
export const payCodeStyles = css`
  .symbol{color-scheme:light;forced-color-adjust:none;background:#fff;color:#5b6664;border-radius:var(--_radius-panel);box-shadow:0 0 0 1px light-dark(var(--_line),#fff);padding:18px 0 8px;display:grid;justify-items:center;position:relative;font-size:12.5px;overflow:hidden}
  .bars{height:64px;justify-self:start;margin-inline-start:var(--inset,0)}
  .qr{min-width:var(--qr);min-height:var(--qr-room);justify-self:start;margin-inline-start:var(--qr-inset,auto)}
  .bars:disabled{width:100%;margin:0;border-inline:20px solid #fff;background:#f2f5f5}
  .qr:disabled{background:#f2f5f5;box-shadow:inset 0 0 0 28px #fff}
  .reveal,.renew{min-height:32px;padding:4px 12px}
  .reveal.open{font-size:16px;font-weight:600;color:#111;white-space:nowrap;padding-inline:0}
  .warn{padding-inline:16px;text-align:center}
  .badge{background:#f2e7c9;color:#5c4300;border-radius:99px;padding:3px 10px;font-weight:600}
  .renew{display:flex;align-items:center;gap:7px}
  .ring{rotate:-90deg;fill:none;stroke:#e3e8e7;stroke-width:2.4}
  .ring circle+circle{stroke:var(--_accent);stroke-linecap:round;transition:stroke-dasharray 1s linear}
  .over{position:absolute;inset:0;background:#fffd;display:grid;place-content:center;justify-items:center;gap:14px;padding:24px;text-align:center;font-size:14px;color:#333}
  .save{font-style:normal;font-weight:600;color:light-dark(oklch(from var(--_coupon) min(l,.54) c h),var(--_coupon));font-size:14px;white-space:nowrap}
  .refused{color:light-dark(oklch(from var(--_coupon) min(l,.54) c h),var(--_coupon))}
  .quote{border-radius:var(--_radius-control);background:var(--_sunken);min-height:116px}
  header .ghost{padding-block:3px}
  .bones{display:grid;gap:8px;padding:4px 0 1px}.bone{height:49px}
`;
