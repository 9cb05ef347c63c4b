// The footnotes of a tree of Markdown, numbered in the order in which the text refers to them.
import type { FootnoteDefinition, Nodes } from 'mdast';

export interface Footnotes {
  numberOf(identifier: string): number;
  /** Whether the note has the name of an earlier one, so that nothing can refer to it. */
  isRepeated(note: FootnoteDefinition): boolean;
  /** All notes with their numbers; those that nothing refers to come last. */
  all(): { number: number; children: FootnoteDefinition['children'] }[];
}

export function footnotesIn(tree: Nodes): Footnotes {
  const notes = new Map<string, FootnoteDefinition>();
  const order: string[] = [];
  const refer = (identifier: string) => {
    if (!order.includes(identifier)) order.push(identifier);
  };
  const walk = (node: Nodes) => {
    if (node.type === 'footnoteReference') refer(node.identifier);
    if (node.type === 'footnoteDefinition' && !notes.has(node.identifier)) notes.set(node.identifier, node);
    // References within notes count where the note is read.
    else if ('children' in node && node.type !== 'footnoteDefinition') node.children.forEach(walk);
  };
  walk(tree);
  for (const [identifier, note] of notes) {
    if (!order.includes(identifier)) order.push(identifier);
    note.children.forEach(function within(node: Nodes) {
      if (node.type === 'footnoteReference') refer(node.identifier);
      if ('children' in node) node.children.forEach(within);
    });
  }
  return {
    numberOf: (identifier) => order.indexOf(identifier) + 1,
    isRepeated: (note) => notes.get(note.identifier) !== note,
    all: () =>
      order.flatMap((identifier, index) => {
        const note = notes.get(identifier);
        return note ? [{ number: index + 1, children: note.children }] : [];
      }),
  };
}
