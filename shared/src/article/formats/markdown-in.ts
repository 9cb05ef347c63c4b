// Markdown, read by way of HTML: one rule decides there what has a place in an article.
import { type FoundFile, joinedLosses } from './found.ts';
import { readFrontMatter } from './front-matter.ts';
import { type HtmlOptions, readHtml } from './html-in.ts';
import { markdownHtml } from './markdown-html.ts';
import { parseMarkdown } from './markdown-tree.ts';

/**
 * What is found in Markdown with its front matter (CommonMark with GitHub's extensions and definition lists). Words that
 * Markdown itself would not show stay too: definitions that nothing refers to, cells beyond a table's columns, titles of links.
 */
export function readMarkdown(source: string, options: HtmlOptions = {}): FoundFile {
  const head = readFrontMatter(source);
  const { html, comments } = markdownHtml(parseMarkdown(head.text));
  const { found, facts, lost } = readHtml(html, options);
  return {
    found,
    facts: { ...facts, ...head.facts },
    lost: joinedLosses([
      ...head.lost,
      ...lost,
      { what: 'comments', count: comments.length, words: comments },
    ]),
  };
}
