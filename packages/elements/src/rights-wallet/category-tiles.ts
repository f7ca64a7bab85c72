import type { Category } from '@tessera/contract';
import { html, type TemplateResult } from 'lit';

/** Each category as a mosaic of 7 × 7 tiles: seven rows, each a number whose lowest bit is the tile on the right. */
const mosaics: Readonly<Record<Category, readonly number[]>> = {
  food: [0b0010100, 0b0101000, 0b0010100, 0b0000000, 0b1111111, 0b0111110, 0b0011100],
  supermarket: [0b0010100, 0b0100010, 0b1111111, 0b1010101, 0b1111111, 0b0101010, 0b0111110],
  transit: [0b0111110, 0b1000001, 0b1000001, 0b1111111, 0b1011101, 0b0111110, 0b0100010],
  film: [0b1111111, 0b1010101, 0b1111111, 0b1000001, 0b1001001, 0b1000001, 0b1111111],
  top_up: [0b0000110, 0b0001100, 0b0011000, 0b0111110, 0b0001100, 0b0011000, 0b0010000],
  coffee_tea: [0b0101000, 0b0010100, 0b0000000, 0b1111100, 0b1111111, 0b1111101, 0b0111010],
  bakery: [0b0001000, 0b0001000, 0b0111110, 0b1111111, 0b1010101, 0b1111111, 0b1111111],
  takeaway: [0b0011100, 0b0100010, 0b1111111, 0b1000001, 0b1011101, 0b1000001, 0b1111111],
  fuel: [0b1111100, 0b1000101, 0b1000111, 0b1111101, 0b1111101, 0b1111110, 0b1111100],
  ride_hailing: [0b0000000, 0b0011100, 0b0100010, 0b1111111, 0b1111111, 0b1111111, 0b0100010],
  travel: [0b0011100, 0b0010100, 0b1111111, 0b1001001, 0b1001001, 0b1001001, 0b1111111],
  hotel: [0b1000000, 0b1000000, 0b1011000, 0b1011111, 0b1111111, 0b1000001, 0b1000001],
  video: [0b1111111, 0b1010001, 0b1011001, 0b1011101, 0b1011001, 0b1010001, 0b1111111],
  music_reading: [0b0011111, 0b0010001, 0b0010001, 0b0010001, 0b1110111, 0b1110111, 0b0000000],
  health: [0b0011100, 0b0011100, 0b1111111, 0b1111111, 0b1111111, 0b0011100, 0b0011100],
  sport: [0b0000000, 0b1100011, 0b1100011, 0b1111111, 0b1100011, 0b1100011, 0b0000000],
  beauty: [0b0001000, 0b0001000, 0b0011100, 0b1111111, 0b0011100, 0b0001000, 0b0001000],
  home_appliance: [0b1111111, 0b1010001, 0b1111111, 0b1001001, 0b1010101, 0b1001001, 0b1111111],
  finance: [0b0000011, 0b0000011, 0b0011011, 0b0011011, 0b1111011, 0b1111011, 0b1111011],
};

const SIDE = 7;
const PITCH = 3;

/** A category's picture in tiles, drawn in the colour around it. */
export function categoryTiles(category: Category): TemplateResult {
  const tiles = mosaics[category].flatMap((row, y) =>
    Array.from({ length: SIDE }, (_, x) => (row & (1 << (SIDE - 1 - x)) ? `M${x * PITCH} ${y * PITCH}h2.4v2.4h-2.4z` : '')));
  return html`<svg aria-hidden="true" width="21" height="21" viewBox="0 0 20.4 20.4" fill="currentColor"><path d=${tiles.join('')}></path></svg>`;
}
