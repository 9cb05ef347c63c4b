// HTML from a file or from Markdown, parsed as browsers do it.
import { parse } from 'parse5';
import { type HtmlElement, type HtmlNode, isElement } from './html-tree.ts';

/** The parsed document. Any text can be parsed; scripts in it are never run, so what is there without them is read. */
export function parseHtml(source: string): HtmlElement {
  const nodes: HtmlNode[] = parse(source, { scriptingEnabled: false }).childNodes;
  const root = nodes.find(isElement);
  if (!root) throw new Error('The parser gave no root element.');
  return root;
}
