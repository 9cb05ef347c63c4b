// The words of a block, as comparisons read them.
import type { NodeJson } from '../article/content.ts';
import { pictureTextsOf } from '../article/picture-texts.ts';

/** Everything in a block that is made of words, also what stands in attributes. Items and cells are lines. */
export function blockText(node: NodeJson): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  const figure = node.type === 'figure' ? pictureTextsOf(node) : null;
  const inner = figure ? [] : (node.content ?? []).map(blockText);
  const isText = node.content?.some(({ type }) => type === 'text' || type === 'hardBreak');
  const cells = node.type === 'tableRow';
  const { source, url } = node.attrs ?? {};
  const said = [figure?.alt, figure?.caption, figure?.credit, source, url].filter(
    (value) => typeof value === 'string',
  );
  return [inner.join(isText ? '' : cells ? ' | ' : '\n'), ...said].filter((text) => text !== '').join('\n');
}
