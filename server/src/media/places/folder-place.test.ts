import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolderPlace, keysIn } from './folder-place.ts';
import { keyOf } from './places.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-folder-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the keys of a folder are those of its files, whatever else is in it', async () => {
  const bytes = Buffer.from('a picture');
  const key = keyOf(bytes);
  await createFolderPlace(folder).put(key, bytes, 'image/png');
  for (const [other, name] of [
    ['lost+found', keyOf(bytes)],
    ['other', 'note.txt'],
    [key.slice(0, 2), 'note.txt'],
    [key.slice(0, 2) === '00' ? '01' : '00', key],
  ] as const) {
    await mkdir(join(folder, other), { recursive: true });
    await writeFile(join(folder, other, name), '');
  }
  await writeFile(join(folder, keyOf(bytes)), '');
  expect(await keysIn(folder)).toEqual({ keys: [key], unreadable: [] });
});

test('a folder that is not there has none, and one within it that can’t be read is named', async () => {
  expect(await keysIn(join(folder, 'none'))).toEqual({ keys: [], unreadable: [] });
  // Leads to itself without end.
  await symlink('ab', join(folder, 'ab'));
  await symlink('nowhere', join(folder, 'lost+found'));
  const { keys, unreadable } = await keysIn(folder);
  expect(keys).toEqual([]);
  expect(unreadable).toEqual([expect.stringContaining(join(folder, 'ab'))]);
});
