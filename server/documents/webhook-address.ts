import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** An address that was looked at, and that alone is connected to. */
export type CheckedAddress = { address: string; family: 4 | 6 }

/** Ranges that lead back into a house or to nobody (IANA special-purpose registries), the metadata services of clouds among them. */
const CLOSED_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const
/** Of IPv6 only global unicast is open, and of that not what carries an IPv4 address or is for documents. */
const CLOSED_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const closed = new BlockList()
for (const [net, prefix] of CLOSED_V4) closed.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of CLOSED_V6) closed.addSubnet(net, prefix, 'ipv6')
const globalV6 = new BlockList()
globalV6.addSubnet('2000::', 3, 'ipv6')
const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether an address is somewhere on the public internet. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0 || address.includes('%')) return false
  if (version === 6 && !globalV6.check(address, 'ipv6')) return false
  return !closed.check(address, familyOf(address))
}

function isLoopback(address: string): boolean {
  return isIP(address) !== 0 && !address.includes('%') && loopback.check(address, familyOf(address))
}

/**
 * Finds the address of a URL's host and looks at all of them: one that leads inside refuses the whole name, since the next look-up
 * could give that one.
 *
 * @param allowsLoopback  for tests and development on one machine; only then may the URL be http, and only to this machine
 * @returns null where the name leads nowhere that may be reached
 * @throws Error of the look-up, for a name that nobody knows
 */
export async function checkAddress(
  url: URL,
  allowsLoopback: boolean,
): Promise<CheckedAddress | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = isIP(host)
    ? [{ address: host, family: isIP(host) }]
    : await lookup(host, { all: true, verbatim: true })
  const isOpen = (address: string) =>
    (allowsLoopback && isLoopback(address)) ||
    (url.protocol === 'https:' && isPublicAddress(address))
  const [first] = found
  if (!first || !found.every(({ address }) => isOpen(address))) return null
  return { address: first.address, family: first.family === 6 ? 6 : 4 }
}
