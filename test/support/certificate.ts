import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** Certificates for servers of the tests, made as they are needed: Node reads them but makes none. X.509 v3 in DER (RFC 5280). */
export interface Authority {
  /** PEM, for those who shall trust it. */
  readonly certificate: string;
  issue(wanted: { readonly address: string; readonly notAfter: Date }): Credentials;
}

/** PEM of a server's certificate and its key. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

export function makeAuthority(): Authority {
  const own = makeKeys();
  const subject = nameOf('Authority of the tests');
  const notAfter = new Date(Date.now() + DAY_MS);
  const isAuthority = extension([2, 5, 29, 19], sequence(tagged(0x01, Buffer.from([0xff]))));
  const certificate = signed(own.privateKey, {
    subject,
    issuer: subject,
    publicKey: own.publicKey,
    notAfter,
    extensions: [isAuthority],
  });
  return {
    certificate,
    issue: ({ address, notAfter }) => {
      const { privateKey, publicKey } = makeKeys();
      const octets = Buffer.from(address.split('.').map(Number));
      const alternative = extension([2, 5, 29, 17], sequence(tagged(0x87, octets)));
      const extensions = [alternative];
      const cert = signed(own.privateKey, {
        subject: nameOf(address),
        issuer: subject,
        publicKey,
        notAfter,
        extensions,
      });
      return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  };
}

const DAY_MS = 86_400_000;

function makeKeys(): { readonly privateKey: KeyObject; readonly publicKey: Buffer } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  return { privateKey: createPrivateKey(privateKey), publicKey };
}

interface ToSign {
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly publicKey: Buffer;
  readonly notAfter: Date;
  readonly extensions: readonly Buffer[];
}

let lastSerial = 0;

function signed(key: KeyObject, { subject, issuer, publicKey, notAfter, extensions }: ToSign): string {
  lastSerial += 1;
  const version3 = tagged(0xa0, integer(2));
  const notBefore = new Date(notAfter.getTime() - 3 * DAY_MS);
  const validity = sequence(time(notBefore), time(notAfter));
  const body = sequence(
    version3,
    integer(lastSerial),
    ECDSA_SHA256,
    issuer,
    validity,
    subject,
    publicKey,
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = tagged(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, key)]));
  const lines =
    sequence(body, ECDSA_SHA256, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

/** Of 0 to 127. */
function integer(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]));
}

/** The first two steps share a byte; the later ones are below 128 or given in base 128. */
function identifier([first = 0, second = 0, ...steps]: readonly number[]): Buffer {
  const bytes = steps.flatMap((step) => {
    const digits = [step & 0x7f];
    for (let rest = step >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
    return digits;
  });
  return tagged(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

const ECDSA_SHA256 = sequence(identifier([1, 2, 840, 10045, 4, 3, 2]));

function nameOf(common: string): Buffer {
  return sequence(tagged(0x31, sequence(identifier([2, 5, 4, 3]), tagged(0x0c, Buffer.from(common)))));
}

function time(date: Date): Buffer {
  return tagged(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
}

function extension(id: readonly number[], value: Buffer): Buffer {
  return sequence(identifier(id), tagged(0x04, value));
}
