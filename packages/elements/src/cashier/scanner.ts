import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A scanner types faster than any hand: milliseconds from key to key. */
const FAST = 80;
/** Fewest characters of a pay code. */
const SHORTEST = 16;

/**
 * Reads the keys pressed anywhere on the page while no field has the focus. A fast run of characters that ends with Enter is a
 * scanner's (digits, or an EMVCo payload's base64); everything else is the cashier's.
 */
export class ScannerController implements ReactiveController {
  #run = '';
  #last = 0;

  constructor(
    host: ReactiveControllerHost,
    private readonly onKey: (key: string) => void,
    private readonly onScan: (text: string) => void,
    private readonly onRunStart: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('keydown', this.#onKeydown);
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.#onKeydown);
  }

  #onKeydown = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Shift' || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return;
    const { key, timeStamp } = event;
    const fast = timeStamp - this.#last < FAST;
    this.#last = timeStamp;
    if (/^[\w+/=]$/.test(key)) {
      if (!fast) {
        this.#run = '';
        this.onRunStart();
      }
      this.#run += key;
    }
    if (key === 'Enter' && fast && this.#run.length >= SHORTEST) {
      event.preventDefault();
      this.onScan(this.#run);
      this.#run = '';
    } else if (/^[\d.]$|^Backspace$/.test(key) || (key === 'Enter' && !(target instanceof HTMLButtonElement))) {
      this.onKey(key);
    }
  };
}
