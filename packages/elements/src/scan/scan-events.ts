import type { MerchantOrder } from '@tessera/contract';

/** A store's code was read: what it asks for. */
export class ScanReadEvent extends Event {
  constructor(readonly order: MerchantOrder) {
    super('tessera-scan-read', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'tessera-scan-read': ScanReadEvent;
  }
}
