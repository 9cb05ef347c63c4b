// Style sheets, fonts and the icon: read once at the start, named by what they hold, kept by browsers for good.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { accentShades } from '@galley/shared/article/public/accent.ts';
import { html } from '@galley/shared/html/html.ts';
import express, { type Request, type Response, type Router } from 'express';
import { placementCss } from './placement-css.ts';
import type { Site } from './site-facts.ts';

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

/** What of the assets the site's settings decide. */
interface Look {
  name: string;
  accent: string;
}

interface SiteAssets {
  /** Where pages find them, with these settings. */
  pathsFor(look: Look): Site['assets'];
  router: Router;
}

/** The files and where pages find them; `look` asks for the settings as they are. */
export function siteAssets(look: () => Promise<Look>): SiteAssets {
  const fonts = fontFiles.map((file) => {
    const name = file.split('/').at(-1) ?? file;
    return asset(`/fonts/${name}`, 'font/woff2', readFileSync(fileURLToPath(import.meta.resolve(file))));
  });
  const versioned = (css: string) =>
    fonts.reduce((text, font) => text.replaceAll(`url("${font.path}")`, `url("${addressOf(font)}")`), css);
  const sheets = ['fonts', 'tokens', 'frame', 'front', 'article', 'text', 'print'].map(styleSheet);
  const css = versioned([...sheets, placementCss()].join('\n'));
  const embedCss = ['tokens', 'embed'].map(styleSheet).join('\n');

  const router = express.Router();
  for (const file of fonts) router.get(file.path, (request, response) => sendAsset(request, response, file));

  // Made anew when the settings are not those of the last time.
  let made: { look: Look; style: Asset; embed: Asset; icon: Asset } | null = null;
  const dressed = (wanted: Look) => {
    if (made?.look.name === wanted.name && made.look.accent === wanted.accent) return made;
    const { light, dark } = accentShades(wanted.accent);
    const themed = (sheet: string) => Buffer.from(`${sheet}\n:root{--spot:light-dark(${light},${dark})}`);
    made = {
      look: wanted,
      style: asset('/site.css', 'text/css; charset=utf-8', themed(css)),
      // Revisions name this one for good, so its address has no version.
      embed: asset('/embed.css', 'text/css; charset=utf-8', themed(embedCss)),
      icon: asset('/icon.svg', 'image/svg+xml', Buffer.from(iconOf(wanted, light))),
    };
    return made;
  };
  for (const [name, path] of [
    ['style', '/site.css'],
    ['embed', '/embed.css'],
    ['icon', '/icon.svg'],
  ] as const)
    router.get(path, async (request, response) => sendAsset(request, response, dressed(await look())[name]));
  const preload = fonts.filter(({ path }) => preloaded.some((name) => path.endsWith(`/${name}.woff2`)));
  return {
    router,
    pathsFor: (wanted) => {
      const { style, icon } = dressed(wanted);
      return { style: addressOf(style), fonts: preload.map(addressOf), icon: addressOf(icon) };
    },
  };
}

/** An address with the file's own version is good for ever, another for an hour. */
function sendAsset(request: Request, response: Response, file: Asset): void {
  const { type, bytes, version } = file;
  const forGood = request.query.v === version;
  response
    .set({
      'content-type': type,
      'cache-control': forGood ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      etag: `"${version}"`,
      'x-content-type-options': 'nosniff',
    })
    .send(bytes);
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
function iconOf({ name }: Look, color: string): string {
  const letter = [...name.replace(/^(the|der|die|das)\s+/i, '')][0] ?? 'G';
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="${color}"/><text x="16" y="23.5" text-anchor="middle" font-family="Georgia, serif" font-weight="700" font-size="22" fill="#fff">${letter.toUpperCase()}</text></svg>`.toString();
}
