// Inline content: the text within one paragraph.
import { cleanFileText } from '../../text/characters.ts';
import type { NodeJson } from '../content.ts';

type Marks = NonNullable<NodeJson['marks']>;

/** A text node; its marks are left out where there are none. */
export function textNode(text: string, marks: Marks = []): NodeJson {
  return marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text };
}

/** The text of inline content, a break as a line's end. */
export function inlineText(nodes: readonly NodeJson[]): string {
  return nodes.map((node) => (node.type === 'hardBreak' ? '\n' : (node.text ?? ''))).join('');
}

/**
 * Inline content in its plainest form: blanks in a row are one, none stand at the ends or around breaks, characters that
 * no text should have are gone, and neighbors with the same marks are joined. Hard spaces stay where they stand alone;
 * the characters that word processors write for a line's end become breaks.
 */
export function tidyInline(nodes: readonly NodeJson[]): NodeJson[] {
  const result: NodeJson[] = [];
  for (const node of nodes.flatMap(withBreaks)) {
    if (node.type !== 'text') {
      trimEnd(result);
      if (result.length > 0) result.push({ type: 'hardBreak' });
      continue;
    }
    const last = result.at(-1);
    let text = cleanFileText(node.text ?? '').replace(/[\s]{2,}|[^\S\u00a0\u202f]/g, ' ');
    if (last === undefined || last.type !== 'text' || /\s$/.test(last.text ?? '')) text = text.trimStart();
    if (text === '') continue;
    if (last?.type === 'text' && sameMarks(last, node)) last.text = `${last.text ?? ''}${text}`;
    else result.push(textNode(text, node.marks));
  }
  trimEnd(result);
  return result;
}

/** A vertical tab, and Unicode's separators of lines and paragraphs. */
const lineEnds = /[\v\u2028\u2029]/;

function withBreaks(node: NodeJson): NodeJson[] {
  if (node.type !== 'text' || !lineEnds.test(node.text ?? '')) return [node];
  return (node.text ?? '')
    .split(lineEnds)
    .flatMap((text, index) => [...(index > 0 ? [{ type: 'hardBreak' }] : []), { ...node, text }]);
}

function trimEnd(nodes: NodeJson[]): void {
  for (let last = nodes.at(-1); last; last = nodes.at(-1)) {
    const text = last.type === 'text' ? (last.text ?? '').trimEnd() : '';
    if (text !== '') {
      last.text = text;
      return;
    }
    nodes.pop();
  }
}

function sameMarks(a: NodeJson, b: NodeJson): boolean {
  return JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
}
