// Suggestions for the headline, the dek and the lead image's texts: the whole line as it was seen, and the whole line that is wanted. Both are plain
// text. To be compared and drawn a line is taken for a paragraph, so that its words are distinguished as a section's are.

import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { ContentError } from '../../article/content-error.ts';
import { type Line, lineFragment } from '../../article/document.ts';
import { readLine, writeLine } from '../../article/read-article.ts';
import { sectionSchema } from '../../article/schema/schema.ts';
import { diffSections, type Hunk } from './hunks.ts';
import { rebase } from './rebase.ts';
import { type LineChange, maxLineLength } from './suggestion-change.ts';

const noText = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** As they are called in errors. */
const lineNames: Readonly<Record<Line, string>> = {
  headline: 'a headline',
  dek: 'a dek',
  'lead-alt': "the lead image's alt text",
  'lead-caption': "the lead image's caption",
  'lead-credit': "the lead image's credit",
};

/** Throws a `ContentError` where the wanted line is none: too long, of several lines, or the one that is there. */
export function checkLine({ line, before, after }: LineChange): void {
  if (after.length > maxLineLength[line])
    throw new ContentError(`${lineNames[line]} has at most ${maxLineLength[line]} characters`);
  if (noText.test(after))
    throw new ContentError(`${lineNames[line]} has no line breaks or control characters`);
  if (after !== after.trim()) throw new ContentError(`${lineNames[line]} has no blanks at its ends`);
  if (after === before) throw new ContentError('nothing is suggested');
}

/** A text as it can be wanted for a line. */
export function asLine(text: string): string {
  return text.replace(new RegExp(noText, 'gu'), ' ').trim();
}

/** A line's text as a document of the common schema; positions are those of an editor that holds it as one line. */
export function lineNode(text: string): Node {
  const words = text === '' ? [] : [sectionSchema.text(text)];
  return sectionSchema.node('doc', null, [sectionSchema.node('paragraph', { id: 'line' }, words)]);
}

/** What differs between two wordings of a line, in words; positions as in `lineNode`. */
export function lineHunks(before: string, after: string): Hunk[] {
  return diffSections(lineNode(before), lineNode(after));
}

/**
 * What somebody wants of a line that others have changed meanwhile: their words in the line as it is now. Null where both
 * have changed the same words.
 */
export function rebaseLine(before: string, now: string, wanted: string): string | null {
  const { fork, lost } = rebase(lineNode(before), lineNode(now), lineNode(wanted));
  return lost.length === 0 ? fork.textContent : null;
}

/** Makes a line say what is wanted, if it still says what was seen; words that stay are left alone. */
export function applyLine(doc: Y.Doc, { line, before, after }: LineChange): boolean {
  if (readLine(doc, line) !== before) return false;
  const fragment = lineFragment(doc, line);
  doc.transact(() => {
    const text = onlyText(fragment);
    if (!text) {
      fragment.delete(0, fragment.length);
      writeLine(doc, line, after);
      return;
    }
    const stands = text.toString();
    const hunks = lineHunks(stands, after);
    for (const { from, to, forkFrom, forkTo } of hunks.reverse()) {
      // Positions begin inside of the line; those of its text begin at nothing.
      text.delete(from - 1, to - from);
      text.insert(from - 1, after.slice(forkFrom - 1, forkTo - 1));
    }
  });
  return true;
}

/** The text of a fragment that is one line with one piece of text in it; null where it is made in another way. */
function onlyText(fragment: Y.XmlFragment): Y.XmlText | null {
  const [line, ...others] = fragment.toArray();
  if (!(line instanceof Y.XmlElement) || others.length > 0) return null;
  const [text, ...more] = line.toArray();
  return text instanceof Y.XmlText && more.length === 0 ? text : null;
}
