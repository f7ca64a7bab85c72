import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long the page may be without focus, or the host out of view, before it counts as left. */
const PATIENCE = 400;

/**
 * Whether somebody can be looking at the host: the tab is shown, the window has not lost the focus and the host is in view.
 * Calls back on each change. A hidden tab counts at once, the others after a moment, so that a passing blur does not.
 * In a frame the focus says nothing, since it is elsewhere as long as the user is busy with the page around it.
 */
export class VisibilityController implements ReactiveController {
  shown = true;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #inView = true;
  #blurred = false;
  #observer: IntersectionObserver | undefined;

  constructor(private readonly host: ReactiveControllerHost & Element, private readonly onChange: (shown: boolean) => void) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#inView = true;
    this.#blurred = false;
    document.addEventListener('visibilitychange', this.#check);
    addEventListener('blur', this.#onBlur);
    addEventListener('focus', this.#onFocus);
    addEventListener('pagehide', this.#leave);
    this.#observer = new IntersectionObserver((entries) => {
      this.#inView = entries.at(-1)?.isIntersecting ?? true;
      this.#check();
    });
    this.#observer.observe(this.host);
    this.shown = !document.hidden;
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#check);
    removeEventListener('blur', this.#onBlur);
    removeEventListener('focus', this.#onFocus);
    removeEventListener('pagehide', this.#leave);
    this.#observer?.disconnect();
    clearTimeout(this.#timer);
  }

  #check = (): void => {
    clearTimeout(this.#timer);
    if (document.hidden) this.#leave();
    else if (!this.#inView || this.#blurred) this.#timer = setTimeout(this.#leave, PATIENCE);
    else this.#set(true);
  };

  /** Focus that went into a frame of this page has not left it. */
  #onBlur = (): void => {
    setTimeout(() => {
      this.#blurred = this.host.isConnected && globalThis.parent === globalThis.self && !document.hasFocus();
      if (this.#blurred) this.#check();
    });
  };

  #onFocus = (): void => {
    this.#blurred = false;
    this.#check();
  };

  #leave = (): void => this.#set(false);

  #set(shown: boolean): void {
    if (shown === this.shown) return;
    this.shown = shown;
    this.onChange(shown);
  }
}
