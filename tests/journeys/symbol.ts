import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BarcodeFormat, BinaryBitmap, DecodeHintType, HybridBinarizer, MultiFormatReader, RGBLuminanceSource } from '@zxing/library';
import type { Browser } from 'playwright-core';

/** Grey values of a picture, row by row, 0 black to 255 white. */
export interface Pixels { readonly width: number; readonly height: number; readonly grey: Uint8ClampedArray<ArrayBuffer> }

/** Reads a PNG's pixels with the browser's own decoder. */
export const pixelsOf = async (browser: Browser, png: Buffer): Promise<Pixels> => {
  const page = await browser.newPage();
  try {
    const read = await page.evaluate(async (base64) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
      const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      if (!pen) throw new Error('no 2d canvas');
      pen.drawImage(bitmap, 0, 0);
      const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
      const grey: number[] = [];
      for (let i = 0; i < data.length; i += 4) grey.push(Math.round(((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0)) / 3));
      return { width: bitmap.width, height: bitmap.height, grey };
    }, png.toString('base64'));
    return { ...read, grey: Uint8ClampedArray.from(read.grey) };
  } finally {
    await page.close();
  }
};

/** The picture as a scanner sees it from another distance. */
const from = ({ width, height, grey }: Pixels, distance: number): Pixels => {
  const [across, down] = [Math.round(width / distance), Math.round(height / distance)];
  const seen = new Uint8ClampedArray(across * down);
  for (let y = 0; y < down; y += 1) for (let x = 0; x < across; x += 1) seen[y * across + x] = grey[Math.floor(y * distance) * width + Math.floor(x * distance)] ?? 255;
  return { width: across, height: down, grey: seen };
};

/**
 * Decodes one symbol of the given kind with ZXing, looking from a few distances as a till does while a phone comes near:
 * its detector misses about one flawless picture in twenty at a single one. Throws when it cannot be read from any.
 */
export const readWithZxing = (pixels: Pixels, kind: 'qr' | 'code128'): string => {
  const reader = new MultiFormatReader();
  reader.setHints(new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [kind === 'qr' ? BarcodeFormat.QR_CODE : BarcodeFormat.CODE_128]], [DecodeHintType.TRY_HARDER, true],
  ]));
  const { warn } = console;
  console.warn = () => undefined; // eslint-disable-line no-console -- ZXing tells of each failed try; only its last word counts
  let failure: unknown;
  try {
    for (const distance of [1, 1.37, 0.71, 1.83, 0.53, 2.3, 1.15, 0.87, 1.6, 0.64, 2.05, 0.45]) {
      const seen = from(pixels, distance);
      try {
        return reader.decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(seen.grey, seen.width, seen.height)))).getText();
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  } finally {
    console.warn = warn; // eslint-disable-line no-console -- as above
  }
};

/** Every symbol that zbar reads in the picture, as `kind:text`; null where zbarimg is not installed. */
export const readWithZbar = (png: Buffer): string[] | null => {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-symbol-'));
  const file = join(folder, 'symbol.png');
  writeFileSync(file, png);
  try {
    return execFileSync('zbarimg', ['-q', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    return [];
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Lengths of equal runs along one row, starting with light (0 when the row starts dark). */
export const runsOf = ({ width, grey }: Pixels, row: number): number[] => {
  const runs: number[] = [];
  let dark = false;
  let length = 0;
  for (let x = 0; x < width; x += 1) {
    const now = (grey[row * width + x] ?? 255) < 128;
    if (now !== dark) { runs.push(length); length = 0; dark = now; }
    length += 1;
  }
  return [...runs, length];
};

/** Throws unless the row is a Code 128 symbol drawn to the book: dark on light, whole pixels a module, 10 light modules on both sides. */
export const checkBarcodeRow = (pixels: Pixels, row: number, modules: number): { module: number } => {
  const runs = runsOf(pixels, row);
  const [left = 0, ...rest] = runs;
  const right = rest.pop() ?? 0;
  const total = rest.reduce((sum, run) => sum + run, 0);
  const module = total / modules;
  if (rest.length % 2 !== 1) throw new Error('the symbol must start and end with a bar');
  if (!Number.isInteger(module) || rest.some((run) => run % module !== 0)) throw new Error(`modules are not whole pixels: ${String(total)} px for ${String(modules)} modules, runs ${rest.join(' ')}`);
  if (left < 10 * module || right < 10 * module) throw new Error(`quiet zone under 10 modules: ${String(left / module)} and ${String(right / module)}`);
  return { module };
};

/** Throws unless the picture is a QR symbol drawn to the book: dark on light, whole pixels a module, 4 light modules all round. */
export const checkQr = (pixels: Pixels): { module: number; modules: number } => {
  const { width, height, grey } = pixels;
  const dark = (x: number, y: number) => (grey[y * width + x] ?? 255) < 128;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) if (dark(x, y)) {
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  const size = right - left + 1;
  if (size !== bottom - top + 1) throw new Error(`not square: ${String(size)} by ${String(bottom - top + 1)}`);
  // The finder pattern's top edge is seven modules long.
  let edge = 0;
  while (dark(left + edge, top)) edge += 1;
  const module = edge / 7;
  const modules = size / module;
  if (!Number.isInteger(module) || !Number.isInteger(modules) || modules < 21 || (modules - 17) % 4 !== 0) throw new Error(`modules are not whole pixels: finder ${String(edge)} px, symbol ${String(size)} px`);
  for (let y = 0; y < modules; y += 1) for (let x = 0; x < modules; x += 1) {
    const first = dark(left + x * module, top + y * module);
    if (first !== dark(left + (x + 1) * module - 1, top + (y + 1) * module - 1)) throw new Error(`module ${String(x)},${String(y)} is not one colour`);
  }
  const quiet = Math.min(left, top, width - 1 - right, height - 1 - bottom) / module;
  if (quiet < 4) throw new Error(`quiet zone under 4 modules: ${String(quiet)}`);
  return { module, modules };
};
