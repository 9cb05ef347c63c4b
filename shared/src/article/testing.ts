// Small articles for tests, and random ones.
import * as fc from 'fast-check';
import type { TemplateId } from '../ids.ts';
import { newId, type SectionId } from '../ids.ts';
import type { BlockType } from './blocks.ts';
import { builtInTemplates } from './built-in-templates.ts';
import { type ArticleContent, emptyLead, type NodeJson, type SectionContent } from './content.ts';
import type { Template } from './template.ts';

/** A built-in template as the server gives it. */
export function template(id: 'news' | 'interview' | 'review' | 'blank'): Template {
  const found = builtInTemplates.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`There is no template ${id}.`);
  return { id: id as TemplateId, ...found.content, version: 1, archived: false };
}

type Inline = string | NodeJson;
type Mark = NonNullable<NodeJson['marks']>[number];

/** Words, with marks by their names or with attributes. */
export function t(text: string, ...marks: (string | Mark)[]): NodeJson {
  const all = marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark));
  return all.length > 0 ? { type: 'text', text, marks: all } : { type: 'text', text };
}

/** A mark: a link. */
export const link = (href: string): Mark => ({ type: 'link', attrs: { href } });
/** A mark: an editor’s note. */
export const note = (text: string): Mark => ({ type: 'note', attrs: { text } });
/** A line break. */
export const br: NodeJson = { type: 'hardBreak' };

function withContent(type: string, content: NodeJson[], attrs: Record<string, unknown> = {}): NodeJson {
  return { type, attrs: { id: newId<string>(), ...attrs }, content };
}

const inline = (parts: Inline[]) => parts.map((part) => (typeof part === 'string' ? t(part) : part));

/** A paragraph. */
export const p = (...parts: Inline[]) => withContent('paragraph', inline(parts));
/** A subheading. */
export const h = (level: 2 | 3, ...parts: Inline[]) => withContent('heading', inline(parts), { level });
/** A pull quote. */
export const pull = (...parts: Inline[]) => withContent('pullQuote', inline(parts));
/** A block of code. */
export const code = (text: string, language: string | null = null) =>
  withContent('codeBlock', [t(text)], { language });
/** A quote with its source; empty for none. */
export const quote = (source: string, ...blocks: NodeJson[]) => withContent('blockquote', blocks, { source });
/** An item of a list. */
export const item = (...blocks: NodeJson[]): NodeJson => ({ type: 'listItem', content: blocks });
/** A list with bullets. */
export const ul = (...items: NodeJson[]) => withContent('bulletList', items);
/** A list that counts in letters or Roman numerals. */
export const lettered = (type: 'a' | 'A' | 'i' | 'I', start: number, ...items: NodeJson[]) =>
  withContent('orderedList', items, { start, type });
/** A list that counts from `start`. */
export const ol = (start: number, ...items: NodeJson[]) => withContent('orderedList', items, { start });
/** A divider. */
export const hr = (): NodeJson => ({ type: 'horizontalRule', attrs: { id: newId<string>() } });
/** An embed. */
export const embed = (url: string): NodeJson => ({ type: 'embed', attrs: { id: newId<string>(), url } });
/** A picture in the text. */
export const figure = (media: string, alt = '', caption = '', credit = ''): NodeJson => ({
  type: 'figure',
  attrs: { id: newId<string>(), media, alt, caption, credit },
});
/** A cell of a table. */
export const cell = (...blocks: NodeJson[]): NodeJson => ({
  type: 'tableCell',
  attrs: { colspan: 1, rowspan: 1, colwidth: null },
  content: blocks,
});
/** A cell that heads its row or column. */
export const headerCell = (...blocks: NodeJson[]): NodeJson => ({ ...cell(...blocks), type: 'tableHeader' });
/** A row of a table. */
export const row = (...cells: NodeJson[]): NodeJson => ({ type: 'tableRow', content: cells });
/** A table. */
export const table = (...rows: NodeJson[]) => withContent('table', rows);

/** A block of each type that holds this word of eleven letters, as long as a video's id: a new type has to say what it looks like. */
export const oneOfEach = (word: string) =>
  ({
    paragraph: p(word),
    heading: h(2, word),
    bulletList: ul(item(p(word))),
    orderedList: ol(1, item(p(word))),
    blockquote: quote(word, p(word)),
    pullQuote: pull(word),
    figure: figure('picture1', word, word, word),
    table: table(row(headerCell(p(word))), row(cell(p(word)))),
    codeBlock: code(word),
    horizontalRule: hr(),
    embed: embed(`https://www.youtube.com/watch?v=${word}`),
  }) satisfies Record<BlockType, NodeJson>;

/** A section of this kind without a title. */
export function section(kind: string, ...blocks: NodeJson[]): SectionContent {
  return { id: newId<SectionId>(), kind, title: '', blocks };
}

/** An article of a headline and sections, without dek and lead image. */
export function article(headline: string, ...sections: SectionContent[]): ArticleContent {
  return { headline, dek: '', lead: emptyLead, sections };
}

/** The words of a text: what stands between blanks. */
export function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

/** All text of content in reading order, sections' own titles included. */
export function textOf(content: ArticleContent): string {
  const text = (node: NodeJson): string =>
    node.type === 'hardBreak'
      ? '\n'
      : (node.text ?? '') + (node.content ?? []).map(text).join('') + after(node);
  const after = (node: NodeJson) =>
    node.content || node.type === 'listItem'
      ? `${typeof node.attrs?.source === 'string' ? ` ${node.attrs.source}` : ''} `
      : '';
  return [
    content.headline,
    content.dek,
    ...content.sections.flatMap(({ title, blocks }) => [title, ...blocks.map(text)]),
  ].join(' ');
}

/** Words of two to nine letters, some with umlauts, in lower case. */
export const wordArbitrary = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnoprstuvwzäöüß'),
  minLength: 2,
  maxLength: 9,
});

/** A sentence that nobody takes for a subheading: it is long and ends with a full stop. */
export const sentenceArbitrary = fc
  .array(wordArbitrary, { minLength: 13, maxLength: 30 })
  .map((words) => `${capitalized(words.join(' '))}.`);

/** A few words such as subheadings have. */
export const titleArbitrary = fc
  .array(wordArbitrary, { minLength: 2, maxLength: 5 })
  .map((words) => capitalized(words.join(' ')));

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase().replace('SS', 'S') + text.slice(1);
}
