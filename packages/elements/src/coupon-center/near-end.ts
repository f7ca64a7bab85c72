import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Calls back when the end of a list comes near the screen, again after each change of `length`. */
export class NearEndController implements ReactiveController {
  #observer: IntersectionObserver | undefined;
  #watched: Element | null = null;
  #length = 0;

  constructor(
    host: ReactiveControllerHost,
    private readonly end: () => Element | null,
    private readonly length: () => number,
    private readonly onNear: () => void,
  ) {
    host.addController(this);
  }

  /** An observer reports only changes, so an end still near after another page is observed anew. */
  hostUpdated(): void {
    const end = this.end();
    const length = this.length();
    if (end === this.#watched && length === this.#length) return;
    this.hostDisconnected();
    this.#watched = end;
    this.#length = length;
    if (!end) return;
    this.#observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.onNear(), { rootMargin: '0px 0px 480px' });
    this.#observer.observe(end);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#watched = null;
  }
}
