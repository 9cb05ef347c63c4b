// What a person puts into a region is cleaned before anybody else sees it.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { lineSchema, sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { br, p, t } from '@galley/shared/article/testing.ts';
import type { Schema } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import { cleanCharacters } from './clean-characters.ts';

const stateOf = (schema: Schema, ...content: NodeJson[]) =>
  EditorState.create({
    doc: schema.nodeFromJSON({ type: 'doc', content }),
    plugins: [cleanCharacters()],
  });
const docOf = (...content: NodeJson[]) => sectionSchema.nodeFromJSON({ type: 'doc', content }).toJSON();
const withoutIds = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (key, inner) => (key === 'id' ? undefined : inner)));

test('controls go, wherever in the typed words they stand, and the marks of the words stay', () => {
  const state = stateOf(sectionSchema, p('one ', t('two', 'bold')));
  const { doc } = state.apply(state.tr.insertText('\u0001a\u0008b\ufffe', 6, 6));
  expect(withoutIds(doc.toJSON())).toEqual(withoutIds(docOf(p('one ', t('tabwo', 'bold')))));
});

test('breaks of other programs become breaks of the line, in code ends of lines, in a headline blanks', () => {
  const section = stateOf(sectionSchema, p('ac'));
  expect(withoutIds(section.apply(section.tr.insertText('\u000bb\u2028', 2)).doc.toJSON())).toEqual(
    withoutIds(docOf(p('a', br, 'b', br, 'c'))),
  );
  const code = stateOf(sectionSchema, { type: 'codeBlock', content: [{ type: 'text', text: 'ab' }] });
  expect(code.apply(code.tr.insertText('\u000b', 2)).doc.textContent).toBe('a\nb');
  const line = stateOf(lineSchema, { type: 'line', content: [{ type: 'text', text: 'ab' }] });
  expect(line.apply(line.tr.insertText('\u2029', 2)).doc.textContent).toBe('a b');
});

test('pasted captions are cleaned too', () => {
  const state = stateOf(sectionSchema, p('one'));
  const figure = sectionSchema.node('figure', { media: 'abcd', caption: 'Ship\u0001s\u000bat sea' });
  const { doc } = state.apply(state.tr.insert(0, figure));
  expect(doc.firstChild?.attrs.caption).toBe('Ships at sea');
});

test('what stands already, and what a colleague writes, is left alone', () => {
  const state = stateOf(sectionSchema, p('old\u0001'), p('new'));
  expect(state.apply(state.tr.insertText('x', 7)).doc.textContent).toContain('\u0001');
  const remote = state.tr.insertText('\u0002', 7).setMeta(ySyncPluginKey, { isChangeOrigin: true });
  expect(state.apply(remote).doc.textContent).toContain('\u0002');
});
