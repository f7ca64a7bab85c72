/** Chances are told in millionths, and those of all prizes of a draw sum to this. */
export const MILLION = 1_000_000;

/** A whole number from 0 to 999,999, each as likely as any other: what lies beyond the last whole million of 32 bits is thrown again. */
export function drawMillionth(random: (bytes: number) => Uint8Array): number {
  const fair = Math.floor(2 ** 32 / MILLION) * MILLION;
  for (;;) {
    const bytes = random(4);
    const value = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
    if (value < fair) return value % MILLION;
  }
}

/** The prize that a millionth falls to, when the prizes' chances are laid end to end in their order. */
export function prizeAt<P extends { readonly chances: number }>(prizes: readonly P[], millionth: number): P {
  let end = 0;
  for (const prize of prizes) {
    end += prize.chances;
    if (millionth < end) return prize;
  }
  throw new Error(`the chances of the prizes sum to ${end}, not to a million`);
}
