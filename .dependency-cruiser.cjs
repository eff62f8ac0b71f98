/**
 * Directions between the rooms (docs/architecture.md): source → mapping → plan → load → report. A wrong import fails the build.
 */
const rooms = {
  source: [],
  mapping: ['source'],
  plan: ['source', 'mapping'],
  load: ['source', 'mapping', 'plan'],
  report: ['plan'],
};
const everyRoom = 'source|mapping|plan|load|report|odoo|sandbox|store|server|worker|cli|app';

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports-left-only`,
  severity: 'error',
  comment: `${room}/ may import ${allowed.join(', ') || 'no other room'}`,
  from: { path: `^src/${room}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^src/(${everyRoom})(/|\\.ts$)`, pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'pure-rooms-do-no-io',
      severity: 'error',
      comment: 'mapping, plan and report are pure: no file, network, clock or random',
      from: { path: '^src/(mapping|plan|report)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'load-does-io-through-ports',
      severity: 'error',
      from: { path: '^src/load/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|timers/promises)$' },
    },
    {
      name: 'adapters-import-types-only',
      severity: 'error',
      comment:
        'odoo/ and store/ implement ports of load/; the values they may take are the thrown LeaseLost, closed lists and the mark of a record not made yet',
      from: { path: '^src/(odoo|store)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: `^src/(${everyRoom})(/|\\.ts$)`,
        pathNot:
          '^src/(odoo|store|load/run-store|load/ports|(load|app)/[a-z]+/[a-z]+-words|mapping/target-schema|mapping/new-record)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'odoo-and-store-apart',
      severity: 'error',
      from: { path: '^src/(odoo|store)/' },
      to: { path: '^src/(odoo|store)/', pathNot: '^src/$1/' },
    },
    {
      name: 'sandbox-stands-alone',
      severity: 'error',
      comment: 'a stand-in for a foreign server must not share code with its client',
      from: { path: '^src/sandbox/', pathNot: '\\.test\\.ts$' },
      to: { path: `^src/(${everyRoom})(/|\\.ts$)`, pathNot: '^src/sandbox/' },
    },
    {
      name: 'nobody-imports-a-face',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(server|cli)/' },
      to: { path: '^src/(server|cli)/' },
    },
    {
      name: 'faces-import-the-app',
      severity: 'error',
      comment: 'faces reach the rooms through the use cases of app/',
      from: { path: '^src/(server|cli)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/(odoo|store|load|source|mapping)/',
        dependencyTypesNot: ['type-only'],
        pathNot:
          '^src/(load/run-store|load/[a-z]+/[a-z]+-words|mapping/transform|mapping/cleaning/cleaning|source/profile/dataset-profile|mapping/suggest/module-groups|mapping/formula/formula(-functions)?\\.ts|mapping/vocabulary)',
      },
    },
    {
      name: 'util-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/util/' },
      to: { path: '^src/', pathNot: '^src/util/' },
    },
    {
      name: 'web-knows-the-api-only',
      severity: 'error',
      comment: 'the web app reaches the product through the API, with the types made from its document',
      from: { path: '^web/' },
      to: { path: '^(src|test|bench|scripts)/' },
    },
    {
      name: 'ui-knows-no-api',
      severity: 'error',
      comment: 'web/ui is what any app could show; what knows our API is in web/components',
      from: { path: '^web/ui/' },
      to: { path: '^web/(api|app|components|forms|graph|pages)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'no-dev-dependencies',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
