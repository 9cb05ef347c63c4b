// A region's text as a document of the common schema, in which suggestions are found and made, and the way back into the
// article's document.
import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import type { NodeJson } from '../../article/content.ts';
import { type Line, lineFragment, sectionFragment } from '../../article/document.ts';
import { withTextsAsNodes } from '../../article/picture-texts.ts';
import { nodesOf, readLine, writeLine } from '../../article/read-article.ts';
import { isLine, type Region } from '../../article/region.ts';
import { sectionSchema } from '../../article/schema/schema.ts';
import { replaceBlocks } from '../replace-blocks.ts';
import { lineHunks, lineNode } from './line.ts';

/** A region's text: a section's blocks, or a line as one paragraph. Throws where a section's blocks don't fit the schema. */
export function regionNode(doc: Y.Doc, region: Region): Node {
  if (isLine(region)) return lineNode(lineText(doc, region));
  return sectionSchema.nodeFromJSON({ type: 'doc', content: nodesOf(sectionFragment(doc, region)) });
}

/** Makes a region say what a document of `regionNode`'s form says; what stays the same is left alone. */
export function writeRegion(doc: Y.Doc, region: Region, target: Node): void {
  if (isLine(region)) {
    writeWords(doc, region, target.textContent);
    return;
  }
  // ProseMirror's own form of JSON, which it types as `any`.
  const { content = [] } = target.toJSON() as { content?: NodeJson[] };
  replaceBlocks(doc, sectionFragment(doc, region), content, exactForm);
}

/** A block with all that it holds, what readers don't see included: an editor's note can be suggested too. */
function exactForm(block: NodeJson): string {
  const [whole = block] = withTextsAsNodes([block]);
  return JSON.stringify(sectionSchema.nodeFromJSON(whole).toJSON());
}

/** With the blanks at its ends, which readers don't see: somebody may be typing behind them. */
function lineText(doc: Y.Doc, line: Line): string {
  return onlyText(lineFragment(doc, line))?.words ?? readLine(doc, line);
}

function writeWords(doc: Y.Doc, line: Line, wanted: string): void {
  const fragment = lineFragment(doc, line);
  doc.transact(() => {
    const stands = onlyText(fragment);
    if (!stands) {
      fragment.delete(0, fragment.length);
      writeLine(doc, line, wanted);
      return;
    }
    for (const { from, to, forkFrom, forkTo } of lineHunks(stands.words, wanted).reverse()) {
      // Positions begin inside of the line; those of its text begin at nothing.
      stands.text.delete(from - 1, to - from);
      stands.text.insert(from - 1, wanted.slice(forkFrom - 1, forkTo - 1));
    }
  });
}

/** The text of a fragment that is one line with one piece of text in it; null where it is made in another way. */
function onlyText(fragment: Y.XmlFragment): { text: Y.XmlText; words: string } | null {
  const [line, ...others] = fragment.toArray();
  if (!(line instanceof Y.XmlElement) || others.length > 0) return null;
  const [text, ...more] = line.toArray();
  if (!(text instanceof Y.XmlText) || more.length > 0) return null;
  const words = text.toDelta().map(({ insert }: { insert: unknown }) => insert);
  return words.every((word: unknown) => typeof word === 'string') ? { text, words: words.join('') } : null;
}
