// The words of pictures have a bound, as the server does: what is typed or pasted beyond it is left out, as in a field.
import { pictureTextLimits } from '@galley/shared/article/content.ts';
import { leadTexts } from '@galley/shared/article/document.ts';
import { textLimitOf } from '@galley/shared/article/picture-texts.ts';
import { leadField } from '@galley/shared/article/read-article.ts';
import type { Region } from '@galley/shared/article/region.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** Keeps the bounds of one region's texts. */
export function textLimits(region: Region): Extension {
  return Extension.create({ name: 'textLimits', addProseMirrorPlugins: () => [textLimitsPlugin(region)] });
}

/** Only after edits of one's own: what two people bring together is not cut. */
function textLimitsPlugin(region: Region): Plugin {
  const text = leadTexts.find((one) => one === region);
  const lineLimit = text && pictureTextLimits[leadField(text)];
  const limitOf = ({ type }: Node) => (type.name === 'line' ? lineLimit : textLimitOf(type.name));
  return new Plugin({
    key: new PluginKey('textLimits'),
    appendTransaction(transactions, before, { doc, tr, selection }) {
      const own = transactions.some((made) => made.docChanged && made.getMeta(ySyncPluginKey) === undefined);
      if (!own) return null;
      doc.descendants((node, position) => {
        const limit = limitOf(node);
        const excess = limit === undefined ? 0 : node.content.size - limit;
        if (excess > 0) cut(tr, { position, node, excess: Math.min(excess, grown(before, doc)) }, selection);
        return !node.isTextblock;
      });
      return tr.docChanged ? tr : null;
    },
  });
}

/** What was too long before is not shortened behind its author's back. */
function grown(before: EditorState, now: Node): number {
  return Math.max(0, now.content.size - before.doc.content.size);
}

interface Excess {
  position: number;
  node: Node;
  excess: number;
}

function cut(tr: Transaction, { position, node, excess }: Excess, { head }: EditorState['selection']): void {
  const [start, end] = [position + 1, position + 1 + node.content.size];
  const to = head >= start && head <= end ? Math.max(head, start + excess) : end;
  tr.delete(tr.mapping.map(to - excess), tr.mapping.map(to));
}
