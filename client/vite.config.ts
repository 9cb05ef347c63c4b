import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = process.env.GALLEY_DEV_SERVER ?? 'http://127.0.0.1:3000';

/** The server knows the desk as /desk too; Vite only as /desk/. */
const deskWithoutSlash: Plugin = {
  name: 'desk-without-slash',
  configureServer: ({ middlewares }) => {
    middlewares.use((request, _response, next) => {
      request.url = request.url?.replace(/^\/desk(?=\?|$)/, '/desk/');
      next();
    });
  },
};

export default defineConfig({
  base: '/desk/',
  plugins: [react(), deskWithoutSlash],
  build: {
    target: 'es2022',
    // Older targets rewrite light-dark() into variables that Mantine's own switching of schemes never sets.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Mantine's and the editor's chunks are known to be larger than Vite's default of 500 kB before compression.
    chunkSizeWarningLimit: 900,
  },
  server: {
    port: 5173,
    proxy: {
      '/api': { target: server, ws: true },
      '/media': { target: server },
    },
  },
});
