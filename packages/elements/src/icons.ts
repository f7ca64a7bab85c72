import { html, type TemplateResult } from 'lit';

/** A line icon on a 24-unit grid, 1.5 px strokes at its usual 20 to 24 px, drawn in the colour around it. */
export const line = (d: string): TemplateResult =>
  html`<svg aria-hidden="true" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d=${d}></path></svg>`;

export const chevron = (): TemplateResult => line('m9.5 6 6 6-6 6');
export const chevronDown = (): TemplateResult => line('m6 9.5 6 6 6-6');
export const check = (): TemplateResult => line('m5 12.5 4.5 4.5L19 7.5');
export const refresh = (): TemplateResult => line('M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.4M20 4.5v4.9h-4.9');
export const leaf = (): TemplateResult => line('M5 19c0-9 5-13 14.5-13.5C19.5 14 15 19 9 19c-2 0-3-.8-3.6-2M5 19c2-4.5 5-7 8.5-8.5');
export const metro = (): TemplateResult => line('M7 4h10a2 2 0 0 1 2 2v9a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V6a2 2 0 0 1 2-2ZM5 11.5h14M12 4v7.5M8 21l2-3M16 21l-2-3M8.5 14.8h.01M15.5 14.8h.01');
export const bus = (): TemplateResult => line('M6 4h12a2 2 0 0 1 2 2v11H4V6a2 2 0 0 1 2-2ZM4 12h16M7 17v2.5M17 17v2.5M7.8 14.5h.01M16.2 14.5h.01');
export const bike = (): TemplateResult => line('M6 18.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM18 18.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM6 15l3.5-7H15l3 7M8.5 10 12 15l4-5M9.5 8H7.5M15 8V5.5h2');
export const walk = (): TemplateResult => line('M13 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM8 12l1.5-4L13 7.5l1.5 3.5 3 1.5M12 8l-1.5 6 3.5 3v5M10.5 14 9 18l-2.5 3.5');
export const wallet = (): TemplateResult => line('M4 8.5V17a2.5 2.5 0 0 0 2.5 2.5h11A2.5 2.5 0 0 0 20 17v-6a2.5 2.5 0 0 0-2.5-2.5H5.5A1.5 1.5 0 0 1 4 7c0-1.4 1-2.5 2.5-2.5H17M20 12h-4a2 2 0 0 0 0 4h4');
export const card = (): TemplateResult => line('M5.5 5h13A2.5 2.5 0 0 1 21 7.5v9a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 16.5v-9A2.5 2.5 0 0 1 5.5 5ZM3 9.5h18M7 15h4');
export const bank = (): TemplateResult => line('m4 9 8-5 8 5v1.5H4V9ZM6.5 10.5v6M12 10.5v6M17.5 10.5v6M4 19.5h16M5 16.5h14');
export const coupon = (): TemplateResult => line('M4 8.5A1.5 1.5 0 0 1 5.5 7h13A1.5 1.5 0 0 1 20 8.5v1.2a2.3 2.3 0 0 0 0 4.6v1.2a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 15.5v-1.2a2.3 2.3 0 0 0 0-4.6V8.5ZM14 10v.01M14 12v.01M14 14v.01');
export const points = (): TemplateResult => line('M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 8.5l3.5 3.5-3.5 3.5L8.5 12 12 8.5Z');
export const gift = (): TemplateResult => line('M5 12v7.5h14V12M4 8h16v4H4V8ZM12 8v11.5M12 8c-4 0-5-1.5-4.7-3C7.7 3.2 11 3.5 12 8ZM12 8c4 0 5-1.5 4.7-3-.4-1.8-3.7-1.5-4.7 3Z');
export const clock = (): TemplateResult => line('M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 8v4.2l2.8 1.6');
export const search = (): TemplateResult => line('M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM20 20l-4.4-4.4');
export const pin = (): TemplateResult => line('M12 21c4.5-4.8 7-8.2 7-11.3A7 7 0 0 0 5 9.7C5 12.8 7.5 16.2 12 21ZM12 12.2a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z');
export const info = (): TemplateResult => line('M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 11.5v4.5M12 8v.01');
export const loan = (): TemplateResult => line('M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM9 8l3 4 3-4M12 12v4.5M9.5 12.2h5M9.5 14.5h5');
export const camera = (): TemplateResult => line('M5.5 7.5h2.7L10 5h4l1.8 2.5h2.7A1.5 1.5 0 0 1 20 9v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18V9a1.5 1.5 0 0 1 1.5-1.5ZM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z');
export const picture = (): TemplateResult => line('M5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5v-11A1.5 1.5 0 0 1 5.5 5ZM4 16l4.5-4.5 3.5 3.5 2.5-2.5L20 17M15.5 9.2h.01');
export const torch = (): TemplateResult => line('M8 3.5h8v3L14 10v9.5a1 1 0 0 1-1 1h-2a1 1 0 0 1-1-1V10L8 6.5v-3ZM8 6.5h8M12 13v2');
export const printer = (): TemplateResult => line('M7.5 9V4h9v5M7.5 16H5.5A1.5 1.5 0 0 1 4 14.5v-4A1.5 1.5 0 0 1 5.5 9h13a1.5 1.5 0 0 1 1.5 1.5v4a1.5 1.5 0 0 1-1.5 1.5h-2M7.5 13.5h9V20h-9v-6.5Z');
export const keyboard = (): TemplateResult => line('M5 6.5h14A1.5 1.5 0 0 1 20.5 8v8a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 16V8A1.5 1.5 0 0 1 5 6.5ZM7.5 10h.01M10.5 10h.01M13.5 10h.01M16.5 10h.01M8 14h8');
export const tiles = (): TemplateResult => line('M5.5 4.5h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1ZM14.5 4.5h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1ZM5.5 13.5h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1ZM14 14h2M19 14v2M14 19h.01M17 17.5h2.5M17 17.5v2');

/** The mark: four tesserae in the accent, the last one in the coupon's vermilion. */
export const mark = (): TemplateResult => html`<svg class="mark" aria-hidden="true" width="19" height="19" viewBox="0 0 19 19">
  <rect width="8.2" height="8.2" rx="2.5"></rect><rect x="10.7" width="8.2" height="8.2" rx="2.5" opacity=".55"></rect>
  <rect y="10.7" width="8.2" height="8.2" rx="2.5" opacity=".75"></rect><rect x="10.7" y="10.7" width="8.2" height="8.2" rx="2.5"></rect></svg>`;
