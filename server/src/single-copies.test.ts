import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
/** What is to be installed, and what npm notes down of what it has installed. */
const lockFiles = ['package-lock.json', 'node_modules/.package-lock.json'];

/** Two copies of one of these don't know each other's types, and documents break in silence. */
const single = [
  'yjs',
  'y-protocols',
  '@tiptap/core',
  '@tiptap/pm',
  '@tiptap/y-tiptap',
  'prosemirror-model',
  'prosemirror-state',
  'prosemirror-view',
  'prosemirror-transform',
];

describe.each(lockFiles)('in %s', (file) => {
  const { packages } = JSON.parse(readFileSync(new URL(file, root), 'utf8')) as { packages: object };
  const copiesOf = (name: string) =>
    Object.keys(packages).filter((path) => path.split('node_modules/').at(-1) === name);

  it.each(single)('there is exactly one copy of %s', (name) => {
    expect(copiesOf(name)).toEqual([`node_modules/${name}`]);
  });

  it('there is no second binding between Yjs and ProseMirror', () => {
    expect(copiesOf('y-prosemirror')).toEqual([]);
  });
});
