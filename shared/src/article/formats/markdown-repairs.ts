// What people write in Markdown and its specification reads otherwise: angle brackets that are no HTML, the gender star,
// and formatting that ends between a quote's end and a letter. Each is changed to a character reference in the source.
import type { Node, Nodes, Parents, PhrasingContent, Root } from 'mdast';
import { type HtmlRange, unmeantTags } from './meant-html.ts';

/** A part of the source and what is to stand in its place. */
export interface Edit {
  offset: number;
  length: number;
  text: string;
}

/** The repairs that the source needs; none where it can stay. `onlyText` takes all HTML for text. */
export function markdownRepairs(tree: Root, source: string, { onlyText }: { onlyText: boolean }): Edit[] {
  const tags = htmlIn(tree);
  const brackets = onlyText
    ? tags.flatMap(({ start, end }) => anglesIn(source, start, end))
    : unmeantTags(source, tags);
  return [
    ...brackets.map((offset) => ({ offset, length: 1, text: '&lt;' })),
    ...parentsIn(tree).flatMap((parent) => [...genderStars(parent, source), ...openMarks(parent, source)]),
  ];
}

function htmlIn(tree: Root): HtmlRange[] {
  return parentsIn(tree).flatMap((parent) =>
    parent.children.flatMap((node) => {
      if (node.type !== 'html') return [];
      const block = !isText(parent);
      const { start, end } = rangeOf(node);
      return [{ start, end, block, scope: block ? tree : parent }];
    }),
  );
}

function anglesIn(source: string, start: number, end: number): number[] {
  return [...source.slice(start, end).matchAll(/</g)].map(({ index }) => start + index);
}

/** Whether the node's children are text and formatting. */
function isText({ type }: Nodes): boolean {
  return [
    'paragraph',
    'heading',
    'tableCell',
    'emphasis',
    'strong',
    'delete',
    'link',
    'linkReference',
    'defListTerm',
  ].includes(type);
}

function parentsIn(tree: Root): Parents[] {
  const parents: Parents[] = [];
  const walk = (node: Nodes) => {
    if (!('children' in node)) return;
    parents.push(node);
    for (const child of node.children) walk(child);
  };
  walk(tree);
  return parents.sort((a, b) => rangeOf(a).start - rangeOf(b).start);
}

export function rangeOf({ position }: Node): { start: number; end: number } {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

const letter = /[\p{L}\p{N}]/u;

/** `Kolleg*innen und Leser*innen`: a star within a word begins or ends nothing that goes beyond the word. */
function genderStars(parent: Parents, source: string): Edit[] {
  return parent.children.flatMap((node) => {
    if (node.type !== 'emphasis') return [];
    const { start, end } = rangeOf(node);
    const inner = source.slice(start + 1, end - 1);
    if (source[start] !== '*') return [];
    const opensWithin = letter.test(source[start - 1] ?? '') && letter.test(inner[0] ?? '');
    const closesWithin = letter.test(source[end] ?? '') && letter.test(inner.at(-1) ?? '');
    const suffix = /^(?:in|innen|r|n|e|er|en|em|es)(?!\p{L})/u;
    return [
      ...(opensWithin && (/\s/.test(inner) || suffix.test(inner)) ? [start] : []),
      ...(closesWithin && (/\s/.test(inner) || suffix.test(source.slice(end, end + 8))) ? [end - 1] : []),
    ].map((offset) => ({ offset, length: 1, text: '&#42;' }));
  });
}

/**
 * `**„Zitat“**bleibt`: where a mark stands between punctuation and a letter, the specification takes it for no end (or
 * no beginning). With the letter as a character reference it does.
 */
function openMarks(parent: Parents, source: string): Edit[] {
  const literal = parent.type === 'link' && source[rangeOf(parent).start] !== '[';
  if (!isText(parent) || literal) return [];
  const marks = parent.children.flatMap((node) => (node.type === 'text' ? marksIn(node, source) : []));
  const edits: Edit[] = [];
  for (let index = 0; index + 1 < marks.length; index += 1) {
    const [opening, closing] = [marks[index], marks[index + 1]];
    if (!opening || !closing || opening.sign !== closing.sign) continue;
    const [start, end] = [opening.at + opening.sign.length, closing.at];
    const before = lastCharacter(source.slice(Math.max(0, opening.at - 2), opening.at));
    const after = firstCharacter(source.slice(closing.at + closing.sign.length));
    const inner = source.slice(start, end);
    if (inner === '' || /^\s|\s$|\n\s*\n/.test(inner)) continue;
    const [first, last] = [firstCharacter(inner), lastCharacter(inner)];
    // One star alone may mean many things; it must look like formatting on both sides.
    if (opening.sign === '*' && (letter.test(before) || letter.test(last))) continue;
    const opens = opening.within.before && letter.test(before) && !letter.test(first);
    const closes = closing.within.after && letter.test(after) && !letter.test(last);
    if (!opens && !closes) continue;
    if (opens) edits.push(reference(opening.at - before.length, before));
    if (closes) edits.push(reference(closing.at + closing.sign.length, after));
    index += 1;
  }
  return edits;
}

/** A sign of formatting that stayed text, and whether the text goes on before and behind it. */
interface OpenMark {
  sign: string;
  at: number;
  within: { before: boolean; after: boolean };
}

function marksIn(node: PhrasingContent, source: string): OpenMark[] {
  const { start, end } = rangeOf(node);
  return [...source.slice(start, end).matchAll(/\\[\s\S]|(\*+|~+)/g)].flatMap(({ 1: sign, index }) => {
    if (sign === undefined || !['*', '**', '~~'].includes(sign)) return [];
    const at = start + index;
    return [{ sign, at, within: { before: at > start, after: at + sign.length < end } }];
  });
}

function reference(offset: number, character: string): Edit {
  return { offset, length: character.length, text: `&#${character.codePointAt(0)};` };
}

function firstCharacter(text: string): string {
  return /^[\s\S]/u.exec(text)?.[0] ?? '';
}

function lastCharacter(text: string): string {
  return /[\s\S]$/u.exec(text)?.[0] ?? '';
}
