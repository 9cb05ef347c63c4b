// Markdown, read by way of HTML: one rule decides there what has a place in an article.
import { Marked, type Token, type Tokens } from 'marked';
import { isSafeLink } from '../schema/attributes.ts';
import type { FoundFile } from './found.ts';
import { readHtml } from './html-in.ts';

/**
 * What is found in Markdown (CommonMark with GitHub's tables and strikethrough). Words that Markdown itself would not
 * show stay too: definitions that nothing refers to, cells beyond a table's columns, titles of links.
 */
export function readMarkdown(source: string): FoundFile {
  const used = new Set<string>();
  const marked = new Marked({
    gfm: true,
    walkTokens: (token: Token) => {
      if ((token.type === 'link' || token.type === 'image') && isSafeLink(token.href)) used.add(token.href);
    },
    renderer: {
      def: ({ href, title, raw }: Tokens.Def) => (used.has(href) && !title ? '' : paragraph(raw)),
      html: ({ text }: Tokens.HTML | Tokens.Tag) => (isKnownTag(text) ? text : escaped(text)),
      link(token: Tokens.Link) {
        const text = this.parser.parseInline(token.tokens);
        const safe = isSafeLink(token.href);
        const said = [safe ? '' : token.href, token.title ?? ''].filter(Boolean).map(escaped);
        const more = said.length > 0 ? ` (${said.join(' ')})` : '';
        return (safe ? `<a href="${escaped(token.href)}">${text}</a>` : text) + more;
      },
      code({ text, lang = '' }: Tokens.Code) {
        const language = text.trim() === '' ? undefined : /^[\w+#.-]{1,40}$/.exec(lang)?.[0];
        const rest = lang !== '' && language === undefined ? paragraph(lang) : '';
        const name = language === undefined ? '' : ` class="language-${language}"`;
        return `${rest}<pre><code${name}>${escaped(text)}</code></pre>`;
      },
      // False: marked's own rule is good enough.
      table: ({ raw, header, rows }: Tokens.Table) => {
        const shown = [header, ...rows].flat().map((cell) => cell.text);
        return lettersIn(raw) === lettersIn(shown.join(' '))
          ? false
          : raw.split('\n').map(paragraph).join('');
      },
    },
  });
  return readHtml(marked.parse(source, { async: false }));
}

/** How many letters and digits there are; escapes and signs don't matter. */
function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const tags = new Set(
  `a abbr address article aside b bdi bdo blockquote body br button caption center cite code col colgroup data dd del
  details dfn dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe
  img input ins kbd label legend li link main mark menu meta nav noscript ol p picture pre q rp rt ruby s samp script
  section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead
  time title tr tt u ul var video wbr`.split(/\s+/),
);

/** Whether what looks like HTML is HTML; `<name>` is a gap that somebody has to fill. */
function isKnownTag(text: string): boolean {
  const name = /^\s*<\/?([a-z][a-z0-9-]*)/i.exec(text)?.[1];
  return name === undefined ? /^\s*<[!?]/.test(text) : tags.has(name.toLowerCase());
}
