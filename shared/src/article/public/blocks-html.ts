// Blocks as HTML for readers. The outline of a page is: the headline first, sections second, so subheadings begin third.
import type { Node } from '@tiptap/pm/model';
import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string';
import { attribute, Html, html } from '../../html/html.ts';
import type { Language } from '../../language.ts';
import type { NodeJson } from '../content.ts';
import { listTypeOf } from '../list-type.ts';
import type { PictureFacts } from '../picture-files.ts';
import { checkedDocument } from '../read-article.ts';
import { embeddable } from '../schema/embed-hosts.ts';
import type { FigureAttributes } from '../schema/figure.ts';
import { sectionExtensions } from '../schema/schema.ts';
import { isAlignment } from '../schema/table.ts';
import { columnWidthsOf } from '../table-columns.ts';
import { embedHtml } from './embed-html.ts';
import { inlineHtml } from './inline-html.ts';
import { pictureHtml } from './picture-html.ts';
import { readerWords } from './reader-words.ts';

export interface BlocksOptions {
  language: Language;
  /** What is known of the pictures, by id. */
  pictures: ReadonlyMap<string, PictureFacts>;
}

/** A section's blocks. Empty paragraphs are left out. Throws a `ContentError` where the blocks don't fit the schema. */
export function blocksHtml(blocks: readonly NodeJson[], options: BlocksOptions): Html {
  const content = checkedDocument(blocks);
  // Every node and mark has its rule here, so that nothing depends on how an editor renders it.
  return Html.trusted(
    renderToHTMLString({
      content,
      extensions: sectionExtensions,
      options: { nodeMapping: nodeRules(options), markMapping: {} },
    }),
  );
}

type Rule = (props: { node: Node; parent?: Node; children?: string | string[] }) => string;

function nodeRules({ language, pictures }: BlocksOptions): Record<string, Rule> {
  const words = readerWords[language];
  const rules: Record<string, (node: Node, inner: () => Html, parent?: Node) => Html | null> = {
    doc: (_, inner) => inner(),
    text: (node) => html`${node.text ?? ''}`,
    paragraph: (node) => (isBlank(node) ? null : html`<p>${inlineHtml(node.content)}</p>`),
    heading: (node) => {
      if (isBlank(node)) return null;
      const text = inlineHtml(node.content);
      return node.attrs.level === 3 ? html`<h4>${text}</h4>` : html`<h3>${text}</h3>`;
    },
    bulletList: (_, inner) => html`<ul>${inner()}</ul>`,
    orderedList: (node, inner) => {
      const start = Number(node.attrs.start);
      return html`<ol${attribute('start', start !== 1 && start)}${attribute('type', listTypeOf(node.attrs.type))}>${inner()}</ol>`;
    },
    listItem: (node, inner) => html`<li>${tight(node) ?? inner()}</li>`,
    blockquote: (node, inner) => {
      const source = String(node.attrs.source ?? '').trim();
      const quote = html`<blockquote>${inner()}</blockquote>`;
      return html`<figure class="quote">${quote}${source && html`<figcaption>${source}</figcaption>`}</figure>`;
    },
    pullQuote: (node) =>
      isBlank(node) ? null : html`<aside class="pull-quote"><p>${inlineHtml(node.content)}</p></aside>`,
    figure: (node) => {
      // The schema's `validate` has seen to the attributes' types.
      const picture = node.attrs as FigureAttributes;
      return pictureHtml(picture, 'text', { facts: pictures.get(picture.media), words });
    },
    table: (node, inner) =>
      html`<div class="table" role="region" aria-label="${words.table}" tabindex="0"><table>${columns(node)}${inner()}</table></div>`,
    tableRow: (_, inner) => html`<tr>${inner()}</tr>`,
    tableHeader: (node, inner, row) =>
      html`<th scope="${isHead(row) ? 'col' : 'row'}"${spans(node)}${alignment(node)}>${tight(node) ?? inner()}</th>`,
    tableCell: (node, inner) => html`<td${spans(node)}${alignment(node)}>${tight(node) ?? inner()}</td>`,
    codeBlock: (node) => html`<pre><code>${node.textContent}</code></pre>`,
    horizontalRule: () => html`<hr>`,
    embed: (node) => {
      const known = embeddable(String(node.attrs.url));
      return known && embedHtml(known, language);
    },
    hardBreak: () => html`<br>`,
  };
  return Object.fromEntries(
    Object.entries(rules).map(([type, rule]): [string, Rule] => [
      type,
      // What children are asked for has gone through these rules too.
      (props) =>
        String(
          rule(props.node, () => Html.trusted([props.children ?? []].flat().join('')), props.parent) ?? '',
        ),
    ]),
  );
}

/** The text of an item or a cell that holds one paragraph and nothing else: then no paragraph is needed. */
function tight(node: Node): Html | null {
  const [first] = node.content.content;
  return node.childCount === 1 && first?.type.name === 'paragraph' ? inlineHtml(first.content) : null;
}

/** Whether a row names the columns: all its cells are headers. */
function isHead(row: Node | undefined): boolean {
  return row?.content.content.every((cell) => cell.type.name === 'tableHeader') ?? false;
}

/** The widths as shares of all, so that a table with them fits every screen. Pages have no styles of their own elements. */
function columns(table: Node): Html | null {
  // What ProseMirror writes as JSON is such a node.
  const widths = columnWidthsOf(table.toJSON() as NodeJson);
  const sum = widths.reduce<number>((all, width) => all + (width ?? 0), 0);
  if (sum === 0) return null;
  // A column without a width takes as much as the others on average.
  const average = sum / widths.filter((width) => width !== null).length;
  const whole = widths.reduce<number>((all, width) => all + (width ?? average), 0);
  const share = (width: number | null) => Math.max(1, Math.round(((width ?? average) / whole) * 100));
  return html`<colgroup>${widths.map((width) => html`<col class="share-${share(width)}">`)}</colgroup>`;
}

function alignment({ attrs: { align } }: Node): Html {
  return html`${attribute('class', isAlignment(align) && `align-${align}`)}`;
}

function spans({ attrs }: Node): Html {
  return html`${attribute('colspan', attrs.colspan > 1 && Number(attrs.colspan))}${attribute('rowspan', attrs.rowspan > 1 && Number(attrs.rowspan))}`;
}

function isBlank(node: Node): boolean {
  return node.textContent.trim() === '';
}
