// A suggestion's change: made of a fork, put into words, and held against the schema.
import type { Node } from '@tiptap/pm/model';
import type { NodeJson } from '../../article/content.ts';
import { ContentError, checkedBySchema } from '../../article/content-error.ts';
import { pictureTextsOf } from '../../article/picture-texts.ts';
import { isLine, type Region } from '../../article/region.ts';
import { sectionSchema } from '../../article/schema/schema.ts';
import { contextLength } from '../quote.ts';
import type { Hunk } from './hunks.ts';
import { checkLine } from './line.ts';
import { inlineText, jsonOf, keyOf, textKeyOf } from './nodes.ts';
import {
  maxChangeLength,
  type Neighbour,
  type SectionChange,
  type SuggestionChange,
} from './suggestion-change.ts';

/** What one replacement of a fork proposes. */
export function changeOf(base: Node, fork: Node, hunk: Hunk): SectionChange {
  return changeAt(base, hunk, jsonOf(fork.slice(hunk.forkFrom, hunk.forkTo).content));
}

/** The proposal to put these nodes in the place of a range, as `Hunk` has them. */
export function changeAt(
  base: Node,
  { from, to }: Pick<Hunk, 'from' | 'to'>,
  after: NodeJson[],
): SectionChange {
  const place = base.resolve(from);
  const { parent } = place;
  const before = jsonOf(base.slice(from, to).content);
  if (parent.isTextblock) {
    const text = inlineText(parent);
    const [start, end] = [place.parentOffset, place.parentOffset + to - from];
    return {
      type: 'text',
      // Only texts that can be found again are changed in parts.
      block: textKeyOf(parent, place.node(-1)) ?? '',
      prefix: text.slice(Math.max(0, start - contextLength), start),
      suffix: text.slice(end, end + contextLength),
      at: start,
      before,
      after,
    };
  }
  return {
    type: 'blocks',
    before,
    after,
    parent: place.depth === 0 ? null : neighbour(parent),
    previous: place.nodeBefore && neighbour(place.nodeBefore),
    next: ((node) => node && neighbour(node))(base.resolve(to).nodeAfter),
  };
}

/** What takes a change back: it quotes what came, and brings what went. */
export function inverseOf<Change extends SuggestionChange>(change: Change): Change {
  return { ...change, before: change.after, after: change.before };
}

function neighbour(node: Node): Neighbour {
  return { type: node.type.name, key: keyOf(node) };
}

/** The plain texts that a suggestion takes out and puts in; blocks are lines. */
export function textsOf(change: SuggestionChange): { before: string; after: string } {
  if (change.type === 'line') return { before: change.before, after: change.after };
  return { before: plain(change.before), after: plain(change.after) };
}

/** Whether the words stay and only their formatting, or the kind of their block, changes. */
export function isFormatting(change: SuggestionChange): boolean {
  const { before, after } = textsOf(change);
  return before === after && before !== '';
}

function plain(content: readonly NodeJson[]): string {
  const lines: string[] = [];
  let isOpen = false;
  const visit = (node: NodeJson) => {
    if (node.type === 'text' || node.type === 'hardBreak') {
      const text = node.type === 'text' ? (node.text ?? '') : '\n';
      if (isOpen) lines.push(`${lines.pop() ?? ''}${text}`);
      else lines.push(text);
      isOpen = true;
      return;
    }
    isOpen = false;
    const figure = node.type === 'figure' ? pictureTextsOf(node) : null;
    if (!figure) for (const inner of node.content ?? []) visit(inner);
    const said = [figure?.alt, figure?.caption, figure?.credit, node.attrs?.url].filter(
      (value): value is string => typeof value === 'string' && value !== '',
    );
    lines.push(...said);
    isOpen = false;
  };
  for (const node of content) visit(node);
  return lines.join('\n');
}

/**
 * Throws a `ContentError` where the change is none of this region: where a line is none, or where a suggestion's nodes don't fit
 * the schema, stand where they can't, carry anchors, which only the server sets, or are too many.
 */
export function checkChange(region: Region, change: SuggestionChange): void {
  if (isLine(region) || change.type === 'line') {
    if (!isLine(region) || change.type !== 'line')
      throw new ContentError('a line is changed as a whole, and a section never is');
    checkLine(region, change);
    return;
  }
  for (const content of [change.before, change.after]) {
    if (JSON.stringify(content).length > maxChangeLength)
      throw new ContentError('too long for one suggestion');
    for (const json of content) {
      const node = checkedBySchema(() => {
        const parsed = sectionSchema.nodeFromJSON(json);
        parsed.check();
        return parsed;
      });
      if (node.isInline !== (change.type === 'text'))
        throw new ContentError(`${node.type.name} does not go there`);
      if (hasAnchor(node)) throw new ContentError('an anchor is not for a suggestion to set');
    }
  }
  if (change.before.length + change.after.length === 0) throw new ContentError('nothing is suggested');
}

function hasAnchor(node: Node): boolean {
  let found = node.marks.some(({ type }) => type.name === 'anchor');
  node.descendants((inner) => {
    found ||= inner.marks.some(({ type }) => type.name === 'anchor');
    return !found;
  });
  return found;
}
