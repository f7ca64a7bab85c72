/** Code 128 (ISO/IEC 15417): widths of bar, space, bar, space, bar, space of symbols 0 to 105, six digits each. */
const WIDTHS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221' +
  '223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321' +
  '112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131' +
  '311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114' +
  '122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141' +
  '214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232';
const STOP = '2331112';
const START_C = 105;
const CODE_B = 100;

/** Light modules that must stand on each side of the bars. */
export const CODE128_QUIET = 10;

/**
 * The modules of a run of digits, `1` for a bar: set C, two digits to a symbol, and set B for the last of an odd count.
 * Throws a `RangeError` for anything but at least two digits.
 */
export function code128(digits: string): string {
  if (!/^\d{2,}$/.test(digits)) throw new RangeError('Code 128 here takes two or more digits.');
  const pairs = digits.match(/\d\d/g) ?? [];
  const symbols = [START_C, ...pairs.map(Number)];
  if (digits.length % 2) symbols.push(CODE_B, digits.charCodeAt(digits.length - 1) - 32);
  const check = symbols.reduce((sum, symbol, index) => sum + symbol * Math.max(index, 1), 0) % 103;
  const widths = [...symbols, check].map((symbol) => WIDTHS.slice(symbol * 6, symbol * 6 + 6)).join('') + STOP;
  return [...widths].map((width, index) => (index % 2 ? '0' : '1').repeat(Number(width))).join('');
}
