/** A stretch of a long list: a group of cards, of which the first `drawn` stand, or the room of groups that are not drawn at all. */
export interface Run {
  /** The place of its first card, and of the first one after it. */
  readonly from: number;
  readonly to: number;
  /** Undefined for mere room. */
  readonly drawn: number | undefined;
}

/** So many cards are drawn between two frames. */
export const AT_ONCE = 3;

/** Twelve fill whole rows of one to four columns, sixty those of five or six. */
export const groupSize = (): number => (innerWidth > 1500 ? 60 : 12);

/** All groups of a list, with its first `standing` cards drawn. */
export const allRuns = (length: number, size: number, standing: number): Run[] =>
  Array.from({ length: Math.ceil(length / size) }, (_, index) => ({ from: index * size, to: Math.min(length, (index + 1) * size), drawn: standing - index * size }));

/** Tells a group from the room that may begin at the same card. */
export const keyOf = ({ from, drawn }: Run): number => (drawn === undefined ? -1 - from : from);
