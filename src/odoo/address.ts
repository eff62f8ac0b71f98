import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as dnsLookup } from 'node:dns';
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/**
 * Which addresses a connection may reach. Checked when connecting, on every resolved address, so that a name cannot change its
 * mind between a check and the use of it.
 */
export type AddressVerdict = 'public' | 'private' | 'forbidden';

/** The address guard refused; thrown inside the connector only, and turned into the fault `address_refused`. */
export class AddressRefused extends Error {
  readonly code = 'ERR_ADDRESS_REFUSED';
}

/** Link-local, metadata services, unspecified, multicast and reserved: never, whatever the operator allows. */
const forbidden = blockList([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '100.100.100.200/32', // metadata, Alibaba
  '168.63.129.16/32', // metadata, Azure
  '192.0.0.192/32', // metadata, Oracle
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'fd00:ec2::254/128', // metadata, Amazon
  'fd20:ce::254/128', // metadata, Google
  '2001::/32', // Teredo carries an obfuscated address
  'ff00::/8',
]);

const privates = blockList([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '::1/128',
  '64:ff9b:1::/48',
  '100::/64',
  '2001:db8::/32',
  'fc00::/7',
  'fec0::/10',
]);

function blockList(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', bits] = subnet.split('/');
    list.addSubnet(net, Number(bits), isIPv4(net) ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** Judges an IP address as text; IPv4 inside IPv6 (mapped, compatible, NAT64, 6to4) is judged as the IPv4 it reaches. */
export function judgeAddress(address: string): AddressVerdict {
  const ip = address.replace(/%.*$/, '');
  if (isIPv4(ip)) return judge(ip, 'ipv4');
  if (!isIPv6(ip)) return 'forbidden';
  const own = judge(ip, 'ipv6');
  const inner = embeddedIPv4(ip);
  return inner === null ? own : stricter(own, judge(inner, 'ipv4'));
}

function judge(ip: string, family: 'ipv4' | 'ipv6'): AddressVerdict {
  if (forbidden.check(ip, family)) return 'forbidden';
  return privates.check(ip, family) ? 'private' : 'public';
}

function stricter(a: AddressVerdict, b: AddressVerdict): AddressVerdict {
  if (a === 'forbidden' || b === 'forbidden') return 'forbidden';
  return a === 'private' || b === 'private' ? 'private' : 'public';
}

function embeddedIPv4(ip: string): string | null {
  const groups = ipv6Groups(ip);
  if (groups[0] === 0x2002) return dotted(groups[1], groups[2]);
  const isZeroTo = (end: number): boolean => groups.slice(0, end).every((group) => group === 0);
  const isMappedOrCompatible = isZeroTo(5) && (groups[5] === 0xffff || groups[5] === 0);
  const isTranslated = isZeroTo(4) && groups[4] === 0xffff && groups[5] === 0;
  const isNat64 = groups[0] === 0x64 && groups[1] === 0xff9b;
  const isLoopback = isZeroTo(7) && groups[7] === 1;
  if (isLoopback) return null;
  return isMappedOrCompatible || isTranslated || isNat64 ? dotted(groups[6], groups[7]) : null;
}

/** The eight 16-bit groups; the URL parser normalises every way of writing them. */
function ipv6Groups(ip: string): readonly number[] {
  const text = new URL(`http://[${ip}]/`).hostname.slice(1, -1);
  const [head = '', tail] = text.split('::');
  const parse = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  if (tail === undefined) return parse(head);
  const left = parse(head);
  const right = parse(tail);
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function dotted(high = 0, low = 0): string {
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

export function isAddressAllowed(address: string, allowPrivate: boolean): boolean {
  const verdict = judgeAddress(address);
  return verdict === 'public' || (verdict === 'private' && allowPrivate);
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;
export type Lookup = (hostname: string, options: LookupOptions, callback: LookupCallback) => void;

/**
 * A `lookup` for `net.connect` and `tls.connect`. One refused address refuses the name: a name that answers with a public and a
 * private address is either broken or hostile.
 */
export function guardedLookup(allowPrivate: boolean, resolve: typeof dnsLookup = dnsLookup): Lookup {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const refused = addresses.some((entry) => !isAddressAllowed(entry.address, allowPrivate));
      if (refused) return callback(new AddressRefused('the name resolves to a refused address'), []);
      const first = addresses[0];
      if (options.all || !first) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

/** `net.connect` asks no lookup for a literal address, so it is checked apart. */
export function isLiteralRefused(hostname: string, allowPrivate: boolean): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare.replace(/%.*$/, '')) !== 0 && !isAddressAllowed(bare, allowPrivate);
}

export type UrlCheck =
  | { readonly ok: true; readonly origin: string; readonly basePath: string }
  | { readonly ok: false; readonly reason: 'address_refused' | 'not_a_url' };

/**
 * The address of a connection: origin and the path under which Odoo lives. What people copy from the address bar (`/web#…`,
 * `/odoo/…`, `/web/login?…`) is cut off.
 */
export function checkUrl(url: string, allowPrivate: boolean): UrlCheck {
  const parsed = URL.parse(url.trim());
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.hostname === '') {
    return { ok: false, reason: 'not_a_url' };
  }
  if (parsed.username !== '' || parsed.password !== '') return { ok: false, reason: 'not_a_url' };
  if (parsed.protocol === 'http:' && !allowPrivate) return { ok: false, reason: 'address_refused' };
  if (isLiteralRefused(parsed.hostname, allowPrivate)) return { ok: false, reason: 'address_refused' };
  const basePath = parsed.pathname.replace(/\/(web|odoo)(\/.*)?$/, '').replace(/\/+$/, '');
  return { ok: true, origin: parsed.origin, basePath };
}
