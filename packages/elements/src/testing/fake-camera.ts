import { QR_QUIET, qrRows } from '../qr.js';

/** A picture of a text's QR code, as a till's sticker shows it: black on white with its quiet zone. */
export function qrCanvas(text: string, module = 4): HTMLCanvasElement {
  const rows = qrRows(text);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = (rows.length + 2 * QR_QUIET) * module;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  rows.forEach((row, y) => [...row].forEach((dark, x) => {
    if (dark === '1') context.fillRect((x + QR_QUIET) * module, (y + QR_QUIET) * module, module, module);
  }));
  return canvas;
}

/** The same as an image file. */
export const qrFile = async (text: string): Promise<File> => new Promise((resolve) => {
  qrCanvas(text).toBlob((blob) => resolve(new File([blob as Blob], 'code.png', { type: 'image/png' })), 'image/png');
});

/** Puts a camera into the browser whose every stream comes from `open`; returns how to take it out again. */
export function fakeCamera(open: () => Promise<MediaStream>): () => void {
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia: open } });
  return () => {
    Reflect.deleteProperty(navigator, 'mediaDevices');
    if (devices && navigator.mediaDevices !== devices) Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: devices });
  };
}

/** A stream that shows the canvas and paints it again and again, since a stream of a still canvas has no frames. */
export function streamOf(canvas: HTMLCanvasElement): MediaStream {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const still = context.getImageData(0, 0, canvas.width, canvas.height);
  const stream = canvas.captureStream(10);
  const timer = setInterval(() => {
    context.putImageData(still, 0, 0);
    if (stream.getTracks().every(({ readyState }) => readyState === 'ended')) clearInterval(timer);
  }, 100);
  return stream;
}
