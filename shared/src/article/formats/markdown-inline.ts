// Text with its formatting as nodes of a Markdown tree (mdast). Signs are used where they can only be read one way, and
// HTML elements elsewhere.
import type { Break, Html, PhrasingContent } from 'mdast';
import type { NodeJson } from '../content.ts';
import { tidyInline } from './inline.ts';

type Mark = NonNullable<NodeJson['marks']>[number];

/** The inline content of a block that is one line: breaks are written as HTML. */
export function lineNodes(nodes: readonly NodeJson[]): PhrasingContent[] {
  return inlineNodes(nodes, { type: 'html', value: '<br>' });
}

/** The inline content of a block; `lineBreak` is what stands for a break within it. */
export function inlineNodes(nodes: readonly NodeJson[], lineBreak: Break | Html): PhrasingContent[] {
  return nested(withFreeBlanks(tidyInline(nodes.map(onlyKnownMarks))), 0, {
    lineBreak,
    before: '',
    after: '',
  });
}

const order = ['link', 'bold', 'italic', 'strike', 'superscript', 'subscript', 'code'];

function onlyKnownMarks(node: NodeJson): NodeJson {
  const marks = (node.marks ?? []).filter(({ type }) => order.includes(type));
  const sorted = marks.toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  return { ...node, ...(sorted.length > 0 ? { marks: sorted } : {}) };
}

interface Around {
  lineBreak: Break | Html;
  /** The characters that stand beside the nodes. */
  before: string;
  after: string;
}

/** Neighbors under the same mark as one node; `depth` is how many of their marks are written around them already. */
function nested(nodes: readonly NodeJson[], depth: number, around: Around): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  for (let index = 0; index < nodes.length; ) {
    const node = nodes[index];
    const mark = node?.marks?.[depth];
    if (!node || !mark) {
      if (node) result.push(...leaf(node, around.lineBreak));
      index += 1;
      continue;
    }
    let end = index + 1;
    while (same(nodes[end]?.marks?.[depth], mark)) end += 1;
    const before = characterOf(nodes[index - 1], 'last') ?? around.before;
    const after = characterOf(nodes[end], 'first') ?? around.after;
    result.push(...marked(mark, nodes.slice(index, end), depth, { ...around, before, after }));
    index = end;
  }
  return result;
}

function marked(mark: Mark, nodes: readonly NodeJson[], depth: number, around: Around): PhrasingContent[] {
  if (mark.type === 'code') {
    const text = nodes.map((node) => (node.type === 'hardBreak' ? ' ' : (node.text ?? ''))).join('');
    return [{ type: 'inlineCode', value: text }];
  }
  const children = nested(nodes, depth + 1, around);
  const isFree = !isLetter(around.before) && !isLetter(around.after) && edgesAreText(nodes, depth);
  if (mark.type === 'link') return [{ type: 'link', url: String(mark.attrs?.href ?? ''), children }];
  if (mark.type === 'bold' && isFree) return [{ type: 'strong', children }];
  if (mark.type === 'italic' && isFree) return [{ type: 'emphasis', children }];
  if (mark.type === 'strike' && isFree) return [{ type: 'delete', children }];
  const name = elements[mark.type];
  return [{ type: 'html', value: `<${name}>` }, ...children, { type: 'html', value: `</${name}>` }];
}

const elements: Record<string, string | undefined> = {
  bold: 'strong',
  italic: 'em',
  strike: 'del',
  superscript: 'sup',
  subscript: 'sub',
};

/** Whether letters stand at both ends within, and no other sign: `***` can be read in several ways. */
function edgesAreText(nodes: readonly NodeJson[], depth: number): boolean {
  const [first, last] = [nodes[0], nodes.at(-1)];
  const plain = (node: NodeJson | undefined) => (node?.marks?.length ?? 0) === depth + 1;
  return (
    plain(first) &&
    plain(last) &&
    isLetter(characterOf(first, 'first') ?? '') &&
    isLetter(characterOf(last, 'last') ?? '')
  );
}

function leaf(node: NodeJson, lineBreak: Break | Html): PhrasingContent[] {
  return node.type === 'hardBreak' ? [lineBreak] : [{ type: 'text', value: node.text ?? '' }];
}

function characterOf(node: NodeJson | undefined, which: 'first' | 'last'): string | null {
  if (!node) return null;
  if (node.type === 'hardBreak') return ' ';
  const [first = ''] = (node.text ?? '').match(which === 'first' ? /^./su : /.$/su) ?? [];
  return first;
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

/** Blanks bear formatting only where it goes on on both sides: no sign may stand beside a blank that it encloses. */
function withFreeBlanks(nodes: readonly NodeJson[]): NodeJson[] {
  const parts = nodes.flatMap((node) => {
    if (node.type !== 'text' || isCode(node)) return [node];
    const pieces = (node.text ?? '').split(/(^\s+|\s+$)/).filter((piece) => piece !== '');
    return pieces.map((text) => ({ ...node, text }));
  });
  return parts.map((part, index) => {
    const blank = part.type === 'hardBreak' || ((part.text ?? '').trim() === '' && !isCode(part));
    if (!blank) return part;
    const before = parts[index - 1]?.marks ?? [];
    const after = parts[index + 1]?.marks ?? [];
    // Only those that lie around it on both sides from the outermost on.
    const shared = before.findIndex((mark, at) => !same(mark, after[at]));
    return { ...part, marks: before.slice(0, shared === -1 ? before.length : shared) };
  });
}

function isCode(node: NodeJson): boolean {
  return node.marks?.some(({ type }) => type === 'code') ?? false;
}

function same(a: Mark | undefined, b: Mark | undefined): boolean {
  return a !== undefined && a.type === b?.type && a.attrs?.href === b.attrs?.href;
}
