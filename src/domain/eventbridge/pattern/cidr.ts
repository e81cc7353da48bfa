import { refused, type Unread } from './unread.ts';

/** A range of IP addresses: those of `size` bits whose first bits, without the last `free` ones, are `network`. */
export interface Cidr {
  readonly kind: 'cidr';
  readonly size: 32 | 128;
  readonly free: bigint;
  readonly network: bigint;
}

interface Address {
  readonly size: 32 | 128;
  readonly value: bigint;
}

const LONGEST_ADDRESS = '0000:0000:0000:0000:0000:0000:0000:0000'.length;
const OCTET = /^(0|[1-9]\d{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;

/**
 * Reads an IPv4 or IPv6 range such as `10.0.0.0/24` or `2001:db8::/32`. Source: EventBridge user guide, "Comparison
 * operators for use in event patterns", IP address matching. Not documented, and as AWS's open source event-ruler has
 * it: the mask is smaller than the address (no /32, no /128), and bits of the address behind the mask are ignored.
 */
export function readCidr(text: string): Cidr | Unread {
  const [from = '', mask = '', ...more] = text.split('/', 3);
  const address = readAddress(from);
  if (address === undefined || more.length > 0 || !OCTET.test(mask)) return refused('cidr takes ADDRESS/BITS');
  if (Number(mask) >= address.size) return refused(`cidr takes fewer than ${address.size} bits of such an address`);
  const free = BigInt(address.size - Number(mask));
  return { kind: 'cidr', size: address.size, free, network: address.value >> free };
}

/** Is the text an address within the range? IPv4 and IPv6 never match one another (mapped addresses: not documented). */
export function isWithinCidr(cidr: Cidr, text: string): boolean {
  const address = readAddress(text);
  return address?.size === cidr.size && address.value >> cidr.free === cidr.network;
}

/** Octets with leading zeros, zones and IPv6 with an IPv4 tail are no addresses here: not documented. */
function readAddress(text: string): Address | undefined {
  if (text.length > LONGEST_ADDRESS) return undefined;
  return text.includes(':') ? readIpv6(text) : readIpv4(text);
}

function readIpv4(text: string): Address | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || octets.some((octet) => !OCTET.test(octet) || Number(octet) > 255)) return undefined;
  return { size: 32, value: bitsOf(octets, 10, 8n) };
}

function readIpv6(text: string): Address | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const left = 8 - before.length - after.length;
  if (tail === undefined ? left !== 0 : left < 1) return undefined;
  const groups = [...before, ...Array.from({ length: left }, () => '0'), ...after];
  return groups.every((group) => GROUP.test(group)) ? { size: 128, value: bitsOf(groups, 16, 16n) } : undefined;
}

function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':');
}

function bitsOf(parts: readonly string[], radix: number, bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(Number.parseInt(part, radix)), 0n);
}
