// Markdown as a tree (mdast): CommonMark with GitHub's tables, footnotes, task lists and strikethrough, and definition
// lists. Where the letter of the specification would swallow or misread what people write, the source is mended first.
import type { Root } from 'mdast';
import { defListFromMarkdown } from 'mdast-util-definition-list';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { defList } from 'micromark-extension-definition-list';
import { gfm } from 'micromark-extension-gfm';
import { type Edit, markdownRepairs } from './markdown-repairs.ts';

export interface MarkdownTree {
  tree: Root;
  /** The source to which the tree's positions lead. */
  source: string;
}

/** A repair may bring another to light: what stood within an HTML block is Markdown once that is none. */
const maxRounds = 12;

export function parseMarkdown(input: string): MarkdownTree {
  let source = input;
  for (let round = 1; ; round += 1) {
    const tree = fromMarkdown(source, {
      // One tilde is a tilde: `~100 Euro bis ~200 Euro` strikes nothing.
      extensions: [gfm({ singleTilde: false }), defList],
      mdastExtensions: [gfmFromMarkdown(), defListFromMarkdown],
    });
    const edits = markdownRepairs(tree, source, { onlyText: round >= maxRounds });
    if (edits.length === 0 || round > maxRounds) return { tree, source };
    source = edited(source, edits);
  }
}

function edited(source: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { offset, length, text } of edits.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < at) continue;
    parts.push(source.slice(at, offset), text);
    at = offset + length;
  }
  return [...parts, source.slice(at)].join('');
}
