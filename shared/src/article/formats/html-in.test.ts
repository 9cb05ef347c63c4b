import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkedDocument } from '../read-article.ts';
import { template, wordArbitrary, wordsIn } from '../testing.ts';
import { compose } from './compose.ts';
import { readHtml } from './html-in.ts';
import { shown } from './html-testing.ts';
import { recognize } from './recognize.ts';

const read = (source: string) => readHtml(source).found.map(shown);

describe('text', () => {
  test('blocks are lines, and blanks are one', () => {
    expect(read('<h1>Title\n here</h1><div>one<p>two</p>three</div>  <h3>Sub</h3>')).toEqual([
      'heading 1: Title here',
      'plain: one',
      'plain: two',
      'plain: three',
      'heading 3: Sub',
    ]);
  });

  test('a break stays, two make paragraphs', () => {
    expect(read('<p>one<br>two<br><br>three<br></p>')).toEqual(['plain: one/two', 'plain: three']);
  });

  test('formatting by elements and by style', () => {
    expect(
      read(
        '<p><b style="font-weight:normal">a <strong>b</strong> <span style="font-style: italic">c</span> <u>d</u> <del>e</del> x<sup>2</sup></b></p>',
      ),
    ).toEqual(['plain: a b<bold> c<italic> d e<strike> x2<superscript>']);
  });

  test('links keep allowed addresses only', () => {
    expect(
      read(
        '<p><a href="https://a.b/c">one</a> <a href="javascript:alert(1)">two</a> <a href="#x">three</a> <a href=" /d ">four</a></p>',
      ),
    ).toEqual(['plain: one<link=https://a.b/c> two three four<link=/d>']);
  });

  test('what readers don’t see is not taken over', () => {
    const source =
      '<title>t</title><style>p{}</style><p>seen<script>alert(1)</script></p><p hidden>a</p><p style="color:red;display:none">b</p><!-- c --><svg><text>d</text></svg><template><p>e</p></template>';
    expect(read(source)).toEqual(['plain: seen']);
  });

  test('around an article element everything is outside', () => {
    expect(read('<nav>menu</nav><article><h1>Title</h1></article><footer>foot</footer>')).toEqual([
      'outside plain: menu',
      'heading 1: Title',
      'outside plain: foot',
    ]);
  });
});

describe('lists', () => {
  test('simple lists are items with their depth', () => {
    expect(read('<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul><ol><li>d</li></ol>')).toEqual([
      'bullet 0: a',
      'bullet 1: b',
      'bullet 0: c',
      'numbered 0 1: d',
    ]);
  });

  test.each([
    ['an attribute', '<ol type="a" start="3"><li>x</li></ol>', 'a'],
    ['a style', '<ol start="3" style="list-style-type: upper-roman"><li>x</li></ol>', 'I'],
    [
      'its items’ style, as Google Docs does',
      '<ol start="3"><li style="list-style-type:lower-roman">x</li></ol>',
      'i',
    ],
    ['a class', '<style>.k{list-style-type:upper-latin}</style><ol class="k" start="3"><li>x</li></ol>', 'A'],
  ])('a list says by %s in what it counts', (_, source, type) => {
    expect(read(source)).toEqual([`numbered 0 3 ${type}: x`]);
  });

  test('a list in letters whose items are more than a line stays one, and an unknown type is none', () => {
    expect(
      read('<ol type="i" start="2"><li><p>a</p><p>b</p></li></ol><ol type="disc"><li>c</li></ol>'),
    ).toEqual(['orderedList=2=i(listItem(paragraph(a)paragraph(b)))', 'numbered 0 1: c']);
  });

  test('items with several paragraphs stay a list', () => {
    expect(read('<ol start="3"><li><p>a</p><p>b</p><ul><li>c</li></ul></li></ol>')).toEqual([
      'orderedList=3(listItem(paragraph(a)paragraph(b)bulletList(listItem(paragraph(c)))))',
    ]);
  });

  test('items with pictures are taken apart', () => {
    expect(read('<ul><li>a<img src="/media/abcd1" alt="x"></li><li>b</li></ul>')).toEqual([
      'bullet 0: a',
      'figure=abcd1=x()',
      'bullet 0: b',
    ]);
  });
});

