import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Tiles in each row of the crown, from the top. */
const crownRows = [3, 5, 7, 9, 9, 9, 7, 5];
const width = 308;
const height = 226;
const tile = 12.4;
const pitch = 14.6;
const top = 22;
const centre = width / 2;
const shades = 4;

interface Tile { readonly x: number; readonly y: number }

/** The crown's tiles in the order they grow: from the trunk up, in each row from the middle out. */
export const crown: readonly Tile[] = crownRows
  .flatMap((count, row) => Array.from({ length: count }, (_, column) => ({
    x: centre - (count * pitch - pitch + tile) / 2 + column * pitch,
    y: top + row * pitch,
  })))
  .sort((a, b) => b.y - a.y || Math.abs(a.x + tile / 2 - centre) - Math.abs(b.x + tile / 2 - centre) || a.x - b.x);

/**
 * How many crown tiles are grown, as a whole part and the share of the next one. Anything above nothing shows in the first
 * tile, and the last tile is full only when the tree is.
 */
export const growth = (grams: number, costGrams: number): { readonly tiles: number; readonly next: number } => {
  const share = costGrams > 0 ? Math.min(1, Math.max(0, grams / costGrams)) : 0;
  const tiles = Math.floor(share * crown.length);
  return { tiles, next: share * crown.length - tiles };
};

/** Percent of the tree, rounded down so that 100 is said of a grown tree alone; below 10 with one decimal, so that a seedling moves too. */
export const percent = (grams: number, costGrams: number): number => {
  const share = costGrams > 0 ? Math.min(1, Math.max(0, grams / costGrams)) : 0;
  return share < 0.1 ? Math.floor(share * 1000) / 10 : Math.floor(share * 100);
};

/** The same shade for the same tile on every page and in every render. */
const shade = (index: number): number => {
  const mixed = Math.imul(index + 7, 0x9e3779b1);
  return (Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 20) % shades;
};

/** Squares with joined strokes draw as rounded tiles, so that many tiles are one path. */
const path = (tiles: readonly Tile[], inset: number): string =>
  tiles.map(({ x, y }) => `M${(x + inset).toFixed(1)} ${(y + inset).toFixed(1)}h${(tile - inset * 2).toFixed(1)}v${(tile - inset * 2).toFixed(1)}h-${(tile - inset * 2).toFixed(1)}z`).join('');

/** The ground goes on far beyond the picture, so that a wide card shows no edge. */
const groundColumns = 81;
const groundTop = top + (crownRows.length + 3) * pitch;
const ground = [0, 1, 2].flatMap((row) => Array.from({ length: shades }, (_, tone) => ({
  row,
  tone,
  path: path(Array.from({ length: groundColumns }, (_, column) => ({ x: (column - groundColumns / 2) * pitch + centre, y: groundTop + row * pitch }))
    .filter((_, column) => shade(row * 131 + column) === tone), 2),
})));
const trunk = path([0, 1, 2].map((row) => ({ x: centre - tile / 2, y: top + (crownRows.length + row) * pitch })), 2);

const crownTile = ({ x, y }: Tile, index: number, tiles: number, next: number): SVGTemplateResult => {
  const share = index < tiles ? 1 : index === tiles ? next : 0;
  return svg`<rect class=${share === 1 ? `t${shade(index)}` : 'bud'} x=${x.toFixed(1)} y=${y.toFixed(1)} width=${tile} height=${tile} rx="3.6"></rect>${
    share > 0 && share < 1
      ? svg`<rect class=${`t${shade(index)}`} x=${x.toFixed(1)} y=${(y + tile * (1 - share)).toFixed(1)} width=${tile} height=${(tile * share).toFixed(1)} rx=${Math.min(3.6, tile * share / 2).toFixed(1)}></rect>`
      : null}`;
};

/** The tree as a mosaic: each tile of the crown is a share of what the tree costs; grown ones are filled, the rest wait as outlines. */
export const mosaicTree = (grams: number, costGrams: number, label: string): TemplateResult => {
  const { tiles, next } = growth(grams, costGrams);
  return html`<svg class="tree" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMax meet" role="img" aria-label=${label}>
    ${ground.map((patch) => svg`<path class=${`ground r${patch.row} g${patch.tone}`} d=${patch.path}></path>`)}
    <path class="trunk" d=${trunk}></path>
    ${crown.map((at, index) => crownTile(at, index, tiles, next))}
  </svg>`;
};
