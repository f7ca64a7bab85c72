import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import { DecoderError, type Decoder, type Symbology } from './decoder.js';

const FORMATS = { qr_code: 'QRCode', code_128: 'Code128' } as const;

/** Longest side that is looked at, in pixels: a frame is small so that none takes a long task, a file may be a photo of a wall. */
const FRAME = 960;
const FILE = 1800;

/** Eight bytes that are a whole module: compiling them tells whether the page's policy lets WebAssembly run. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

let ready: Promise<unknown> | undefined;

/** The decoder's module, fetched once from beside this file, never from another host. */
async function load(): Promise<void> {
  try {
    await WebAssembly.compile(EMPTY);
  } catch (cause) {
    throw new DecoderError('decoder_blocked', { cause });
  }
  ready ??= prepareZXingModule({ overrides: { locateFile: () => new URL('./zxing_reader.wasm', import.meta.url).href }, fireImmediately: true });
  try {
    await ready;
  } catch (cause) {
    ready = undefined;
    throw new DecoderError('decoder_unreachable', { cause });
  }
}

/** A decoder in WebAssembly, for browsers that have none. */
export async function openWasm(symbologies: readonly Symbology[]): Promise<Decoder> {
  await load();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const options: ReaderOptions = { formats: symbologies.map((one) => FORMATS[one]), maxNumberOfSymbols: 1 };
  return {
    async read(image, hard = false) {
      const [width, height] = image instanceof HTMLVideoElement ? [image.videoWidth, image.videoHeight] : [image.width, image.height];
      if (!context || !width || !height) return undefined;
      const scale = Math.min(1, (hard ? FILE : FRAME) / Math.max(width, height));
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
      const found = await readBarcodes(pixels, { ...options, tryHarder: hard, tryInvert: hard, tryRotate: hard || symbologies.includes('code_128') });
      return found.find(({ isValid, text }) => isValid && text)?.text;
    },
  };
}
