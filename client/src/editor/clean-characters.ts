// Takes characters that no text may hold out of what this person puts into a region, however it comes there: by typing,
// pasting, dropping or an input method. The server would refuse them.
import { cleanLine, holdsUnwanted, unwantedIn } from '@galley/shared/text/characters.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

export const CleanCharacters = Extension.create({
  name: 'cleanCharacters',
  addProseMirrorPlugins: () => [cleanCharacters()],
});

/** Line breaks of other programs become breaks of the line where it may have some, and blanks elsewhere. */
export function cleanCharacters(): Plugin {
  return new Plugin({
    key: new PluginKey('cleanCharacters'),
    appendTransaction(transactions, before, { doc, tr }) {
      const own = transactions.some((made) => made.docChanged && made.getMeta(ySyncPluginKey) === undefined);
      const from = own ? before.doc.content.findDiffStart(doc.content) : null;
      const end = from === null ? null : before.doc.content.findDiffEnd(doc.content);
      if (from === null || end === null) return null;
      // Around a repeated letter the end of what differs may lie before its start.
      doc.nodesBetween(Math.min(from, end.b), Math.max(from, end.b), (node, position) => {
        if (node.isText) cleanTextNode(tr, node, position);
        else cleanAttributes(tr, node, position);
      });
      return tr.steps.length > 0 ? tr : null;
    },
  });
}

function cleanTextNode(tr: Transaction, node: Node, position: number): void {
  const found = unwantedIn(node.text ?? '');
  if (found.length === 0) return;
  const { parent } = tr.doc.resolve(tr.mapping.map(position, 1));
  for (const { at, length, by } of found) {
    const from = tr.mapping.map(position + at, 1);
    const to = tr.mapping.map(position + at + length, -1);
    const put = by === '\n' ? lineBreakIn(parent) : by === '' ? null : node.type.schema.text(by);
    if (put === null) tr.delete(from, to);
    else tr.replaceWith(from, to, put.mark(node.marks));
  }
}

function lineBreakIn(parent: Node): Node {
  const { schema } = parent.type;
  const { hardBreak } = schema.nodes;
  if (parent.type.spec.code) return schema.text('\n');
  return hardBreak && parent.type.contentMatch.matchType(hardBreak) ? hardBreak.create() : schema.text(' ');
}

function cleanAttributes(tr: Transaction, node: Node, position: number): void {
  for (const [name, value] of Object.entries(node.attrs))
    if (typeof value === 'string' && holdsUnwanted(value))
      tr.setNodeAttribute(tr.mapping.map(position, 1), name, cleanLine(value));
}
