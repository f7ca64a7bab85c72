export type { CallOptions, ClientOptions, Events, EventStatus, Method, Noun, SessionRequest, SubscribeOptions, TesseraClient, Till, TillOptions, TillUpdate } from './client.js';
export { createClient } from './create-client.js';
export { hasCode, isTesseraError, TesseraError } from './error.js';
