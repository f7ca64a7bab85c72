export { DataInUse } from './data-lock.js';
export { createGateway, type Gateway, type GatewayOptions } from './gateway.js';
export { demo } from './seed/demo.js';
export { readSettings, UsageError, type Command } from './command.js';
export { defaultPaymentSettings, defaultRateLimits, type DatabasePlace, type RateLimits, type Settings } from './settings.js';
