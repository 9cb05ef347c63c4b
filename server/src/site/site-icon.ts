// The site's icon in the sizes that browsers, phones and bookmarks ask for: of the picture that admins have uploaded, or plain in
// the site's color. Made when the first of them is asked for, and kept until the settings are others.
import { createHash } from 'node:crypto';
import { accentShades } from '@galley/shared/article/public/accent.ts';
import { attribute, type Html, html } from '@galley/shared/html/html.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import sharp from 'sharp';
import type { Site } from './site-facts.ts';

/** `/favicon.ico` is asked for without any link to it. */
const files = {
  favicon: { path: '/favicon.ico', type: 'image/x-icon', side: 48 },
  icon: { path: '/icon-192.png', type: 'image/png', side: 192 },
  touch: { path: '/apple-touch-icon.png', type: 'image/png', side: 180 },
} as const;
type IconFile = (typeof files)[keyof typeof files];

/** The pictures that admins have uploaded. */
export interface PicturesForIcons {
  /** The smallest rendering that is at least so wide, else the picture itself; null for an unknown id. */
  atLeast(id: MediaId, width: number): Promise<Uint8Array | null>;
}

type Look = Pick<Site['settings'], 'icon' | 'accent'>;

/** The path of the icon that feeds name. */
export function feedIcon({ settings, assets }: Pick<Site, 'settings' | 'assets'>): string {
  return settings.icon === null ? assets.icon : addressOf(files.icon, settings);
}

/** The links in a page's head. The plain icon is a drawing, which is sharp in every size. */
export function iconLinks({ settings, assets }: Pick<Site, 'settings' | 'assets'>): Html {
  const { favicon, icon, touch } = files;
  const links =
    settings.icon === null
      ? [{ href: assets.icon, type: 'image/svg+xml', sizes: null }]
      : [favicon, icon].map((file) => ({
          href: addressOf(file, settings),
          type: file.type,
          sizes: `${file.side}x${file.side}`,
        }));
  return html`${links.map(({ href, type, sizes }) => html`<link rel="icon" href="${href}" type="${type}"${attribute('sizes', sizes)}>`)}<link rel="apple-touch-icon" href="${addressOf(touch, settings)}">`;
}

/** Adds the routes of the files. */
export function addSiteIcon(
  router: Router,
  currentSite: () => Promise<Site>,
  pictures: PicturesForIcons,
): void {
  let made: { version: string; bytes: Map<string, Promise<Buffer>> } | null = null;
  const fileOf = async (file: IconFile, look: Look): Promise<Buffer> => {
    const version = versionOf(look);
    if (made?.version !== version) made = { version, bytes: new Map() };
    const { bytes } = made;
    const known = bytes.get(file.path) ?? render(file, look, pictures);
    bytes.set(file.path, known);
    try {
      return await known;
    } catch (error) {
      bytes.delete(file.path);
      throw error;
    }
  };
  for (const file of Object.values(files))
    router.get(file.path, async (request, response) => {
      const { settings } = await currentSite();
      const version = versionOf(settings);
      const bytes = await fileOf(file, settings);
      response
        .set({
          'content-type': file.type,
          // An address with the icon's own version is good for ever, another for an hour.
          'cache-control':
            request.query.v === version ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
          etag: `"${version}"`,
          'x-content-type-options': 'nosniff',
        })
        .send(bytes);
    });
}

function addressOf({ path }: IconFile, look: Look): string {
  return `${path}?v=${versionOf(look)}`;
}

/** What the icon is made of, in a few letters. */
function versionOf({ icon, accent }: Look): string {
  return createHash('sha256')
    .update(icon ?? accent)
    .digest('hex')
    .slice(0, 12);
}

/** A picture keeps its proportions, with nothing around it; phones would put that on black, so it is white for them. */
async function render(file: IconFile, look: Look, pictures: PicturesForIcons): Promise<Buffer> {
  const { side } = file;
  const picture = look.icon === null ? null : await pictures.atLeast(look.icon, files.icon.side);
  const isTouch = file === files.touch;
  const background = isTouch ? '#fff' : { r: 0, g: 0, b: 0, alpha: 0 };
  const square = picture
    ? sharp(picture).resize(side, side, { fit: 'contain', background })
    : sharp({
        create: { width: side, height: side, channels: 4, background: accentShades(look.accent).light },
      });
  const png = await (isTouch ? square.flatten({ background: '#fff' }) : square).png().toBuffer();
  return file === files.favicon ? icoOf(png, side) : png;
}

/** An icon file with this one PNG in it: a header of 6 bytes, an entry of 16, and the picture as it is. */
function icoOf(png: Buffer, side: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(side, 6);
  head.writeUInt8(side, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}
