/** The symbols that are read: a store's QR code, and a pay code's bars. */
export type Symbology = 'qr_code' | 'code_128';

/** Reads the symbol in a picture. `hard` takes its time, for a picture that will not come again. */
export interface Decoder {
  read(image: ImageBitmap | HTMLVideoElement, hard?: boolean): Promise<string | undefined>;
}

/** Why no decoder could be had: the page's policy refuses WebAssembly, or its file did not arrive. */
export class DecoderError extends Error {
  override readonly name = 'DecoderError';
  constructor(readonly reason: 'decoder_blocked' | 'decoder_unreachable', options?: ErrorOptions) {
    super(`The decoder cannot run: ${reason}.`, options);
  }
}

/** The browser's own detector (Shape Detection API), where there is one; its types are not in TypeScript's library. */
interface NativeDetector {
  detect(image: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}
interface NativeDetectorClass {
  new (options: { formats: readonly string[] }): NativeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

async function native(symbologies: readonly Symbology[]): Promise<Decoder | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: NativeDetectorClass };
  try {
    const known = await BarcodeDetector?.getSupportedFormats();
    if (!BarcodeDetector || !symbologies.every((one) => known?.includes(one))) return undefined;
    const detector = new BarcodeDetector({ formats: symbologies });
    return { read: async (image) => (await detector.detect(image)).find(({ rawValue }) => rawValue)?.rawValue };
  } catch {
    return undefined;
  }
}

/**
 * A decoder for these symbols: the browser's own where it reads all of them, else WebAssembly, which is loaded only then.
 * Some browsers promise a detector whose service then fails; the first such failure turns to WebAssembly for good.
 */
export async function openDecoder(symbologies: readonly Symbology[]): Promise<Decoder> {
  let decoder = await native(symbologies);
  const own = async (): Promise<Decoder> => (await import('./decoder-wasm.js')).openWasm(symbologies);
  if (!decoder) return own();
  return {
    async read(image, hard) {
      try {
        const text = await decoder?.read(image, hard);
        if (text !== undefined || !hard) return text;
      } catch {
        decoder = await own();
        return decoder.read(image, hard);
      }
      return (await own()).read(image, hard);
    },
  };
}

/** What an image file's symbol says; undefined where none is found. Throws where the file is no picture. */
export async function readFile(file: Blob, symbologies: readonly Symbology[]): Promise<string | undefined> {
  const image = await createImageBitmap(file);
  try {
    return await (await openDecoder(symbologies)).read(image, true);
  } finally {
    image.close();
  }
}
