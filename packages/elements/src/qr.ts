import { correction, generate } from 'lean-qr/nano';

/** Light modules that must stand on each side of a QR code (ISO/IEC 18004). */
export const QR_QUIET = 4;

/** The rows of a QR code (error correction M), `1` for a dark module. */
export function qrRows(text: string): string[] {
  const bitmap = generate(text, { minCorrectionLevel: correction.M });
  const line = [...Array(bitmap.size).keys()];
  return line.map((y) => line.map((x) => (bitmap.get(x, y) ? '1' : '0')).join(''));
}
