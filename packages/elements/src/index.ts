export { ProviderElement } from './provider/provider.js';
export { PayCodeElement } from './pay-code/pay-code.js';
export { BrightnessEvent, PayCodeChangeEvent, PaymentEvent } from './pay-code/pay-code-events.js';
export { ProblemEvent, ReadyEvent, SignInEvent } from './events.js';
export { EnergyCardElement } from './energy-card/energy-card.js';
export { EnergyCheckInEvent, EnergyCollectEvent } from './energy-card/energy-events.js';
