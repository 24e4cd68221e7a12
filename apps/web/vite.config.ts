import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './build/precompress.ts';
import { slimContract } from './build/slim-contract.ts';

/** Files have their content's hash in their name, so that they can be kept for ever; index.html names them. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: 'static',
  plugins: [slimContract(), react(), precompress()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    // Nothing inline: the security policy of the pages takes files alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8000', '/readyz': 'http://127.0.0.1:8000' } },
});
