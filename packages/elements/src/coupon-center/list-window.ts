import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { AT_ONCE, type Run } from './runs.js';

/** So many cards stay drawn, near the screen or not: who scrolls back a little finds them there. */
const KEPT = 240;
/** The cards of the first groups are drawn wherever the screen is. */
const FIRST_GROUPS = 2;
/** What is this near to the screen is drawn before it is seen. */
const NEAR = '1000px 0px';
/** A device whose last frame took no longer has time for more cards at once; one whose frame took twice as long has not. */
const QUICK_MS = 6;
const MOST_AT_ONCE = 12;
/** A page that nobody looks at paints no frames. */
const UNSEEN_MS = 500;
/** Between two groups. */
const SPACE_PX = 12;
/** A group's height before the first one was measured. */
const GUESS_PX = 1300;

/**
 * Which cards of a long list are drawn: those near the screen, a few at a time, and some of those that were. The rest is room of
 * their height. It reads where the screen is from the browser alone, so that it works in a frame or a box that scrolls as well.
 */
export class ListWindow implements ReactiveController {
  #length = 0;
  /** As a screen reader counts them: -1 while more may come. */
  #count = -1;
  /** How many cards stand of each group that is drawn. */
  readonly #drawn = new Map<number, number>();
  readonly #heights = new Map<number, number>();
  #width = 0;
  readonly #near = new Set<number>();
  /** The group that the screen lacks most, of those not drawn. */
  #missed: number | undefined;
  #runs: readonly Run[] = [];
  #elements = new Map<Element, Run>();
  #observer: IntersectionObserver | undefined;
  #stop: (() => void) | undefined;
  #pace = AT_ONCE;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly box: () => Element | null,
    private readonly size: number,
    standing: number,
  ) {
    for (let group = 0; group * size < standing; group += 1) this.#drawn.set(group, standing - group * size);
    host.addController(this);
  }

  isNear(group: number): boolean {
    return this.#near.has(group);
  }

  /** Another list begins. */
  clear(): void {
    for (const known of [this.#drawn, this.#heights, this.#near]) known.clear();
    this.#length = 0;
  }

  /** Draws a group as far as this card, to lead the focus there. */
  async bring(index: number): Promise<void> {
    const group = Math.floor(index / this.size);
    this.#draw(group, (index % this.size) + 1);
    await this.host.updateComplete;
  }

  /** What to render of a list of this length; `whole` when no more of it will come. */
  runs(length: number, whole: boolean): readonly Run[] {
    const { size } = this;
    this.#count = whole ? length : -1;
    const groups = Math.ceil(length / size);
    if (length !== this.#length) {
      // The last group has another height now.
      this.#heights.delete(Math.floor(this.#length / size));
      for (const known of [this.#drawn, this.#heights, this.#near]) for (const group of known.keys()) if (group >= groups) known.delete(group);
      if (!this.#length) for (let group = 0; group < Math.min(groups, FIRST_GROUPS); group += 1) if (!this.#drawn.has(group)) this.#drawn.set(group, group ? 0 : AT_ONCE);
      this.#length = length;
    }
    const runs: Run[] = [];
    let end = 0;
    for (const group of [...this.#drawn.keys()].sort((one, other) => one - other)) {
      if (group > end) runs.push({ from: end * size, to: group * size, drawn: undefined });
      runs.push({ from: group * size, to: Math.min(length, (group + 1) * size), drawn: this.#drawn.get(group) ?? 0 });
      end = group + 1;
    }
    if (end < groups) runs.push({ from: end * size, to: length, drawn: undefined });
    return (this.#runs = runs);
  }

  hostUpdated(): void {
    this.#observer ??= new IntersectionObserver((entries) => this.#look(entries), { rootMargin: NEAR, scrollMargin: NEAR });
    const box = this.box();
    const before = this.#elements;
    this.#elements = new Map();
    this.#missed = undefined;
    for (const [at, run] of this.#runs.entries()) {
      const element = box?.children[at] as HTMLElement | undefined;
      if (!element) break;
      const isRoom = run.drawn === undefined;
      const room = isRoom ? this.#room(run) : this.#lacking(run.from / this.size) ? this.#heights.get(run.from / this.size) : undefined;
      element.style.setProperty('min-block-size', room === undefined ? '' : `${room}px`);
      this.#elements.set(element, run);
      this.#number(element, run);
      // An observer reports only changes: room that is still near after a group was cut from it is observed anew.
      if (isRoom) this.#observer.unobserve(element);
      if (isRoom || !before.delete(element)) this.#observer.observe(element);
    }
    for (const gone of before.keys()) if (!this.#elements.has(gone)) this.#observer.unobserve(gone);
    this.#plan();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#elements.clear();
  }

  /** A card's place in the whole list, since only some of it is there to be counted. */
  #number(element: Element, { from, drawn = 0 }: Run): void {
    for (const [at, card] of [...element.children].slice(0, drawn).entries()) {
      for (const [name, value] of [['aria-posinset', from + at + 1], ['aria-setsize', this.#count]] as const) if (card.getAttribute(name) !== String(value)) card.setAttribute(name, String(value));
    }
  }

  #look(entries: readonly IntersectionObserverEntry[]): void {
    let came = false;
    for (const { target, isIntersecting, boundingClientRect: own, intersectionRect, rootBounds } of entries) {
      const run = this.#elements.get(target);
      if (!run || !own.width) continue;
      if (own.width !== this.#width) this.#heights.clear();
      this.#width = own.width;
      const group = run.from / this.size;
      if (run.drawn === undefined) {
        if (!isIntersecting) continue;
        const seen = rootBounds ?? intersectionRect;
        const middle = Math.min(Math.max(seen.top + seen.height / 2, own.top), own.bottom - 1);
        this.#missed = this.#at(run, middle - own.top);
      } else {
        if (!this.#lacking(group)) this.#heights.set(group, own.height);
        if (!isIntersecting) this.#near.delete(group);
        else if (!this.#near.has(group)) came = !!this.#near.add(group);
      }
    }
    if (came) this.host.requestUpdate();
    this.#plan();
  }

  /** Draws on after the next frame, as long as something near the screen is not drawn. */
  #plan(): void {
    if (this.#next() === undefined) return;
    this.#stop ??= afterFrame((took) => {
      this.#stop = undefined;
      if (took < QUICK_MS) this.#pace = Math.min(MOST_AT_ONCE, this.#pace * 2);
      else if (took > 2 * QUICK_MS) this.#pace = AT_ONCE;
      const group = this.#next();
      if (group !== undefined) this.#draw(group, (this.#drawn.get(group) ?? 0) + this.#pace);
    });
  }

  #next(): number | undefined {
    for (const group of this.#drawn.keys()) if ((group < FIRST_GROUPS || this.#near.has(group)) && this.#lacking(group)) return group;
    return this.#missed;
  }

  /** Some cards of a group that is drawn are not. */
  #lacking(group: number): boolean {
    return (this.#drawn.get(group) ?? 0) < Math.min(this.size, this.#length - group * this.size);
  }

  #draw(group: number, cards: number): void {
    if (group === this.#missed) this.#missed = undefined;
    // Until the browser says otherwise.
    if (!this.#drawn.has(group)) this.#near.add(group);
    this.#drawn.set(group, Math.min(this.size, Math.max(cards, this.#drawn.get(group) ?? 0)));
    this.#forget(group);
    this.host.requestUpdate();
  }

  /** Leaves of the groups away from the screen the nearest, and the one that has the focus. */
  #forget(around: number): void {
    const far = [...this.#drawn.keys()].filter((group) => !this.#near.has(group)).sort((one, other) => Math.abs(other - around) - Math.abs(one - around));
    const focused = [...this.#elements].find(([element]) => element.matches(':focus-within'))?.[1].from;
    for (const group of far) {
      if (this.#drawn.size * this.size <= KEPT) return;
      if (group * this.size !== focused && group !== around) this.#drawn.delete(group);
    }
  }

  /** The group of a room that stands so far below its top. */
  #at({ from, to }: Run, offset: number): number {
    const last = Math.ceil(to / this.size) - 1;
    const heightOf = this.#measure();
    let group = from / this.size;
    for (let top = heightOf(group); group < last && top < offset; top += heightOf(group)) group += 1;
    return group;
  }

  #room({ from, to }: Run): number {
    const heightOf = this.#measure();
    let room = -SPACE_PX;
    for (let group = from / this.size; group * this.size < to; group += 1) room += heightOf(group);
    return room;
  }

  /** How high a group is with the space below it: as it was last seen, else as high as most. */
  #measure(): (group: number) => number {
    const heights = this.#heights;
    let sum = 0;
    for (const height of heights.values()) sum += height;
    const guess = heights.size ? sum / heights.size : GUESS_PX;
    return (group) => (heights.get(group) ?? guess) + SPACE_PX;
  }
}

/** Calls back once the next frame was painted, with the milliseconds it took. Returns the way to call it off. */
function afterFrame(run: (took: number) => void): () => void {
  let timer = setTimeout(() => end(Infinity), UNSEEN_MS);
  const frame = requestAnimationFrame(() => {
    const began = performance.now();
    clearTimeout(timer);
    timer = setTimeout(() => end(performance.now() - began));
  });
  const stop = (): void => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
  const end = (took: number): void => {
    stop();
    run(took);
  };
  return stop;
}
