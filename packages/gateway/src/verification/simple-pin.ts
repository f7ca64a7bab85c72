const DIGITS = '0123456789';
const UP = `${DIGITS}${DIGITS}`;
const DOWN = [...UP].reverse().join('');

/** Why a PIN of six digits is among the first that anybody would try, in words; null when it is not. */
export function tooSimple(pin: string, phoneLast4: string | null): string | null {
  if (/^(.)\1+$/.test(pin)) return 'all its digits are the same';
  if (/^(..)\1+$/.test(pin) || /^(...)\1$/.test(pin)) return 'it repeats itself';
  if (UP.includes(pin) || DOWN.includes(pin)) return 'it counts up or down';
  return phoneLast4 !== null && pin.endsWith(phoneLast4) ? 'it is the end of the user’s phone number' : null;
}
