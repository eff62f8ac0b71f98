import type { LookupAddress } from 'node:dns';
import { describe, expect, test } from 'vitest';
import { checkUrl, guardedLookup, isLiteralRefused, judgeAddress } from './address.ts';

describe('judgeAddress', () => {
  test.each([
    ['93.184.216.34', 'public'],
    ['2606:2800:220:1:248:1893:25c8:1946', 'public'],
    ['172.15.255.255', 'public'],
    ['172.32.0.1', 'public'],
    ['100.63.255.255', 'public'],
    ['10.1.2.3', 'private'],
    ['127.0.0.1', 'private'],
    ['127.255.255.254', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['::1', 'private'],
    ['0:0:0:0:0:0:0:1', 'private'],
    ['fc00::1', 'private'],
    ['fdab:cdef::1', 'private'],
    ['0.0.0.0', 'forbidden'],
    ['0.1.2.3', 'forbidden'],
    ['169.254.169.254', 'forbidden'],
    ['169.254.1.1', 'forbidden'],
    ['100.100.100.200', 'forbidden'],
    ['168.63.129.16', 'forbidden'],
    ['224.0.0.1', 'forbidden'],
    ['255.255.255.255', 'forbidden'],
    ['::', 'forbidden'],
    ['fe80::1', 'forbidden'],
    ['fe80::1%eth0', 'forbidden'],
    ['fd00:ec2::254', 'forbidden'],
    ['ff02::1', 'forbidden'],
    ['not an address', 'forbidden'],
    ['', 'forbidden'],
  ])('%s is %s', (address, verdict) => {
    expect(judgeAddress(address)).toBe(verdict);
  });

  test.each([
    ['::ffff:169.254.169.254', 'forbidden'],
    ['::ffff:a9fe:a9fe', 'forbidden'],
    ['0:0:0:0:0:ffff:a9fe:a9fe', 'forbidden'],
    ['::169.254.169.254', 'forbidden'],
    ['::ffff:0:169.254.169.254', 'forbidden'],
    ['64:ff9b::169.254.169.254', 'forbidden'],
    ['64:ff9b:1::a9fe:a9fe', 'forbidden'],
    ['2002:a9fe:a9fe::1', 'forbidden'],
    ['2001:0:1:2:3:4:5:6', 'forbidden'],
    ['::ffff:10.0.0.1', 'private'],
    ['64:ff9b::192.168.0.1', 'private'],
    ['2002:7f00:1::', 'private'],
    ['::ffff:93.184.216.34', 'public'],
    ['64:ff9b::5db8:d822', 'public'],
    ['2002:5db8:d822::1', 'public'],
  ])('IPv4 inside IPv6: %s is %s', (address, verdict) => {
    expect(judgeAddress(address)).toBe(verdict);
  });
});

describe('checkUrl', () => {
  test.each([
    ['https://odoo.example.com', 'https://odoo.example.com', ''],
    [' https://odoo.example.com/ ', 'https://odoo.example.com', ''],
    ['https://odoo.example.com/web#action=menu', 'https://odoo.example.com', ''],
    ['https://odoo.example.com/web/login?db=x', 'https://odoo.example.com', ''],
    ['https://odoo.example.com/odoo/contacts/7', 'https://odoo.example.com', ''],
    ['https://example.com:8443/erp/web', 'https://example.com:8443', '/erp'],
  ])('%s is the server %s at "%s"', (url, origin, basePath) => {
    expect(checkUrl(url, false)).toEqual({ ok: true, origin, basePath });
  });

  test.each([
    '',
    'odoo.example.com',
    'ftp://odoo.example.com',
    'file:///etc/passwd',
    'https://u:p@odoo.example.com',
  ])('"%s" is no address of an Odoo', (url) => {
    expect(checkUrl(url, true)).toEqual({ ok: false, reason: 'not_a_url' });
  });

  test('http is for private targets only', () => {
    expect(checkUrl('http://odoo.example.com', false)).toEqual({ ok: false, reason: 'address_refused' });
    expect(checkUrl('http://odoo.example.com', true)).toMatchObject({ ok: true });
  });

  test.each([
    'https://127.0.0.1',
    'https://2130706433',
    'https://0x7f.1',
    'https://[::1]',
    'https://[::ffff:7f00:1]',
  ])('the literal private address %s is refused unless allowed', (url) => {
    expect(checkUrl(url, false)).toEqual({ ok: false, reason: 'address_refused' });
    expect(checkUrl(url, true)).toMatchObject({ ok: true });
  });

  test.each(['http://169.254.169.254/latest', 'http://[fe80::1]', 'http://0/', 'http://[::ffff:a9fe:a9fe]'])(
    'the literal address %s is never allowed',
    (url) => {
      expect(checkUrl(url, true)).toEqual({ ok: false, reason: 'address_refused' });
    },
  );
});

describe('guardedLookup', () => {
  const resolveTo = (addresses: readonly LookupAddress[]) =>
    ((_host: string, _options: unknown, callback: (e: null, a: readonly LookupAddress[]) => void) =>
      callback(null, addresses)) as unknown as Parameters<typeof guardedLookup>[1];
  const look = (allowPrivate: boolean, all: boolean, ...addresses: LookupAddress[]) =>
    new Promise<unknown>((resolve) => {
      guardedLookup(allowPrivate, resolveTo(addresses))('odoo.example.com', { all }, (error, found) =>
        resolve(error ? error.code : found),
      );
    });
  const publicOne = { address: '93.184.216.34', family: 4 };
  const privateOne = { address: '10.0.0.1', family: 4 };
  const metadata = { address: '169.254.169.254', family: 4 };

  test('passes public addresses on, one or all as asked', async () => {
    expect(await look(false, true, publicOne)).toEqual([publicOne]);
    expect(await look(false, false, publicOne)).toBe('93.184.216.34');
  });

  test('one refused address refuses the name', async () => {
    expect(await look(false, true, publicOne, privateOne)).toBe('ERR_ADDRESS_REFUSED');
    expect(await look(true, true, publicOne, privateOne)).toEqual([publicOne, privateOne]);
    expect(await look(true, true, publicOne, metadata)).toBe('ERR_ADDRESS_REFUSED');
  });

  test('a literal is judged without asking', () => {
    expect(isLiteralRefused('[::1]', false)).toBe(true);
    expect(isLiteralRefused('odoo.example.com', false)).toBe(false);
  });
});
