import { html, type TemplateResult } from 'lit';

/**
 * The largest module that fits `room` CSS pixels and is a whole number of device pixels, in CSS pixels: a scanner reads
 * edges, and an edge between two device pixels is grey.
 */
export function moduleSize(room: number, modules: number): number {
  const scale = globalThis.devicePixelRatio || 1;
  return Math.max(1, Math.floor((room * scale) / modules)) / scale;
}

/** Start and length of each run of dark modules. */
const runs = (row: string): [number, number][] => [...row.matchAll(/1+/g)].map((run) => [run.index, run[0].length]);

const draw = (across: number, down: number, width: number, height: number, dark: string): TemplateResult =>
  html`<svg aria-hidden="true" shape-rendering="crispEdges" preserveAspectRatio="none" width=${width} height=${height} viewBox="0 0 ${across} ${down}"><path fill="#fff" d="M0 0h${across}v${down}H0z"></path><path fill="#000" d=${dark}></path></svg>`;

/** A square symbol from its rows, black on white with `quiet` light modules around it, as large as `room` allows. */
export function matrix(rows: readonly string[], quiet: number, room: number): TemplateResult {
  const size = rows.length + 2 * quiet;
  const side = size * moduleSize(room, size);
  return draw(size, size, side, side, rows.flatMap((row, y) => runs(row).map(([x, n]) => `M${x + quiet} ${y + quiet}h${n}v1h-${n}z`)).join(''));
}

/** A bar symbol from its modules, likewise; `upright` turns it a quarter, for a phone held upright. */
export function bars(modules: string, quiet: number, room: number, height: number, upright = false): TemplateResult {
  const size = modules.length + 2 * quiet;
  const length = size * moduleSize(room, size);
  const dark = runs(modules).map(([x, n]) => (upright ? `M0 ${x + quiet}h1v${n}H0z` : `M${x + quiet} 0h${n}v1h-${n}z`)).join('');
  return upright ? draw(1, size, height, length, dark) : draw(size, 1, length, height, dark);
}
