/** Text as it is searched: composed, lower case, so that a query meets what was written in another spelling of the same letters. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The LIKE pattern that finds `q` itself anywhere, with `\` as escape. */
export const searchPattern = (q: string): string =>
  `%${searchable(q.trim()).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
