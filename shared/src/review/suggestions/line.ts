// Suggestions for the headline, the dek and the lead image's texts: the whole line as it was seen, and the whole line that is
// wanted. Both are plain text. To be compared, carried over and drawn a line is taken for a section of one paragraph, so that
// its words are distinguished, and found again, as a section's are.
import type { Node } from '@tiptap/pm/model';
import { ContentError } from '../../article/content-error.ts';
import type { Line } from '../../article/document.ts';
import { sectionSchema } from '../../article/schema/schema.ts';
import { diffSections, type Hunk } from './hunks.ts';
import { jsonOf } from './nodes.ts';
import type { Placed } from './place.ts';
import { carry } from './rebase.ts';
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

/** Throws a `ContentError` where what is wanted for the line is none: too long, of several lines, or the one that is there. */
export function checkLine(line: Line, { before, after }: LineChange): void {
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
 * Where in a line as it stands a suggestion changes it, and what comes there. Null where others have changed the same words,
 * and where all that it wants is there already.
 */
export function placesInLine(line: Node, { before, after }: LineChange): Placed[] | null {
  const places = placesLeft(before, line, after);
  return places && places.length > 0 ? places : null;
}

/**
 * What somebody wants of a line that others have changed meanwhile: their words in the line as it is now. Null where both
 * have changed the same words.
 */
export function rebaseLine(before: string, now: string, wanted: string): string | null {
  const places = placesLeft(before, lineNode(now), wanted);
  return places && replacedInLine(now, places);
}

/** A line's text with other words at some places of it, which are in order and don't overlap. */
export function replacedInLine(text: string, places: readonly Placed[]): string {
  let result = text;
  // Positions begin inside of the line; those of its text begin at nothing.
  for (const { from, to, after } of places.toReversed())
    result = `${result.slice(0, from - 1)}${after.map((node) => node.text ?? '').join('')}${result.slice(to - 1)}`;
  return result;
}

/** Nothing is left where the line already says all that is wanted. */
function placesLeft(before: string, now: Node, wanted: string): Placed[] | null {
  const text = now.textContent;
  // Whoever fills an empty line wants what they say, and not what another has said with theirs behind it.
  if (before === '' && text.trim() !== '' && !wanted.startsWith(text)) return null;
  const { carried, lost } = carry(lineNode(before), now, lineNode(wanted));
  return lost.length > 0 ? null : carried.map(({ place, content }) => ({ ...place, after: jsonOf(content) }));
}
