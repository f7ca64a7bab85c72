import { isIPv4, isIPv6 } from 'node:net';

/**
 * One name for a client's address, however it was spelt: with or without port, brackets, leading zeros or capitals, and an IPv4
 * address as itself where IPv6 carries it. An IPv6 address is named by its /64, which is what one subscriber is given (RFC 6177).
 * Text that is no address stays as it is, in lower case.
 */
export function addressName(text: string): string {
  const given = text.trim().toLowerCase();
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(given)?.[1] ?? (/^[\d.]+:\d+$/.test(given) ? given.replace(/:\d+$/, '') : given);
  const [address = ''] = bare.split('%', 1);
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return given.slice(0, 64);
  const groups = groupsOf(new URL(`http://[${address}]/`).hostname.slice(1, -1));
  const carried = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (carried) return groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]).join('.');
  return `${groups.slice(0, 4).map((group) => group.toString(16)).join(':')}::/64`;
}

/** The eight groups of an address that the URL parser has written: lower case, `::` once, no dotted part. */
function groupsOf(address: string): number[] {
  const [before = '', after = ''] = address.split('::', 2);
  const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [head, tail] = [read(before), read(after)];
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail];
}
