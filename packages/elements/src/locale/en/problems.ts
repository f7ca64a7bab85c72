import type { Messages } from '../localize.js';

export const problems: Messages = {};
