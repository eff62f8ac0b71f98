import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm start` listens; the development server hands the API's calls on to it. */
const server = process.env.IMPORTGRAPH_URL ?? 'http://127.0.0.1:8080';
const toServer = {
  target: server,
  // The server takes changes from pages of its own only.
  headers: { origin: server, host: new URL(server).host },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { proxy: { '/api': toServer, '/start': toServer, '/docs': toServer } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The server's Content-Security-Policy takes no `data:` fonts and scripts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
});
