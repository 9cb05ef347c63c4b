// Blocks of an article as the nodes of a Markdown tree (mdast).
import type { BlockContent, Html, List, ListItem, Paragraph, PhrasingContent, Table, TableRow } from 'mdast';
import { html } from '../../html/html.ts';
import type { NodeJson } from '../content.ts';
import { linesOf } from '../fit-blocks.ts';
import { listTypeOf } from '../list-type.ts';
import { inlineHtml } from '../public/inline-html.ts';
import { checkedDocument } from '../read-article.ts';
import { columnAlignmentsOf, gridOf } from '../table-columns.ts';
import { type Exported, photoCredit } from './exported.ts';
import { blockHtml } from './html-out.ts';
import { inlineNodes, lineNodes } from './markdown-inline.ts';

export function blockNodes(blocks: readonly NodeJson[], article: Exported): BlockContent[] {
  return blocks.flatMap((block) => blockNode(block, article) ?? []);
}

function blockNode(block: NodeJson, article: Exported): BlockContent | null {
  const content = block.content ?? [];
  switch (block.type) {
    case 'heading': {
      const children = lineNodes(content);
      return children.length === 0
        ? null
        : { type: 'heading', depth: block.attrs?.level === 3 ? 4 : 3, children };
    }
    case 'bulletList':
    case 'orderedList':
      return listTypeOf(block.attrs?.type) === null ? list(block, article) : asHtml(block, article);
    case 'blockquote': {
      const source = textOf(block.attrs?.source);
      const signed = source === '' ? [] : [paragraphOf([{ type: 'text', value: `— ${source}` }])];
      return { type: 'blockquote', children: [...blockNodes(content, article), ...signed] };
    }
    case 'pullQuote':
      return content.length === 0 ? null : pullQuote(block);
    case 'figure':
      return pictureNode(block.attrs ?? {}, article);
    case 'table':
      return table(block);
    case 'codeBlock': {
      const { language } = block.attrs ?? {};
      const value = content.map((node) => node.text ?? '').join('');
      return { type: 'code', lang: typeof language === 'string' ? language : null, value };
    }
    case 'horizontalRule':
      return { type: 'thematicBreak' };
    case 'embed': {
      const url = textOf(block.attrs?.url);
      return paragraphOf([{ type: 'link', url, children: [{ type: 'text', value: url }] }]);
    }
    default: {
      const children = inlineNodes(content, { type: 'break' });
      return children.length === 0 ? null : paragraphOf(children);
    }
  }
}

function paragraphOf(children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
}

function list(block: NodeJson, article: Exported): List {
  const start = typeof block.attrs?.start === 'number' ? block.attrs.start : 1;
  const ordered = block.type === 'orderedList';
  const children = (block.content ?? []).map((item): ListItem => {
    const content = item.content ?? [];
    // A list that does not begin with 1 needs an empty line above it to be one.
    const spread = content
      .slice(1)
      .some(
        ({ type, attrs }) =>
          type === 'paragraph' ||
          (type === 'orderedList' && (attrs?.start ?? 1) !== 1 && listTypeOf(attrs?.type) === null),
      );
    return { type: 'listItem', spread, children: blockNodes(content, article) };
  });
  return { type: 'list', ordered, ...(ordered ? { start } : {}), spread: false, children };
}

/** Markdown counts in numbers alone. */
function asHtml(block: NodeJson, article: Exported): Html | null {
  const [node] = checkedDocument([block]).children;
  const written = node && blockHtml(node, article);
  return written ? { type: 'html', value: written.toString() } : null;
}

/** Markdown has no sign for it. */
function pullQuote(block: NodeJson): Html | null {
  const [node] = checkedDocument([block]).children;
  if (!node) return null;
  return {
    type: 'html',
    value: html`<aside data-pull-quote="">${inlineHtml(node.content)}</aside>`.toString(),
  };
}

interface PictureFields {
  media?: unknown;
  alt?: unknown;
  caption?: unknown;
  credit?: unknown;
}

/** A picture with its caption as its title and its credit in italics below it. */
export function pictureNode(fields: PictureFields, { pictureAddress, language }: Exported): Paragraph {
  const [media, alt, caption, credit] = [
    textOf(fields.media),
    textOf(fields.alt),
    textOf(fields.caption),
    textOf(fields.credit),
  ] as const;
  const image: PhrasingContent = {
    type: 'image',
    url: pictureAddress(media),
    alt,
    title: caption === '' ? null : caption,
  };
  if (credit === '') return paragraphOf([image]);
  const said: PhrasingContent = {
    type: 'emphasis',
    children: [{ type: 'text', value: `${photoCredit[language]}: ${credit}` }],
  };
  return paragraphOf([image, { type: 'text', value: '\n' }, said]);
}

/** Cells side by side. A table without names of columns gets empty ones, for Markdown insists on them. */
function table(block: NodeJson): Table {
  const rows = (block.content ?? []).map((row) => row.content ?? []);
  const [first = []] = rows;
  const named = first.length > 0 && first.every(({ type }) => type === 'tableHeader');
  const grid = gridOf(rows);
  const columns = Math.max(1, ...grid.map((row) => row.length));
  const lines = [...(named ? [] : [[]]), ...grid].map(
    (row): TableRow => ({
      type: 'tableRow',
      children: Array.from({ length: columns }, (_, at) => ({
        type: 'tableCell',
        children: cellNodes(row[at] ?? null),
      })),
    }),
  );
  return { type: 'table', align: columnAlignmentsOf(block), children: lines };
}

function cellNodes(cell: NodeJson | null): PhrasingContent[] {
  if (!cell) return [];
  const lines = linesOf(cell)
    .map(lineNodes)
    .filter((line) => line.length > 0);
  return lines.flatMap((line, index) =>
    index === 0 ? line : [{ type: 'html', value: '<br>' } as const, ...line],
  );
}
