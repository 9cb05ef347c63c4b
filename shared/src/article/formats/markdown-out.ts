// An article as Markdown (CommonMark with GitHub's tables and strikethrough).
import { html } from '../../html/html.ts';
import type { NodeJson } from '../content.ts';
import { linesOf } from '../fit-blocks.ts';
import { inlineHtml } from '../public/inline-html.ts';
import { checkedDocument } from '../read-article.ts';
import { type Exported, type ExportSource, exported, photoCredit } from './exported.ts';
import { destination, escapedText, inlineMarkdown } from './markdown-inline.ts';

/** The whole text: the headline as the first heading, sections as headings of the second level. */
export function writeMarkdown(source: ExportSource): string {
  const article = exported(source);
  const { headline, dek, byline, lead, sections } = article;
  const head = [
    headline === '' ? '' : `# ${heading([{ type: 'text', text: headline }])}`,
    escapedText(dek, true),
    escapedText(byline, true),
    lead.media === '' ? '' : picture(lead, article),
  ];
  const body = sections.map(
    ({ label, blocks }) =>
      `## ${heading([{ type: 'text', text: label }])}\n\n${blocksMarkdown(blocks, article)}`,
  );
  return `${[...head, ...body].filter((part) => part !== '').join('\n\n')}\n`;
}

const paragraphBreak = '\\\n';

function blocksMarkdown(blocks: readonly NodeJson[], article: Exported): string {
  const parts: string[] = [];
  let before: string | null = null;
  for (const block of blocks) {
    const text = blockMarkdown(block, article);
    if (text === '') continue;
    // Two lists in a row would be one.
    if (before === block.type && (before === 'bulletList' || before === 'orderedList'))
      parts.push('<!-- -->');
    parts.push(text);
    before = block.type;
  }
  return parts.join('\n\n');
}

function blockMarkdown(block: NodeJson, article: Exported): string {
  const content = block.content ?? [];
  switch (block.type) {
    case 'heading': {
      const text = heading(content);
      return text === '' ? '' : `${block.attrs?.level === 3 ? '####' : '###'} ${text}`;
    }
    case 'bulletList':
    case 'orderedList':
      return list(block, article);
    case 'blockquote': {
      const source = typeof block.attrs?.source === 'string' ? block.attrs.source.trim() : '';
      const parts = [
        blocksMarkdown(content, article),
        source === '' ? '' : `— ${escapedText(source, false)}`,
      ];
      return prefixed(parts.filter((part) => part !== '').join('\n\n'), '> ');
    }
    case 'pullQuote':
      // Markdown has no sign for it.
      return content.length === 0 ? '' : pullQuote(block);
    case 'figure':
      return picture(block.attrs ?? {}, article);
    case 'table':
      return table(block);
    case 'codeBlock':
      return code(block);
    case 'horizontalRule':
      return '---';
    case 'embed':
      return `<${String(block.attrs?.url ?? '')}>`;
    default:
      return inlineMarkdown(content, { lineBreak: paragraphBreak });
  }
}

function heading(content: readonly NodeJson[]): string {
  // A row of number signs at the end would be taken for the heading's own.
  return inlineMarkdown(content, { lineBreak: '<br>' }).replace(/#+$/, '\\$&');
}

function list(block: NodeJson, article: Exported): string {
  const start = typeof block.attrs?.start === 'number' ? block.attrs.start : 1;
  const items = (block.content ?? []).map((item, index) => {
    const sign = block.type === 'bulletList' ? '- ' : `${start + index}. `;
    const content = item.content ?? [];
    const simple = content.slice(1).every(({ type }) => type !== 'paragraph');
    const text = simple
      ? content.map((child) => blockMarkdown(child, article)).join('\n')
      : blocksMarkdown(content, article);
    return sign + prefixed(text, ' '.repeat(sign.length)).trimStart();
  });
  return items.join('\n');
}

function prefixed(lines: string, prefix: string): string {
  return lines.replace(/^.*$/gm, (line) => (prefix + line).trimEnd());
}

function pullQuote(block: NodeJson): string {
  const [node] = checkedDocument([block]).children;
  return node ? html`<aside data-pull-quote="">${inlineHtml(node.content)}</aside>`.toString() : '';
}

function picture(
  attrs: { media?: unknown; alt?: unknown; caption?: unknown; credit?: unknown },
  { pictureAddress, language }: Exported,
): string {
  const [media = '', alt = '', caption = '', credit = ''] = [
    attrs.media,
    attrs.alt,
    attrs.caption,
    attrs.credit,
  ].map((value) => (typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : ''));
  const title = caption === '' ? '' : ` "${caption.replace(/[\\"]/g, '\\$&')}"`;
  const image = `![${escapedText(alt, false)}](${destination(pictureAddress(media))}${title})`;
  return credit === '' ? image : `${image}\n*${photoCredit[language]}: ${escapedText(credit, false)}*`;
}

function code(block: NodeJson): string {
  const text = (block.content ?? []).map((node) => node.text ?? '').join('');
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const { language } = block.attrs ?? {};
  return `${fence}${typeof language === 'string' ? language : ''}\n${text}\n${fence}`;
}

/** Cells side by side. A table without names of columns gets empty ones, for Markdown insists on them. */
function table(block: NodeJson): string {
  const rows = (block.content ?? []).map((row) => row.content ?? []);
  const columns = Math.max(1, ...rows.map((row) => row.reduce((sum, cell) => sum + width(cell), 0)));
  const [first = []] = rows;
  const named = first.length > 0 && first.every(({ type }) => type === 'tableHeader');
  const lines = [
    rowLine(named ? first : [], columns),
    `| ${Array(columns).fill('---').join(' | ')} |`,
    ...(named ? rows.slice(1) : rows).map((row) => rowLine(row, columns)),
  ];
  return lines.join('\n');
}

function rowLine(cells: readonly NodeJson[], columns: number): string {
  const texts = cells.flatMap((cell) => [cellText(cell), ...Array(width(cell) - 1).fill('')]);
  return `| ${[...texts, ...Array(columns - texts.length).fill('')].join(' | ')} |`;
}

function width(cell: NodeJson): number {
  return typeof cell.attrs?.colspan === 'number' ? cell.attrs.colspan : 1;
}

function cellText(cell: NodeJson): string {
  const options = { lineBreak: '<br>', cell: true };
  return linesOf(cell)
    .map((line) => inlineMarkdown(line, options))
    .join('<br>');
}
