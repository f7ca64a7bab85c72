/** A file whose tests take longer than a share's: it has a process of its own, and is begun first. */
const ALONE = /\/fuzz\.test\.ts$/;

/** Deals files out to so many shares of about the same weight. Every file is in one share, and the long one is one. */
export function shareOut(files, shares, weigh) {
  const alone = files.filter((file) => ALONE.test(file)).map((file) => [file]);
  const rest = Array.from({ length: Math.max(1, shares - alone.length) }, () => ({ files: [], weight: 0 }));
  const heaviestFirst = files.filter((file) => !ALONE.test(file)).map((file) => ({ file, weight: weigh(file) })).sort((one, other) => other.weight - one.weight);
  for (const { file, weight } of heaviestFirst) {
    const lightest = rest.reduce((best, share) => (share.weight < best.weight ? share : best));
    lightest.files.push(file);
    lightest.weight += weight;
  }
  return [...alone, ...rest.map((share) => share.files).filter((share) => share.length > 0)];
}
