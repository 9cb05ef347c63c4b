import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';

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

/** The modules of the pages that are opened most, by a pattern of their address. */
const preloaded = {
  '^/desk/articles/[^/]+$': ['article/article-page', 'app/shell', 'require-session'],
  '^/desk/?$': ['board/board-page', 'app/shell', 'require-session'],
};

/** Names the files of these pages in the page, for `public/first.js` to fetch them beside those that every page needs. */
const namedFiles: Plugin = {
  name: 'named-files',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      if (!bundle) return html;
      const files = Object.entries(preloaded).map(([path, modules]) => [path, filesOf(bundle, modules)]);
      const content = JSON.stringify(Object.fromEntries(files));
      return {
        html,
        tags: [{ tag: 'meta', attrs: { name: 'galley-files', content }, injectTo: 'head-prepend' }],
      };
    },
  },
};

/** The addresses of what these modules need beside what every page does; throws where a module has no chunk. */
function filesOf(bundle: Rolldown.OutputBundle, modules: readonly string[]): string[] {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const withImports = (files: readonly string[], found = new Set<string>()): Set<string> => {
    for (const file of files) {
      if (found.has(file)) continue;
      found.add(file);
      withImports(byFile.get(file)?.imports ?? [], found);
    }
    return found;
  };
  const wanted = modules.map((module) => {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.includes(`/src/${module}.tsx`));
    if (!chunk) throw new Error(`${module} has no chunk of its own to be named in the page.`);
    return chunk.fileName;
  });
  const entry = withImports(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  const scripts = [...withImports(wanted)].filter((file) => !entry.has(file));
  const styles = scripts.flatMap((file) => [...(byFile.get(file)?.viteMetadata?.importedCss ?? [])]);
  return [...new Set([...scripts, ...styles])].map((file) => `/desk/${file}`);
}

/** Each script and style sheet once more as gzip, and as Brotli for browsers over https: the server sends them as they are. */
const compressed = compression({
  include: /\.(js|css)$/,
  threshold: 1000,
  algorithms: [defineAlgorithm('gzip', { level: 9 }), defineAlgorithm('brotliCompress')],
});

/** Pages before signing in. */
const entrance = /src[\\/]accounts[\\/](sign-in|set-up|forgot-password|reset|invite)-page/;

/**
 * What several pages of the desk share and the editor is no part of. Whatever both the article and another page need
 * has to be named here: else the other page loads the whole of the article's (`e2e/budget.spec.ts` notices).
 */
const common = new RegExp(
  [
    'node_modules/(@mantine|@tabler|@tanstack)',
    'client/src/(ui|app|media|review/assign-dialog)',
    'shared/src/(api|contract|wire|access|checks/levels|article/(section-label|alt-texts|licences))',
  ]
    .join('|')
    .replaceAll('/', String.raw`[\\/]`),
);

/** Passkeys, and what is said of them over HTTP. */
const passkey = /(src[\\/](accounts|contract|api)[\\/]passkeys?\.ts|node_modules[\\/]@simplewebauthn)/;

export default defineConfig({
  base: '/desk/',
  plugins: [react(), deskWithoutSlash, namedFiles, compressed],
  build: {
    target: 'es2022',
    // Older targets rewrite light-dark() into variables that Mantine's own switching of schemes never sets.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Mantine's and the editor's chunks are known to be larger than Vite's default of 500 kB before compression.
    chunkSizeWarningLimit: 900,
    // A page is a handful of files rather than a hundred: each group takes along all that its modules need and no group
    // before it has.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs.
            { name: 'base', tags: ['$initial'], priority: 5 },
            // The sign-in page asks for it once it is there: it must not bring along what the pages behind it share.
            { name: 'passkey', test: passkey, priority: 4 },
            { name: 'entrance', test: entrance, priority: 4 },
            { name: 'desk', test: /src[\\/](app[\\/]shell|require-session)\.tsx/, priority: 3 },
            { name: 'common', test: common, minShareCount: 2, priority: 2 },
            { name: 'article', test: /src[\\/]article[\\/]article-page/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': { target: server, ws: true },
      '/media': { target: server },
    },
  },
});
