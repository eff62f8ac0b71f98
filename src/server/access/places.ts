import { isIPv4 } from 'node:net';

/** Under which names and from which pages the server is used. */
export interface Places {
  isHost(host: string): boolean;
  /** A page of ours, for a request that carries this `Host`. */
  isOrigin(origin: string, host: string): boolean;
  /** The browser speaks https, so its cookie must never go out in clear. */
  isSecure(host: string): boolean;
}

/** This machine, and the public addresses (`https://import.example.com`, no path) that a proxy or the network has for it. */
export function openPlaces(publicUrls: readonly string[] = []): Places {
  const urls = publicUrls.map((url) => new URL(url));
  const origins = new Set(urls.map((url) => url.origin));
  const hosts = new Set(urls.map((url) => url.host));
  const plain = new Set(urls.filter((url) => url.protocol === 'http:').map((url) => url.host));
  return {
    isHost: (host) => hosts.has(host.toLowerCase()) || isThisMachine(hostNameOf(host)),
    isOrigin: (origin, host) =>
      origins.has(origin) || (isThisMachine(hostNameOf(host)) && origin === `http://${host}`),
    // A proxy may ask us by a name of its own: only what is known to be plain is.
    isSecure: (host) => origins.size > plain.size && !plain.has(host.toLowerCase()),
  };
}

/** Whole addresses only: `127.evil.example` is somebody else's name. */
function isThisMachine(name: string): boolean {
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

/** `localhost:8080` → `localhost`, `[::1]:8080` → `::1`. */
function hostNameOf(host: string): string {
  return host.startsWith('[') ? (host.slice(1).split(']', 1)[0] ?? '') : (host.split(':', 1)[0] ?? '');
}
