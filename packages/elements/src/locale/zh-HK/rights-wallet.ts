import type { Messages } from '../localize.js';

export const rightsWallet: Messages = {};
