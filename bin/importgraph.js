#!/usr/bin/env node
// Thin on purpose: it must parse and run on any Node, to say clearly when that Node is too old.
import { existsSync } from 'node:fs';

// A release has the built files; a checkout runs its TypeScript as it is, with syntax that Node knows since 24.
const built = new URL('../dist/main.js', import.meta.url);
const isBuilt = existsSync(built);
const [major, minor] = process.versions.node.split('.').map(Number);
const isNewEnough = isBuilt ? major > 22 || (major === 22 && minor >= 19) : major >= 24;

if (!isNewEnough) {
  const needed = isBuilt
    ? 'Node.js 22.19 or newer'
    : 'Node.js 24 from its sources (`npx importgraph` brings it; after `npm run build`, 22.19 will do)';
  console.error(`Importgraph needs ${needed}; this is ${process.versions.node}. See https://nodejs.org.`);
  process.exit(1);
}

await import(isBuilt ? built.href : '../src/cli/main.ts');
