import type { Messages } from '../localize.js';

export const cashier: Messages = {};
