/** The largest single payment, in fen (the contract's PAYMENT_MAX, ¥50,000). */
export const LARGEST = 5_000_000;

/** What the keypad's display reads after a key: a digit, `.` or `Backspace`. A key that does not fit changes nothing. */
export function press(display: string, key: string): string {
  if (key === 'Backspace') return display.slice(0, -1);
  const next = key === '.' && display === '' ? '0.' : display === '0' && key !== '.' ? key : display + key;
  return /^\d{1,5}(\.\d{0,2})?$/.test(next) && fen(next) <= LARGEST ? next : display;
}

/** The amount a display reads, in fen: `12.5` is 1250. Integers all the way. */
export function fen(display: string): number {
  const [yuan = '', rest = ''] = display.split('.');
  return Number(yuan) * 100 + Number(rest.padEnd(2, '0'));
}
