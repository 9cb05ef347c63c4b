// @vitest-environment jsdom
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { EditorState } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { placeUnder } from './still-caret.ts';

const paragraph = (id: string, words: string) =>
  sectionSchema.node('paragraph', { id }, words === '' ? [] : [sectionSchema.text(words)]);

it('finds the block that was clicked in an editor that has blocks of its own before it, as one of suggestions has', () => {
  const fragment = new Y.Doc().getXmlFragment('section:abcd');
  const shown = document.createElement('div');
  for (const id of ['one', 'two']) {
    const block = new Y.XmlElement('paragraph');
    block.setAttribute('id', id);
    fragment.push([block]);
    const child = shown.appendChild(document.createElement('p'));
    const top = id === 'one' ? 0 : 20;
    child.getBoundingClientRect = () => new DOMRect(0, top, 100, 20);
  }
  const find = placeUnder(shown, fragment, { clientX: 5, clientY: 25 });

  const blocks = [paragraph('mine', 'Suggested'), paragraph('one', 'First'), paragraph('two', 'Second')];
  const doc = sectionSchema.node('doc', null, blocks);
  const asked: number[] = [];
  const selection = find({
    state: EditorState.create({ doc }),
    view: {
      nodeDOM: (position) => {
        asked.push(position);
        return document.createElement('p');
      },
      posAtCoords: () => ({ pos: doc.content.size - 3, inside: -1 }),
    },
  });
  expect(doc.nodeAt(asked[0] ?? -1)?.attrs.id).toBe('two');
  expect(selection?.$from.parent.textContent).toBe('Second');
});
