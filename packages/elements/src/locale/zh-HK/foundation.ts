import type { Messages } from '../localize.js';

export const foundation: Messages = {};
