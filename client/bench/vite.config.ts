// The bare page and the stopwatch, built by the bench into a folder of its own (`--outDir`).
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  build: {
    target: 'es2022',
    // A page of one file is what is wanted here.
    chunkSizeWarningLimit: 900,
    emptyOutDir: true,
    rolldownOptions: {
      input: ['index.html', 'stopwatch.ts'].map((name) => fileURLToPath(new URL(name, import.meta.url))),
      output: { entryFileNames: '[name].js' },
    },
  },
});
