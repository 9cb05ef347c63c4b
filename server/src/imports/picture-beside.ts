// A picture that stands beside a file, as Markdown and saved web pages name it.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { maxUploadBytes } from '@galley/shared/api/media.ts';
import { fileTypeOf } from './word/picture-kind.ts';

/**
 * The picture at this relative address as a `data:` address; null where there is none, it is too large, or stands outside of
 * `root`, also by a link.
 */
export function pictureBeside(
  address: string,
  { path, root }: { path: string; root: string },
): string | null {
  try {
    const named = decodeURIComponent(address.split(/[?#]/, 1)[0] ?? '');
    const file = realpathSync(join(path, named));
    if (!file.startsWith(realpathSync(root) + sep)) return null;
    const about = statSync(file);
    if (!about.isFile() || about.size > maxUploadBytes) return null;
    const bytes = readFileSync(file);
    const type = fileTypeOf(bytes);
    return type && `data:${type};base64,${bytes.toString('base64')}`;
  } catch {
    return null;
  }
}
