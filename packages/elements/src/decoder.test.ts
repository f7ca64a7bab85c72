import { expect } from '@open-wc/testing';
import { code128 } from './code128.js';
import { openDecoder, readFile } from './decoder.js';
import { qrCanvas, qrFile } from './testing/fake-camera.js';

const payload = '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A';

describe('the decoder', () => {
  it('reads a store’s code from a picture, letter by letter', async () => {
    const decoder = await openDecoder(['qr_code']);
    expect(await decoder.read(await createImageBitmap(qrCanvas(payload)))).to.equal(payload);
  });

  it('reads a pay code’s bars as well when asked to', async () => {
    const modules = code128('621234567890123456');
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [(modules.length + 20) * 3, 120];
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#000';
    [...modules].forEach((dark, x) => { if (dark === '1') context.fillRect((x + 10) * 3, 0, 3, 120); });
    const image = await createImageBitmap(canvas);
    expect(await (await openDecoder(['qr_code', 'code_128'])).read(image, true)).to.equal('621234567890123456');
    expect(await (await openDecoder(['qr_code'])).read(image)).to.equal(undefined);
  });

  it('reads an image file, finds nothing in a blank one, and throws for what is no picture', async () => {
    expect(await readFile(await qrFile('WIFI or whatever'), ['qr_code'])).to.equal('WIFI or whatever');
    const blank = document.createElement('canvas');
    const file = await new Promise<Blob>((resolve) => { blank.toBlob((blob) => resolve(blob as Blob)); });
    expect(await readFile(file, ['qr_code'])).to.equal(undefined);
    const failure = await readFile(new Blob(['no picture'], { type: 'image/png' }), ['qr_code']).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });

  it('takes the browser’s own detector where it reads all that is wanted, and its own where that fails', async () => {
    const seen: string[] = [];
    class Detector {
      static getSupportedFormats = async () => ['qr_code'];
      constructor(readonly options: { formats: string[] }) {}
      detect = async () => {
        seen.push(this.options.formats.join());
        if (seen.length > 1) throw new DOMException('gone', 'NotSupportedError');
        return [{ rawValue: 'native' }];
      };
    }
    const had = Object.getOwnPropertyDescriptor(globalThis, 'BarcodeDetector');
    Object.defineProperty(globalThis, 'BarcodeDetector', { configurable: true, writable: true, value: Detector });
    try {
      const decoder = await openDecoder(['qr_code']);
      const image = await createImageBitmap(qrCanvas('real'));
      expect(await decoder.read(image)).to.equal('native');
      expect(await decoder.read(image)).to.equal('real');
      expect(seen).to.deep.equal(['qr_code', 'qr_code']);
    } finally {
      Reflect.deleteProperty(globalThis, 'BarcodeDetector');
      if (had) Object.defineProperty(globalThis, 'BarcodeDetector', had);
    }
  });
});
