import type { LitElement } from 'lit';

/** Stands beside each defined tag, so that a second version on the page can be told from the same one loaded twice. */
const VERSION = '0.0.0';

let warned = false;

/**
 * Defines a custom element once. Harmless where there is no registry (a server) and when the tag is already taken;
 * when another version of Tessera took it, the developer is warned once.
 */
export const element = (tag: `tessera-${string}`) => (target: typeof LitElement): void => {
  if (typeof customElements === 'undefined') return;
  const taken = customElements.get(tag) as { tesseraVersion?: string } | undefined;
  if (!taken) {
    Object.defineProperty(target, 'tesseraVersion', { value: VERSION });
    customElements.define(tag, target);
  } else if (taken.tesseraVersion !== VERSION && !warned) {
    warned = true;
    console.warn(`<${tag}> is already defined by another Tessera (${taken.tesseraVersion ?? 'unknown'}), not ${VERSION}: load one.`); // eslint-disable-line no-console -- only the developer can act on it
  }
};
