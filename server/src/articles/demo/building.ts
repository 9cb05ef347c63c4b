// Small builders for the demo articles' text.
import type { NodeJson, SectionContent } from '@galley/shared/article/content.ts';
import { newId, type SectionId } from '@galley/shared/ids.ts';

type Inline = string | NodeJson;

/** A section of a kind with these blocks. */
export function section(kind: string, ...blocks: NodeJson[]): SectionContent {
  return { id: newId<SectionId>(), kind, title: '', blocks };
}

export function p(...parts: Inline[]): NodeJson {
  return { type: 'paragraph', attrs: { id: newId() }, content: parts.map(inline) };
}

export function subheading(text: string): NodeJson {
  return { type: 'heading', attrs: { id: newId(), level: 2 }, content: [inline(text)] };
}

export function bullets(...items: Inline[]): NodeJson {
  return {
    type: 'bulletList',
    attrs: { id: newId() },
    content: items.map((item) => ({ type: 'listItem', content: [p(item)] })),
  };
}

export function quote(text: string, source: string): NodeJson {
  return { type: 'blockquote', attrs: { id: newId(), source }, content: [p(text)] };
}

export function pullQuote(text: string): NodeJson {
  return { type: 'pullQuote', attrs: { id: newId() }, content: [inline(text)] };
}

/** A table whose first row names the columns. */
export function table([head = [], ...rows]: string[][]): NodeJson {
  const row = (type: 'tableHeader' | 'tableCell') => (cells: string[]) => ({
    type: 'tableRow',
    content: cells.map((cell) => ({ type, attrs: { colspan: 1, rowspan: 1 }, content: [p(cell)] })),
  });
  return {
    type: 'table',
    attrs: { id: newId() },
    content: [row('tableHeader')(head), ...rows.map(row('tableCell'))],
  };
}

export function bold(text: string): NodeJson {
  return { type: 'text', text, marks: [{ type: 'bold' }] };
}

export function italic(text: string): NodeJson {
  return { type: 'text', text, marks: [{ type: 'italic' }] };
}

/** A passage with an editor's note on it, which only the desk sees. */
export function noted(text: string, note: string): NodeJson {
  return { type: 'text', text, marks: [{ type: 'note', attrs: { text: note } }] };
}

function inline(part: Inline): NodeJson {
  return typeof part === 'string' ? { type: 'text', text: part } : part;
}
