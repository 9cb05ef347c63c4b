// @vitest-environment jsdom
// Addresses become links as they are typed: the address and nothing else.
import { sectionExtensions } from '@galley/shared/article/schema/schema.ts';
import { Editor } from '@tiptap/core';
import { expect, test } from 'vitest';

/** Types the text and a blank after it, and gives each link's words and address. */
function linksIn(text: string): string[] {
  const editor = new Editor({ element: document.createElement('div'), extensions: [...sectionExtensions] });
  editor.commands.focus();
  for (const character of `${text} `) editor.view.dispatch(editor.state.tr.insertText(character));
  const links: string[] = [];
  editor.state.doc.descendants((node) => {
    const link = node.marks.find(({ type }) => type.name === 'link');
    if (link) links.push(`${node.text} -> ${link.attrs.href}`);
  });
  editor.destroy();
  return links;
}

test.each(['Müller GmbH & Co.KG', 'Herr Meier.Er kam', 'z.B.so', 'Node.js und ASP.NET'])(
  '"%s" holds no address',
  (text) => {
    expect(linksIn(text)).toEqual([]);
  },
);

test.each(['“', '”', '‘', '’', '…'])('an address ends before %s', (sign) => {
  expect(linksIn(`Mehr auf https://example.org/a${sign}`)).toEqual([
    'https://example.org/a -> https://example.org/a',
  ]);
});

test.each(['«', '»', '‹', '›'])('an address with %s behind it is left to its author to link', (sign) => {
  expect(linksIn(`Mehr auf https://example.org/a${sign}`)).toEqual([]);
});
