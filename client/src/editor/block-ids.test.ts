// Blocks bear ids of their own, however they came to be.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { item, p, ul } from '@galley/shared/article/testing.ts';
import type { Node } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { afterEach, expect, test, vi } from 'vitest';
import { giveBlockIds } from './block-ids.ts';

const stateOf = (...content: NodeJson[]) =>
  EditorState.create({
    doc: sectionSchema.nodeFromJSON({ type: 'doc', content }),
    plugins: [giveBlockIds()],
  });
const idsIn = (doc: Node): unknown[] => {
  const ids: unknown[] = [];
  doc.descendants((node) => {
    if ('id' in node.attrs) ids.push(node.attrs.id);
  });
  return ids;
};

afterEach(() => {
  vi.useRealTimers();
});

test('a block that is split keeps its id in one half and gets a new one in the other', () => {
  const state = stateOf(p('onetwo'));
  const before = idsIn(state.doc);
  const after = idsIn(state.apply(state.tr.split(4)).doc);
  expect(after).toHaveLength(2);
  expect(after).toEqual(expect.arrayContaining(before));
  expect(new Set(after).size).toBe(2);
  expect(after).not.toContain(null);
});

test('copies get ids of their own, inside of lists too', () => {
  const state = stateOf(ul(item(p('one'))), p('two'));
  const after = idsIn(state.apply(state.tr.insert(0, state.doc.content)).doc);
  expect(after).toHaveLength(6);
  expect(new Set(after).size).toBe(6);
});

test('what others write is left alone', () => {
  const state = stateOf(p('one'));
  const theirs = state.tr.insert(0, state.doc.content).setMeta(ySyncPluginKey, {});
  const [first, second] = idsIn(state.apply(theirs).doc);
  expect(first).toBe(second);
});

test('of two blocks with one id that others made the second gets a new one when they stand for long, and not before', () => {
  vi.useFakeTimers({ now: 0 });
  const one = p('one');
  const write = (before: EditorState) => before.apply(before.tr.insertText('x', 1));
  const settled = write(stateOf(one, p('two'), { ...one }));
  const [id, other] = idsIn(settled.doc);
  expect(idsIn(settled.doc)).toEqual([id, other, id]);
  vi.setSystemTime(4999);
  const later = write(settled);
  expect(idsIn(later.doc)).toEqual([id, other, id]);
  vi.setSystemTime(5000);
  const [first, second, third] = idsIn(write(later).doc);
  expect([first, second]).toEqual([id, other]);
  expect([id, other, null]).not.toContain(third);
});

test('of two blocks with one id of which one goes in time the other keeps it', () => {
  vi.useFakeTimers({ now: 0 });
  const one = p('one');
  const twice = stateOf(one, { ...one });
  const [id] = idsIn(twice.doc);
  const written = twice.apply(twice.tr.insertText('x', 1));
  const theirs = written.tr.delete(0, written.doc.child(0).nodeSize).setMeta(ySyncPluginKey, {});
  const single = written.apply(theirs);
  vi.setSystemTime(60_000);
  expect(idsIn(single.apply(single.tr.insertText('x', 1)).doc)).toEqual([id]);
});
