import type { TesseraClient } from '@tessera/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The key of the client of the closest `<tessera-provider>` in the community's context protocol. */
export const clientContext = Symbol.for('tessera-client');

type Give = (client: TesseraClient | undefined, stop?: () => void) => void;
type Host = ReactiveControllerHost & HTMLElement;

/** What the protocol says a request tells. */
interface Request {
  readonly context: unknown;
  readonly contextTarget: Element;
  readonly callback: Give;
  readonly subscribe: boolean;
}

/** Asks the elements around it for a context: the protocol's `context-request`. */
class ContextRequest extends Event implements Request {
  readonly subscribe = true;
  constructor(readonly context: unknown, readonly contextTarget: Element, readonly callback: Give) {
    super('context-request', { bubbles: true, composed: true });
  }
}

/** The client that an element around the host provides, followed as it changes. */
export class ClientConsumer implements ReactiveController {
  value: TesseraClient | undefined;
  #stop: (() => void) | undefined;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.dispatchEvent(new ContextRequest(clientContext, this.host, (client, stop) => {
      if (stop !== this.#stop) this.#stop?.();
      this.#stop = stop;
      this.value = client;
      this.host.requestUpdate();
    }));
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}

/** Gives the host's client to all that ask inside it, now and whenever it changes. */
export class ClientProvider {
  #value: TesseraClient | undefined;
  readonly #asking = new Map<Give, () => void>();

  constructor(host: Element) {
    host.addEventListener('context-request', (event) => {
      const { context, contextTarget, callback, subscribe } = event as Event & Request;
      if (context !== clientContext || contextTarget === host) return;
      event.stopImmediatePropagation();
      const stop = (): void => void this.#asking.delete(callback);
      if (subscribe) this.#asking.set(callback, stop);
      callback(this.#value, subscribe ? stop : undefined);
    });
  }

  /** Tells all that asked, when the client is another one or `force` says that it has changed within. */
  setValue(client: TesseraClient | undefined, force = false): void {
    if (client === this.#value && !force) return;
    this.#value = client;
    for (const [give, stop] of [...this.#asking]) give(client, stop);
  }
}
