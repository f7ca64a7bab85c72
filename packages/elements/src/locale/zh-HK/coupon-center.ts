import type { Messages } from '../localize.js';

export const couponCenter: Messages = {};
