// Word documents for tests, written as XML.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { linesOf } from '@galley/shared/article/fit-blocks.ts';
import type { FoundFile } from '@galley/shared/article/formats/found.ts';
import { inlineText } from '@galley/shared/article/formats/inline.ts';
import { zipOf } from '../testing.ts';
import { readDocx } from './read-docx.ts';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006';
const namespaces = [
  ['w', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'],
  ['r', `${office}/relationships`],
  ['m', `${office}/math`],
  ['a', `${drawing}/main`],
  ['wp', `${drawing}/wordprocessingDrawing`],
  ['pic', `${drawing}/picture`],
  ['mc', 'http://schemas.openxmlformats.org/markup-compatibility/2006'],
  ['v', 'urn:schemas-microsoft-com:vml'],
  ['o', 'urn:schemas-microsoft-com:office:office'],
  ['wps', 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

export interface DocxParts {
  /** The inner XML of these parts. */
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  comments?: string;
  /** Other parts by their names. */
  files?: Record<string, string | Buffer>;
  /** Of the main part: the type and target by id; an address is external. */
  relationships?: Record<string, [type: string, target: string]>;
}

/** A Word document whose body is this XML. */
function docxOf(body: string, parts: DocxParts = {}): Buffer {
  const { files = {}, relationships = {} } = parts;
  const named = ['styles', 'numbering', 'footnotes', 'endnotes', 'comments'] as const;
  const inner = named.flatMap((name) => {
    const xml = parts[name];
    return xml === undefined
      ? []
      : [{ name: `word/${name}.xml`, data: `<w:${name} ${namespaces}>${xml}</w:${name}>` }];
  });
  const links = Object.entries(relationships).map(([id, [type, target]]) => {
    const mode = /^\w+:/.test(target) ? ' TargetMode="External"' : '';
    return `<Relationship Id="${id}" Type="${office}/relationships/${type}" Target="${target}"${mode}/>`;
  });
  const packageLinks = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return zipOf(
    { name: 'word/document.xml', data: `<w:document ${namespaces}><w:body>${body}</w:body></w:document>` },
    {
      name: 'word/_rels/document.xml.rels',
      data: `<Relationships xmlns="${packageLinks}">${links.join('')}</Relationships>`,
    },
    ...inner,
    ...Object.entries(files).map(([name, data]) => ({ name, data })),
  );
}

export const r = (text: string, properties = '') =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const wp = (content: string, properties = '') =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
/** A paragraph of one run. */
export const para = (text: string, properties = '') => wp(r(text), properties);
export const styled = (style: string, text: string) => para(text, `<w:pStyle w:val="${style}"/>`);
/** A style of paragraphs with what stands in it. */
export const style = (id: string, name: string, inner = '', type = 'paragraph') =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${inner}</w:style>`;
export const cell = (...blocks: string[]) => `<w:tc>${blocks.join('')}</w:tc>`;
export const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
export const tbl = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;

/** What is found in a document, which must be readable. */
export async function foundIn(body: string, parts?: DocxParts): Promise<FoundFile> {
  const outcome = await readDocx(docxOf(body, parts));
  if (outcome.outcome !== 'read') throw new Error(`Refused: ${outcome.fault}`);
  return outcome;
}

/** A line a piece: what it is, and its words. */
export function shown({ found }: Pick<FoundFile, 'found'>): string[] {
  return found.map((one) => {
    const start = one.leftOut ? `(${one.leftOut}) ` : '';
    if (one.type === 'picture')
      return `${start}picture ${[one.alt, one.caption, one.credit].map((text) => `[${text}]`).join('')}`;
    if (one.type === 'block')
      return `${start}${one.block.type}: ${linesOf(one.block).map(inlineText).join(' / ')}`;
    const { form } = one;
    const more =
      form.is === 'heading'
        ? ` ${form.level}`
        : form.is === 'numbered'
          ? ` ${form.depth}.${form.number}${form.type ?? ''}`
          : form.is === 'bullet'
            ? ` ${form.depth}`
            : form.is === 'quote' && form.source !== ''
              ? ` (${form.source})`
              : '';
    return `${start}${form.is}${more}: ${inlineText(one.inline)}`;
  });
}

/** Text with the names of its marks: `bold{words}`. */
export function marked(nodes: readonly NodeJson[]): string {
  return nodes
    .map(({ text = '\n', marks = [] }) =>
      marks.reduceRight(
        (inner, { type, attrs }) => `${type === 'link' ? `${attrs?.href}` : type}{${inner}}`,
        text,
      ),
    )
    .join('');
}
