/**
 * Adds to package-lock.json what npm left out: the packages of other platforms that were not to be had from the registry when the
 * lock file was made (a mirror often keeps those of one platform only). `npm ci` refuses a lock file without them
 * (https://github.com/npm/cli/issues/9846). Entries made here have no integrity; npm fills it in when it next writes the file.
 *
 *   node scripts/complete-lock.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}
interface Lock {
  packages: Record<string, Entry>;
}

const LOCK_FILE = new URL('../package-lock.json', import.meta.url);
const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

/** From the words of the name: `@oxlint/binding-linux-x64-musl`. Null for a package that is not of one platform. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> | null {
  const words = name.split(/[/-]/);
  const os = words.find((word) => SYSTEMS.includes(word === 'windows' ? 'win32' : word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (cpu === undefined) return null;
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') && os === 'linux' ? 'glibc' : null;
  return {
    cpu: [cpu],
    ...(libc === null ? {} : { libc: [libc] }),
    ...(os === undefined ? {} : { os: [os] }),
  };
}

/** Where Node would find `name` when it looks from `path`: there, or in a folder above. */
function isLocked(lock: Lock, path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]?.version) return true;
    if (folder === '') return false;
  }
}

function findMissing(lock: Lock): ReadonlyMap<string, Entry> {
  const missing = new Map<string, Entry>();
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isLocked(lock, path, name)) continue;
      const platform = platformOf(name);
      if (platform === null || !/^\d+\.\d+\.\d+/.test(version)) {
        console.log(
          `${name}@${version} of ${path} is not in the lock file: run \`npm install\` with a complete registry.`,
        );
        process.exitCode = 1;
        continue;
      }
      const { cpu, ...rest } = platform;
      // npm's order of keys, so that its next writing changes nothing but the integrity
      missing.set(`node_modules/${name}`, { version, cpu, ...(dev ? { dev } : {}), ...libcFirst(rest) });
    }
  }
  return missing;
}

function libcFirst({ libc, os }: Pick<Entry, 'libc' | 'os'>): Entry {
  return { ...(libc ? { libc } : {}), optional: true, ...(os ? { os } : {}) };
}

const lock = JSON.parse(readFileSync(LOCK_FILE, 'utf8')) as Lock;
const missing = findMissing(lock);
if (process.argv.includes('--check')) {
  for (const path of missing.keys()) console.log(`${path} is missing in package-lock.json`);
  if (missing.size > 0) {
    console.log('`npm ci` would refuse it: run `node scripts/complete-lock.ts`.');
    process.exitCode = 1;
  }
} else if (missing.size > 0) {
  const [root, ...others] = [...Object.entries(lock.packages), ...missing];
  others.sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries([root ?? ['', {}], ...others]);
  writeFileSync(LOCK_FILE, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.size} packages of other platforms added to package-lock.json`);
}
