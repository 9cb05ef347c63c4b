// An article as an HTML page of its own, without styles or scripts, that any system can take over. What HTML has no
// element for is said in data attributes, so that importing the page again loses nothing.
import type { Node } from '@tiptap/pm/model';
import { attribute, type Html, html } from '../../html/html.ts';
import type { NodeJson } from '../content.ts';
import { listTypeOf } from '../list-type.ts';
import { dataOf, type PictureSettings, pictureSettingNames } from '../picture-settings.ts';
import type { PictureTexts } from '../picture-texts.ts';
import { inlineHtml } from '../public/inline-html.ts';
import { checkedDocument } from '../read-article.ts';
import type { FigureAttributes } from '../schema/figure.ts';
import { isAlignment } from '../schema/table.ts';
import { columnWidthsOf } from '../table-columns.ts';
import { type Exported, type ExportSource, exported, photoCredit } from './exported.ts';

/** The whole page. Throws a `ContentError` where blocks don't fit the schema. */
export function writeHtml(source: ExportSource): string {
  const article = exported(source);
  const { headline, dek, byline, lead, language, tags, siteSection, embargo, elsewhere, sections } = article;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${headline}</title>
${tags.map((tag) => html`<meta property="article:tag" content="${tag}">\n`)}${siteSection && html`<meta property="article:section" content="${siteSection}">\n`}${embargo && html`<meta name="embargo" content="${embargo}">\n`}${elsewhere.searchTitle && html`<meta property="og:title" content="${elsewhere.searchTitle}">\n`}${elsewhere.searchDescription && html`<meta name="description" content="${elsewhere.searchDescription}">\n`}${elsewhere.canonical && html`<link rel="canonical" href="${elsewhere.canonical}">\n`}</head>
<body>
<article data-galley-article="">
<h1 data-role="headline">${headline}</h1>
${dek && html`<p class="dek" data-role="dek">${dek}</p>\n`}${byline && html`<p class="byline" data-role="byline">${byline}</p>\n`}${lead.media && figureHtml(lead, article, 'lead')}
${sections.map(
  ({ kind, titled, label, blocks }) => html`<section data-kind="${kind}">
<h2 data-role="${titled ? 'title' : 'label'}">${label}</h2>
${checkedDocument(blocks).children.map((block) => html`${blockHtml(block, article)}\n`)}</section>
`,
)}</article>
</body>
</html>
`;
  return page.toString();
}

/** A block of the page, with what is in it. */
export function blockHtml(node: Node, article: Exported): Html | null {
  const inner = () => node.children.map((child) => blockHtml(child, article));
  switch (node.type.name) {
    case 'heading':
      return node.attrs.level === 3
        ? html`<h4>${inlineHtml(node.content)}</h4>`
        : html`<h3>${inlineHtml(node.content)}</h3>`;
    case 'bulletList':
      return html`<ul>${inner()}</ul>`;
    case 'orderedList':
      return html`<ol${attribute('start', node.attrs.start !== 1 && Number(node.attrs.start))}${attribute('type', listTypeOf(node.attrs.type))}>${inner()}</ol>`;
    case 'listItem':
      return html`<li>${tight(node) ?? inner()}</li>`;
    case 'blockquote': {
      const source = String(node.attrs.source);
      return html`<blockquote>${inner()}${source && html`<footer>— ${source}</footer>`}</blockquote>`;
    }
    case 'pullQuote':
      return html`<aside data-pull-quote="">${inlineHtml(node.content)}</aside>`;
    case 'figure':
      // The schema's `validate` has seen to the attributes' types.
      return figureHtml(node.attrs as FigureAttributes, article);
    case 'table':
      return html`<table>${columns(node)}${inner()}</table>`;
    case 'tableRow':
      return html`<tr>${inner()}</tr>`;
    case 'tableHeader':
      return html`<th${spans(node)}${alignment(node)}>${tight(node) ?? inner()}</th>`;
    case 'tableCell':
      return html`<td${spans(node)}${alignment(node)}>${tight(node) ?? inner()}</td>`;
    case 'codeBlock': {
      const { language } = node.attrs;
      return html`<pre><code${attribute('class', language && `language-${language}`)}>${node.textContent}</code></pre>`;
    }
    case 'horizontalRule':
      return html`<hr>`;
    case 'embed': {
      const url = String(node.attrs.url);
      return html`<div data-embed=""${attribute('data-url', url)}><a href="${url}">${url}</a></div>`;
    }
    default:
      return node.childCount === 0 ? null : html`<p>${inlineHtml(node.content)}</p>`;
  }
}

function figureHtml(
  picture: PictureTexts & PictureSettings & { media: string },
  { pictureAddress, language }: Exported,
  role: 'lead' | null = null,
): Html {
  const { media, alt, caption, credit } = picture;
  const settings = pictureSettingNames.map((name) => attribute(dataOf(name), picture[name] ?? null));
  const data = html`${attribute('data-role', role)}${attribute('data-media', media)}${attribute('data-caption', caption)}${attribute('data-credit', credit)}${settings}`;
  const by = credit && html`<small>${photoCredit[language]}: ${credit}</small>`;
  const words =
    (caption || credit) && html`<figcaption>${caption}${caption && credit && ' '}${by}</figcaption>`;
  return html`<figure${data}><img src="${pictureAddress(media)}" alt="${alt}">${words}</figure>`;
}

/** The text of an item or a cell that holds one paragraph and nothing else. */
function tight(node: Node): Html | null {
  const [first] = node.children;
  return node.childCount === 1 && first?.type.name === 'paragraph' ? inlineHtml(first.content) : null;
}

function columns(table: Node): Html | null {
  // What ProseMirror writes as JSON is such a node.
  const widths = columnWidthsOf(table.toJSON() as NodeJson);
  if (widths.every((width) => width === null)) return null;
  const cols = widths.map((width) => html`<col${attribute('style', width !== null && `width: ${width}px`)}>`);
  return html`<colgroup>${cols}</colgroup>`;
}

function alignment({ attrs: { align } }: Node): Html {
  return html`${attribute('style', isAlignment(align) && `text-align: ${align}`)}`;
}

function spans({ attrs }: Node): Html {
  return html`${attribute('colspan', attrs.colspan !== 1 && Number(attrs.colspan))}${attribute('rowspan', attrs.rowspan !== 1 && Number(attrs.rowspan))}`;
}