describe('blocks', () => {
  test('quotes with their source', () => {
    expect(read('<blockquote>Words.<footer>— Somebody</footer></blockquote>')).toEqual([
      'quote Somebody: Words.',
    ]);
    expect(read('<blockquote><p>a</p><p>b</p><p><cite>C</cite></p></blockquote>')).toEqual([
      'blockquote=C(paragraph(a)paragraph(b))',
    ]);
    expect(read('<blockquote><h2>a</h2><table><tr><td>b</td></tr></table></blockquote>')).toEqual([
      'blockquote(paragraph(a)paragraph(b))',
    ]);
  });

  test('tables with data are tables, those for layout are not', () => {
    expect(
      read('<table><tr><th>a</th><th>b</th></tr><tr><td colspan=2><ul><li>c</li></ul></td></tr></table>'),
    ).toEqual([
      'table(tableRow(tableHeader(paragraph(a))tableHeader(paragraph(b)))tableRow(tableCell=2(bulletList(listItem(paragraph(c))))))',
    ]);
    expect(read('<table><tr><td><h1>T</h1><p>a</p></td></tr></table>')).toEqual(['heading 1: T', 'plain: a']);
  });

  test('code, dividers and pull quotes', () => {
    expect(
      read('<pre><code class="language-ts">a\n  b\n</code></pre><hr><aside data-pull-quote>c</aside>'),
    ).toEqual(['codeBlock=ts(a\n  b)', 'horizontalRule()', 'pullQuote(c)']);
  });

  test('embeds by frame, by address and by the desk’s own form', () => {
    expect(
      read(
        '<iframe src="//www.youtube.com/embed/dQw4w9WgXcQ"></iframe><p>https://vimeo.com/123456</p><div data-embed data-url="https://vimeo.com/123457">x</div><iframe src="https://evil.example/x" title="Map"></iframe>',
      ),
    ).toEqual([
      'embed=https://www.youtube.com/embed/dQw4w9WgXcQ()',
      'embed=https://vimeo.com/123456()',
      'embed=https://vimeo.com/123457()',
      'plain: Map<link=https://evil.example/x>',
    ]);
  });

  test('pictures: the desk’s own, those in the file, those elsewhere', () => {
    expect(
      read(`<figure><img src="/media/abcd1/480" alt="A"><figcaption>Cap</figcaption></figure>
        <p><img src="data:image/png;base64,AAAA" alt="B"></p>
        <p><img src="https://x.example/pic.jpg?w=1" alt=""></p><img src="https://x.example/count.gif" width="1" height="1">
        <img src="data:image/svg+xml;base64,AAAA" alt="drawing">`),
    ).toEqual(['figure=abcd1=A=Cap()', 'picture image/png B ', 'picture https://x.example/pic.jpg?w=1  ']);
  });
});

/** Random pages, each with the words that a reader of it sees. */
interface Page {
  source: string;
  words: string[];
}
const words = fc.array(wordArbitrary, { minLength: 1, maxLength: 5 });
const { page } = fc.letrec<{ page: Page; inline: Page; block: Page }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3 },
    words.map((list) => ({ source: ` ${list.join(' ')} `, words: list })),
    fc
      .tuple(
        fc.constantFrom(
          'b',
          'i',
          'span',
          'a href="/x"',
          'a href="javascript:x"',
          'code',
          'q',
          'font',
          'label',
          'button',
        ),
        tie('inline'),
      )
      .map(([tag, inner]) => ({ ...inner, source: `<${tag}> ${inner.source} </${tag.split(' ', 1)[0]}>` })),
    fc
      .constantFrom('<br>', '<script>no</script>', '<!-- no -->', '<wbr>')
      .map((source) => ({ source, words: [] })),
  ),
  block: fc.oneof(
    { maxDepth: 4 },
    tie('inline').map((inner) => ({ ...inner, source: `<p>${inner.source}</p>` })),
    fc
      .tuple(
        fc.constantFrom(
          'div',
          'section',
          'ul',
          'ol',
          'li',
          'blockquote',
          'h2',
          'h4',
          'td',
          'dl',
          'dt',
          'figure',
          'figcaption',
          'aside',
          'cite',
          'table',
          'tr',
          'pre',
        ),
        tie('page'),
      )
      .map(([tag, inner]) => ({ ...inner, source: `<${tag}> ${inner.source} </${tag}>` })),
    fc
      .array(fc.array(tie('inline'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
      .map((rows) => ({
        source: `<table>${rows.map((cells) => `<tr>${cells.map(({ source }) => `<td>${source}</td>`).join('')}</tr>`).join('')}</table>`,
        words: rows.flatMap((cells) => cells.flatMap((cell) => cell.words)),
      })),
  ),
  page: fc.array(fc.oneof(tie('block'), tie('inline')), { maxLength: 5 }).map((parts) => ({
    source: parts.map(({ source }) => source).join(''),
    words: parts.flatMap((part) => part.words),
  })),
}));

const textIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textIn);
  if (typeof value !== 'object' || value === null) return [];
  const { text, source, content, inline, block, form, attrs } = value as Record<string, unknown>;
  return [
    ...(typeof text === 'string' ? wordsIn(text.replace(/[“”‘’|]/g, ' ')) : []),
    ...[block, inline, content].flatMap(textIn),
    ...[source, form, attrs].flatMap((inner) => {
      const said = typeof inner === 'string' ? inner : (inner as { source?: unknown } | undefined)?.source;
      return typeof said === 'string' ? wordsIn(said) : [];
    }),
  ];
};

test('no word that a reader sees is lost, whatever the page', () => {
  fc.assert(
    fc.property(page as fc.Arbitrary<Page>, ({ source, words: seen }) => {
      // Parsers move misplaced parts of tables, so the order may differ there.
      expect(textIn(readHtml(source).found).sort()).toEqual([...seen].sort());
    }),
    { seed: 3, numRuns: 1500 },
  );
});

test('whatever the page, the content fits the schema and holds its words', () => {
  const { sections } = template('news');
  fc.assert(
    fc.property(page as fc.Arbitrary<Page>, ({ source, words: seen }) => {
      const { content } = compose(recognize(readHtml(source), sections), {
        sections,
        language: 'en',
        complete: false,
      });
      for (const { blocks } of content.sections) checkedDocument(blocks);
      const written = [content.headline, content.dek, ...content.sections.map(({ title }) => title)].map(
        (text) => ({ text }),
      );
      const text = textIn([written, content.sections.flatMap(({ blocks }) => blocks)]);
      expect(text.sort()).toEqual([...seen].sort());
    }),
    { seed: 5, numRuns: 1000 },
  );
});
