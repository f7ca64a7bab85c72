export { ProviderElement } from './provider/provider.js';
export { ProblemEvent, ReadyEvent, SignInEvent } from './events.js';
