export { createBackend, type Backend, type BackendOptions, type CallOptions } from './backend.js';
export { BackendError } from './error.js';
export { sessionEndpoint, type SessionEndpointOptions } from './session-endpoint.js';
export { verifyWebhook, WebhookError, type WebhookFault, type WebhookHeaders, type WebhookMessage } from './webhook.js';
