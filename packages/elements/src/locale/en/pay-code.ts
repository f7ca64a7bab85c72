import type { Messages } from '../localize.js';

export const payCode: Messages = {};
