// Style sheets, fonts and the icon: read once at the start, named by what they hold, kept by browsers for good.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { html } from '@galley/shared/html/html.ts';
import express, { type Router } from 'express';
import type { Site } from './page.ts';
import { placementCss } from './placement-css.ts';

const fontFiles = [
  '@fontsource-variable/newsreader/files/newsreader-latin-opsz-normal.woff2',
  '@fontsource-variable/newsreader/files/newsreader-latin-ext-opsz-normal.woff2',
  '@fontsource-variable/newsreader/files/newsreader-latin-opsz-italic.woff2',
  '@fontsource-variable/newsreader/files/newsreader-latin-ext-opsz-italic.woff2',
  '@fontsource-variable/libre-franklin/files/libre-franklin-latin-wght-normal.woff2',
  '@fontsource-variable/libre-franklin/files/libre-franklin-latin-ext-wght-normal.woff2',
];
/** What the first lines of every page are set in. */
const preloaded = ['newsreader-latin-opsz-normal', 'libre-franklin-latin-wght-normal'];

interface Asset {
  path: string;
  type: string;
  bytes: Buffer;
  version: string;
}

/** The files and where pages find them. */
export function siteAssets(siteName: string): { paths: Site['assets']; router: Router } {
  const fonts = fontFiles.map((file) => {
    const name = file.split('/').at(-1) ?? file;
    return asset(`/fonts/${name}`, 'font/woff2', readFileSync(fileURLToPath(import.meta.resolve(file))));
  });
  const versioned = (css: string) =>
    fonts.reduce((text, font) => text.replaceAll(`url("${font.path}")`, `url("${addressOf(font)}")`), css);
  const sheets = ['fonts', 'frame', 'front', 'article', 'text', 'print'].map(styleSheet);
  const css = versioned([...sheets, placementCss()].join('\n'));
  const style = asset('/site.css', 'text/css; charset=utf-8', Buffer.from(css));
  // Revisions name this one for good, so its address has no version.
  const embedStyle = asset('/embed.css', 'text/css; charset=utf-8', Buffer.from(styleSheet('embed')));
  const icon = asset('/icon.svg', 'image/svg+xml', Buffer.from(iconOf(siteName)));

  const router = express.Router();
  for (const { path, type, bytes, version } of [...fonts, style, embedStyle, icon]) {
    router.get(path, (request, response) => {
      const forGood = request.query.v === version;
      response
        .set({
          'content-type': type,
          'cache-control': forGood ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
          etag: `"${version}"`,
          'x-content-type-options': 'nosniff',
        })
        .send(bytes);
    });
  }
  const preload = fonts.filter(({ path }) => preloaded.some((name) => path.endsWith(`/${name}.woff2`)));
  const paths = { style: addressOf(style), fonts: preload.map(addressOf), icon: addressOf(icon) };
  return { paths, router };
}

function styleSheet(name: string): string {
  return readFileSync(new URL(`styles/${name}.css`, import.meta.url), 'utf8');
}

function asset(path: string, type: string, bytes: Buffer): Asset {
  return { path, type, bytes, version: createHash('sha256').update(bytes).digest('hex').slice(0, 12) };
}

function addressOf({ path, version }: Asset): string {
  return `${path}?v=${version}`;
}

/** The first letter of the name, without the article that newspapers' names begin with. */
function iconOf(siteName: string): string {
  const letter = [...siteName.replace(/^(the|der|die|das)\s+/i, '')][0] ?? 'G';
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#16181d"/><text x="16" y="23.5" text-anchor="middle" font-family="Georgia, serif" font-weight="700" font-size="22" fill="#fff">${letter.toUpperCase()}</text></svg>`.toString();
}
