// A suggestion as it is kept: what it would replace, in words and nodes rather than positions, and by what. So it is found
// again in a text that has changed meanwhile, or is known not to stand any longer.

import type { Node } from '@tiptap/pm/model';
import { z } from 'zod';
import { type NodeJson, nodeSchema } from '../../article/content.ts';
import { ContentError, checkedBySchema } from '../../article/content-error.ts';
import { pictureTextsOf } from '../../article/picture-texts.ts';
import { sectionSchema } from '../../article/schema/schema.ts';
import { contextLength } from '../quotes.ts';
import type { Hunk } from './hunks.ts';
import { checkLine, lineChangeSchema } from './line.ts';
import { inlineText, jsonOf, keyOf, textKeyOf } from './nodes.ts';

/** The most that one suggestion takes out or puts in, in characters of JSON. */
export const maxChangeLength = 60_000;

const blockId = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);
/** Of a picture's words it is the picture's id with the field's name. */
const textKey = z.string().regex(/^[0-9A-Za-z-]{1,80}$/);

/** A node near which blocks stand: `key` is its id or, where it has none, that of the first block in it. */
const neighbourSchema = z.object({ type: z.string().max(40), key: blockId.nullable() });
export type Neighbour = z.infer<typeof neighbourSchema>;

const nodes = z.array(nodeSchema).max(2000);

/** A change of a section's text. */
const sectionChangeSchema = z.discriminatedUnion('type', [
  /** In one block's text: `before` is what it quotes, empty where it only puts something in. */
  z.object({
    type: z.literal('text'),
    block: textKey,
    prefix: z.string().max(contextLength),
    suffix: z.string().max(contextLength),
    /** Where in the block's text it began, in characters: a hint where the same words stand more than once. */
    at: z.number().int().min(0),
    before: nodes,
    after: nodes,
  }),
  /** Whole blocks side by side, in the section or in a list, a quote or a table's cell. */
  z.object({
    type: z.literal('blocks'),
    before: nodes,
    after: nodes,
    /** What they stand in; null for the section itself. */
    parent: neighbourSchema.nullable(),
    previous: neighbourSchema.nullable(),
    next: neighbourSchema.nullable(),
  }),
]);
export type SectionChange = z.infer<typeof sectionChangeSchema>;

export const suggestionChangeSchema = z.discriminatedUnion('type', [sectionChangeSchema, lineChangeSchema]);
export type SuggestionChange = z.infer<typeof suggestionChangeSchema>;

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
 * Throws a `ContentError` where a line is none, or where a suggestion's nodes don't fit the schema, stand where they
 * can't, carry anchors, which only the server sets, or are too many.
 */
export function checkChange(change: SuggestionChange): void {
  if (change.type === 'line') {
    checkLine(change);
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
