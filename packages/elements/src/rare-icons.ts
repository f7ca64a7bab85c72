import type { TemplateResult } from 'lit';
import { line } from './icons.js';

/** The icons that only a tap, a payment or a failure brings: kept apart from those that a widget stands with. */
export const lock = (): TemplateResult => line('M6.5 11h11A1.5 1.5 0 0 1 19 12.5v6a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18.5v-6A1.5 1.5 0 0 1 6.5 11ZM8 11V8a4 4 0 0 1 8 0v3');
export const backspace = (): TemplateResult => line('M9 6h9.5A1.5 1.5 0 0 1 20 7.5v9a1.5 1.5 0 0 1-1.5 1.5H9l-5.5-6L9 6ZM11.5 9.7l4.5 4.6M16 9.7l-4.5 4.6');
export const copy = (): TemplateResult => line('M9 9h9.5a1.5 1.5 0 0 1 1.5 1.5V18.5a1.5 1.5 0 0 1-1.5 1.5H10.5A1.5 1.5 0 0 1 9 18.5V9ZM15 9V5.5A1.5 1.5 0 0 0 13.5 4h-8A1.5 1.5 0 0 0 4 5.5v8A1.5 1.5 0 0 0 5.5 15H9');
export const warning = (): TemplateResult => line('M12 4.5 21 20H3l9-15.5ZM12 10.5v4M12 17.2v.01');
export const offline = (): TemplateResult => line('M4 9.5a12 12 0 0 1 4.5-2.6M13 6.1A12 12 0 0 1 20 9.5M7.2 13.2A7.5 7.5 0 0 1 10 11.5M15 12a7.5 7.5 0 0 1 1.8 1.2M12 18v.01M4 4l16 16');
export const person = (): TemplateResult => line('M12 11.5a3.7 3.7 0 1 0 0-7.5 3.7 3.7 0 0 0 0 7.5ZM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5');
export const close = (): TemplateResult => line('m6 6 12 12M18 6 6 18');
