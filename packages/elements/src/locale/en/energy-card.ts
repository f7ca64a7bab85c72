import type { Messages } from '../localize.js';

export const energyCard: Messages = {};
