// What a section's template allows, kept while typing and pasting.
import type { BlockType } from '@galley/shared/article/blocks.ts';
import type { NodeJson } from '@galley/shared/article/content.ts';
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { h, item, p, pull, ul } from '@galley/shared/article/testing.ts';
import { type Node, Slice } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { describe, expect, test } from 'vitest';
import { allowedBlocks, fittedSlice } from './allowed-blocks.ts';

const only = (...blocks: BlockType[]) => ({ blocks });
const docOf = (...content: NodeJson[]): Node => sectionSchema.nodeFromJSON({ type: 'doc', content });
/** The blocks as short text: `paragraph(a) bulletList(listItem(paragraph(b)))`. */
const shape = (node: Node): string => node.content.toString().replace(/^<|>$/g, '');
const stateOf = (spec: ReturnType<typeof only>, ...content: NodeJson[]) =>
  EditorState.create({ doc: docOf(...content), plugins: [allowedBlocks(spec)] });

describe('in a section of bullets only', () => {
  const bullets = only('bulletList');

  test('a paragraph that is typed becomes an item of the list beside it', () => {
    const state = stateOf(bullets, ul(item(p('one'))), p());
    const after = state.apply(state.tr.insertText('two', state.doc.content.size - 1));
    expect(shape(after.doc)).toBe('bulletList(listItem(paragraph("one")), listItem(paragraph("two")))');
  });

  test('the caret stays in the words that it typed', () => {
    const state = stateOf(bullets, p());
    const { tr } = state;
    const after = state.apply(tr.setSelection(TextSelection.create(tr.doc, 1)).insertText('one'));
    expect(after.selection.$head.parent.textContent).toBe('one');
    expect(after.selection.$head.parentOffset).toBe(3);
  });

  test('everything deleted leaves an empty item to write in', () => {
    const state = stateOf(bullets, ul(item(p('one'))));
    const after = state.apply(state.tr.delete(0, state.doc.content.size));
    expect(shape(after.doc)).toBe('bulletList(listItem(paragraph))');
    expect(after.selection.$head.parent.type.name).toBe('paragraph');
  });
});

test('everything deleted leaves an empty paragraph where paragraphs are allowed', () => {
  const state = stateOf(only('paragraph'), p('one'), p('two'));
  const after = state.apply(state.tr.delete(0, state.doc.content.size));
  expect(shape(after.doc)).toBe('paragraph');
});

test('a paragraph becomes a pull quote where there are only those', () => {
  const state = stateOf(only('pullQuote'), p());
  expect(shape(state.apply(state.tr.insertText('so', 1)).doc)).toBe('pullQuote("so")');
});

test('a command that would add a forbidden block does nothing', () => {
  const state = stateOf(only('paragraph'), p('one'));
  const heading = sectionSchema.nodes.heading;
  if (!heading) throw new Error('There is no heading.');
  expect(shape(state.apply(state.tr.setBlockType(1, 2, heading)).doc)).toBe('paragraph("one")');
});

test('what stands from former times may be written in', () => {
  const state = stateOf(only('paragraph'), h(2, 'old'));
  expect(shape(state.apply(state.tr.insertText('er', 4)).doc)).toBe('heading("older")');
});

test('what others write is shown as it is', () => {
  const state = stateOf(only('bulletList'), ul(item(p('one'))));
  const theirs = state.tr.insert(0, docOf(h(2, 'theirs')).content).setMeta(ySyncPluginKey, {});
  expect(shape(state.apply(theirs).doc)).toMatch(/^heading/);
});

describe('a pasted passage', () => {
  const pasted = (spec: ReturnType<typeof only> | null, ...content: NodeJson[]) =>
    fittedSlice(Slice.maxOpen(docOf(...content).content), spec);

  test('keeps its words in the form that the section allows', () => {
    const slice = pasted(only('bulletList'), h(2, 'Title'), p('text'));
    expect(slice.content.toString()).toBe(
      '<bulletList(listItem(paragraph("Title")), listItem(paragraph("text")))>',
    );
  });

  test('goes on in the block with the caret when it is a single line', () => {
    const state = stateOf(only('paragraph'), p('one '));
    const tr = state.tr.setSelection(TextSelection.create(state.doc, 5));
    const after = state.apply(tr.replaceSelection(pasted(only('paragraph'), h(2, 'two'))));
    expect(after.doc.textContent).toBe('one two');
    expect(after.doc.childCount).toBe(1);
  });

  test('bears no ids, so that a block and its copy are two', () => {
    const ids: unknown[] = [];
    pasted(null, ul(item(p('one'))), pull('two')).content.descendants((node) => {
      if ('id' in node.attrs) ids.push(node.attrs.id);
    });
    expect(ids).toEqual([null, null, null]);
  });
});
