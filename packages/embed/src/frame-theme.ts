/** The tokens a page may set. Shadows are not among them: the frame's edge would cut them. */
const names: ReadonlySet<string> = new Set('color-surface color-sunken color-ink color-ink-soft color-line color-accent color-coupon color-energy color-gold radius-card radius-panel radius-control space-3 space-4 font-family size-small size-body size-heading size-figure duration-quick'.split(' '));

const functions: ReadonlySet<string> = new Set('rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark calc min max clamp'.split(' '));

const LONGEST = 240;

/**
 * Whether a page's value may become CSS in the frame: one short value of words, numbers, plain strings and the functions
 * that make colours and sizes. Nothing in this grammar can fetch, end a declaration or refer to another property.
 */
export const isSafeToken = (name: string, value: string): boolean =>
  names.has(name) && value.length <= LONGEST && /^[\p{L}\p{N}\s.,%#()/+*"'_-]+$/u.test(value) && balanced(value) &&
  [...value.matchAll(/([\w-]*)\s*\(/g)].every(([, word = '']) => word === '' || functions.has(word.toLowerCase()));

const balanced = (value: string): boolean => {
  let depth = 0;
  for (const letter of value) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0 && (value.split('"').length - 1) % 2 === 0 && (value.split("'").length - 1) % 2 === 0;
};

const schemes: ReadonlySet<string> = new Set(['light', 'dark', 'light dark', 'dark light', 'only light', 'only dark']);

/** Takes on the page's colours and sizes; what is not safe, or no longer set, falls back to the default. */
export const applyTheme = (style: CSSStyleDeclaration, tokens: unknown, scheme: unknown): void => {
  const given = typeof tokens === 'object' && tokens !== null ? (tokens as Record<string, unknown>) : {};
  for (const name of names) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const text = typeof value === 'string' ? value.trim() : '';
    if (text && isSafeToken(name, text)) style.setProperty(`--tessera-${name}`, text);
    else style.removeProperty(`--tessera-${name}`);
  }
  // A page that says nothing is light, as a page without `color-scheme` is.
  style.colorScheme = typeof scheme === 'string' && schemes.has(scheme) ? scheme : 'light';
};
