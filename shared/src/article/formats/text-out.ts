// An article as plain text, in the layout in which the plain-text import recognizes it.
import type { NodeJson } from '../content.ts';
import { type ListType, listLabel, listTypeOf } from '../list-type.ts';
import { type Exported, type ExportSource, exported, photoCredit } from './exported.ts';
import { isCredit } from './line-kinds.ts';

/** Headline, dek and credit, then each section below its name in capitals; paragraphs stand apart by an empty line. */
export function writeText(source: ExportSource): string {
  const article = exported(source);
  const { headline, dek, byline, lead, sections, language, embargo } = article;
  const picture = lead.media === '' ? '' : captionLine(lead, article);
  const parts = [
    embargo === null ? '' : embargoLine(embargo, language),
    headline,
    dek,
    byline === '' ? '' : creditLine(byline, language),
    picture,
  ];
  for (const { label, blocks } of sections) {
    parts.push(label.toLocaleUpperCase(language), ...blocks.map((block) => blockText(block, article)));
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** In the form in which agencies write it, and which is known for one. */
function embargoLine(embargo: string, language: Exported['language']): string {
  const time = `${embargo.slice(0, 10)}, ${embargo.slice(11, 16)}`;
  return language === 'de' ? `Sperrfrist: ${time} Uhr UTC` : `EMBARGOED UNTIL: ${time} UTC`;
}

/** A byline in a form that is known for one. */
function creditLine(byline: string, language: Exported['language']): string {
  if (isCredit(byline)) return byline;
  return `${language === 'de' ? 'Von' : 'By'} ${byline}`;
}

function captionLine(picture: { caption?: unknown; credit?: unknown }, { language }: Exported): string {
  const caption = text(picture.caption);
  const credit = text(picture.credit);
  const parts = [caption, credit === '' ? '' : `${photoCredit[language]}: ${credit}`];
  return parts.filter((part) => part !== '').join(' ');
}

function blockText(block: NodeJson, article: Exported): string {
  const content = block.content ?? [];
  switch (block.type) {
    case 'bulletList':
    case 'orderedList':
      return listLines(block, 0).join('\n');
    case 'blockquote': {
      const source = text(block.attrs?.source);
      const lines = content.map((child) => blockText(child, article)).join('\n\n');
      return quoted(source === '' ? lines : `${lines}\n— ${source}`);
    }
    case 'pullQuote':
      return quoted(inlineText(content));
    case 'table':
      return content
        .map((row) => (row.content ?? []).map((cell) => cellText(cell, article)).join(' | '))
        .join('\n');
    case 'codeBlock':
      return inlineText(content);
    case 'figure':
      return captionLine(block.attrs ?? {}, article);
    case 'embed':
      return text(block.attrs?.url);
    case 'horizontalRule':
      return '---';
    default:
      return inlineText(content);
  }
}

function cellText(cell: NodeJson, article: Exported): string {
  return (cell.content ?? []).map((block) => blockText(block, article).replaceAll('\n', ' ')).join(' ');
}

function listLines(list: NodeJson, depth: number): string[] {
  const start = typeof list.attrs?.start === 'number' ? list.attrs.start : 1;
  return (list.content ?? []).flatMap((item, index) => {
    const sign = list.type === 'bulletList' ? '- ' : listSign(start + index, listTypeOf(list.attrs?.type));
    return (item.content ?? []).flatMap((block, place) => {
      if (block.type !== 'paragraph') return listLines(block, depth + 1);
      const [first = '', ...more] = inlineText(block.content ?? []).split('\n');
      const indent = '  '.repeat(depth);
      return [`${indent}${place === 0 ? sign : '  '}${first}`, ...more.map((line) => `${indent}  ${line}`)];
    });
  });
}

/** Letters and Roman numerals bear a bracket: with a full stop they would look like a name's initial. */
function listSign(number: number, type: ListType | null): string {
  return `${listLabel(number, type)}${type === null ? '.' : ')'} `;
}

function quoted(lines: string): string {
  return lines.replace(/^(?=.)/gm, '> ');
}

/** The text, and behind a link where it leads, unless that is what the text says anyway. */
function inlineText(nodes: readonly NodeJson[]): string {
  return nodes
    .map((node, index) => {
      if (node.type === 'hardBreak') return '\n';
      const said = node.text ?? '';
      const href = linkOf(node);
      const goesOn = href !== null && href === linkOf(nodes[index + 1]);
      return href === null || goesOn || said.includes(href) ? said : `${said} (${href})`;
    })
    .join('');
}

function linkOf(node: NodeJson | undefined): string | null {
  const href = node?.marks?.find(({ type }) => type === 'link')?.attrs?.href;
  return typeof href === 'string' ? href : null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
