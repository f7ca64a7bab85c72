import { randomUUID } from 'node:crypto';

/** Longest wait for one answer, in milliseconds. */
const PATIENCE_MS = 30_000;

/**
 * Races claims against any system over HTTP: each of `users` asks `each` times, all at once, for something of which there are
 * `stock` and of which one user may have `cap`. Throws with what went wrong unless exactly `min(stock, users × cap)` were given, no
 * user got more than `cap`, every other answer was a refusal (4xx), and none was a server error or got lost.
 * Headers and body may say {user} (the number of the user, from 1), {token} (that user's line of the tokens) and {uuid} (new for each call).
 */
export async function raceHttp({ url, method = 'POST', path, headers = {}, body, users = 300, each = 2, stock = 100, cap = 1, tokens = [], say = () => undefined }) {
  if (tokens.length > 0 && tokens.length < users) throw new Error(`${users} users need as many tokens; ${tokens.length} came`);
  const fill = (text, user) => text.replaceAll('{user}', String(user + 1)).replaceAll('{token}', tokens[user] ?? '').replaceAll('{uuid}', () => randomUUID());
  // A user's own calls go one after the other, so that they meet as well as the calls of others.
  const asks = Array.from({ length: users * each }, (_none, place) => Math.floor(place / each));
  const calls = asks.map((user) => ({
    user, address: new URL(fill(path, user), url),
    init: { method, redirect: 'manual', headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value, user)])), ...(body === undefined ? {} : { body: fill(body, user) }) },
  }));
  const began = performance.now();
  const answers = await Promise.all(calls.map(async ({ user, address, init }) => {
    const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }).then(async (reply) => {
      await reply.arrayBuffer();
      return reply.status;
    }, (error) => `lost (${error.cause?.code ?? error.name})`);
    return { user, answer };
  }));
  const milliseconds = performance.now() - began;
  const found = judge(answers, { users, stock, cap });
  for (const line of found.lines) say(line);
  say(`${asks.length} calls in ${(milliseconds / 1000).toFixed(1)} s`);
  if (found.faults.length > 0) throw new Error(found.faults.join('; '));
  return found.counts;
}

/** What the answers say, and what is wrong with it. */
function judge(answers, { users, stock, cap }) {
  const counts = Object.fromEntries(Map.groupBy(answers, ({ answer }) => answer).entries().map(([status, all]) => [status, all.length]));
  const given = answers.filter(({ answer }) => answer >= 200 && answer < 300);
  const most = Math.max(0, ...Map.groupBy(given, ({ user }) => user).values().map((own) => own.length));
  const expected = Math.min(stock, users * cap);
  const broken = answers.filter(({ answer }) => typeof answer !== 'number' || answer >= 500);
  const limited = counts[429] ?? 0;
  const faults = [
    ...(given.length > expected ? [`over-issued: ${given.length} were given where there were ${expected}`] : []),
    ...(given.length < expected ? [`refused too many: ${given.length} were given of ${expected}`] : []),
    ...(most > cap ? [`one user got ${most}, the most is ${cap}`] : []),
    ...(broken.length > 0 ? [`${broken.length} answers were server errors or lost`] : []),
    ...(limited > 0 ? [`${limited} were refused by a request limit (429): raise it for the race`] : []),
  ];
  return { counts, faults, lines: [`expected ${expected} given, at most ${cap} to a user`, `came ${given.length} given, at most ${most} to a user: ${JSON.stringify(counts)}`] };
}
