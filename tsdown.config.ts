import { defineConfig } from 'tsdown';

/**
 * Two programs side by side in one folder: the code finds the engine's process, the migrations and the sandbox's metadata beside
 * itself, so neither may move into a folder of its own. Dependencies stay where npm puts them: several bring binaries.
 */
export default defineConfig({
  entry: { main: 'src/cli/main.ts', 'engine-process': 'src/source/engine-process.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node22.19',
  fixedExtension: false,
  deps: { neverBundle: true },
  define: { 'process.env.FAILPOINT': 'undefined' },
  plugins: [withoutFailpoints()],
  copy: ['src/store/migrations', 'src/sandbox/metadata', 'src/odoo/schemas'],
  dts: false,
  sourcemap: true,
  clean: true,
});

/** The places where crash tests end the process must not be in what people run. */
function withoutFailpoints() {
  return {
    name: 'without-failpoints',
    generateBundle(_options: unknown, bundle: Readonly<Record<string, { code?: string }>>) {
      for (const [file, { code }] of Object.entries(bundle)) {
        if (code && /failpoint/i.test(code)) throw new Error(`${file} holds a failpoint.`);
      }
    },
  };
}
