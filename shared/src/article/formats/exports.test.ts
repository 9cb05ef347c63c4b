import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArticleContent, NodeJson } from '../content.ts';
import { listTypes } from '../list-type.ts';
import { checkedDocument } from '../read-article.ts';
import {
  article,
  br,
  cell,
  code,
  embed,
  figure,
  h,
  headerCell,
  hr,
  item,
  lettered,
  link,
  note,
  ol,
  p,
  pull,
  quote,
  row,
  section,
  sentenceArbitrary,
  t,
  table,
  template,
  textOf,
  titleArbitrary,
  ul,
  wordArbitrary,
} from '../testing.ts';
import { compose } from './compose.ts';
import type { ExportSource } from './exported.ts';
import type { FoundFile } from './found.ts';
import { readHtml } from './html-in.ts';
import { writeHtml } from './html-out.ts';
import { tidyInline } from './inline.ts';
import { readJson } from './json-in.ts';
import { writeJson } from './json-out.ts';
import { readMarkdown } from './markdown-in.ts';
import { writeMarkdown } from './markdown-out.ts';
import { withNotices } from './notices.ts';
import { recognize } from './recognize.ts';
import { readText } from './text-in.ts';
import { writeText } from './text-out.ts';

const { sections } = template('news');
const source = (content: ArticleContent, byline = ''): ExportSource => ({
  content,
  byline,
  language: 'en',
  sections,
  pictureAddress: (media) => `/media/${media}`,
});
const imported = (file: FoundFile) =>
  compose(recognize(file, sections), { sections, language: 'en', complete: false });

/** Content without what a file doesn't say: ids, defaults, formatting of blanks at the edges. */
const comparable = ({ headline, dek, sections: all }: ArticleContent) => ({
  headline,
  dek,
  sections: all.map(({ kind, title, blocks }) => ({ kind, title, blocks: joinedLists(blocks).map(plain) })),
});
/** Lists of one kind in a row count as one: no format keeps them apart in its words. */
const joinedLists = (blocks: readonly NodeJson[]) => {
  const joined: NodeJson[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (last?.type === block.type && /List$/.test(block.type))
      joined[joined.length - 1] = { ...last, content: [...(last.content ?? []), ...(block.content ?? [])] };
    else joined.push(block);
  }
  return joined;
};
const plain = (node: NodeJson): unknown => {
  const attrs = Object.entries(node.attrs ?? {}).filter(
    ([name, value]) => name !== 'id' && value !== null && value !== '' && value !== 1,
  );
  const content = node.content ?? [];
  const inline =
    node.type !== 'codeBlock' && content.some(({ type }) => type === 'text' || type === 'hardBreak');
  return {
    type: node.type,
    ...(attrs.length > 0 ? { attrs: Object.fromEntries(attrs.sort()) } : {}),
    ...(node.text === undefined ? {} : { text: node.text }),
    content: inline ? characters(tidyInline(content)) : content.map(plain),
  };
};
/** Each character with its marks; blanks bear none, for nobody sees whether they are bold. */
const characters = (nodes: NodeJson[]) =>
  nodes.flatMap((node) => {
    if (node.type === 'hardBreak') return ['/'];
    const marks = (node.marks ?? []).map(({ type, attrs }) => type + String(attrs?.href ?? '')).sort();
    return [...(node.text ?? '')].map((character) =>
      character.trim() === '' ? ' ' : [character, ...marks].join(' '),
    );
  });

describe('Markdown', () => {
  const write = (...blocks: NodeJson[]) =>
    writeMarkdown(source(article('T', section('news', ...blocks))))
      .split('## News\n\n')[1]
      ?.trimEnd();

  test('signs of Markdown in the text are only text', () => {
    expect(
      write(p('# a *b* _c_ d_e [f](g) `h` ~i~ <j> \\ &amp;'), p('1. k'), p('- l'), p('> m'), p('= n')),
    ).toBe(
      '\\# a \\*b\\* \\_c\\_ d_e \\[f]\\(g) \\`h\\` \\~i\\~ \\<j> \\ \\&amp;\n\n1\\. k\n\n\\- l\n\n\\> m\n\n\\= n',
    );
  });

  test('formatting is written with signs where they can be read one way only', () => {
    expect(
      write(
        p(
          t('a ', 'bold'),
          t('b', 'bold', 'italic'),
          ' c',
          t('d', 'italic'),
          'e ',
          t('f', link('https://x.y/(z)')),
          br,
          t('g`', 'code'),
        ),
      ),
    ).toBe('<strong>a *b*</strong> c<em>d</em>e [f](https://x.y/\\(z\\))\\\n`` g` ``');
    expect(write(p('a ', t('b', 'bold'), ', ', t('c ', 'italic'), 'd', t('2', 'superscript')))).toBe(
      'a **b**, *c* d<sup>2</sup>',
    );
  });

  test('tables, pictures, code, quotes and lists', () => {
    expect(
      write(
        table(row(headerCell(p('a|b')), headerCell(p('c'))), row(cell(p('d'), p('e')), cell(p()))),
        figure('abcd1', 'Alt', 'Cap "x"', 'Ann'),
        code('a ``` b', 'ts'),
        quote('Bo', p('q')),
        ol(3, item(p('x'), p('y')), item(p('z'))),
        embed('https://vimeo.com/123456'),
      ),
    ).toBe(`| a\\|b | c |
| - | - |
| d<br>e | |

![Alt](/media/abcd1 "Cap \\"x\\"")
*Photo: Ann*

\`\`\`\`ts
a \`\`\` b
\`\`\`\`

> q
>
> — Bo

3. x

   y
4. z

<https://vimeo.com/123456>`);
  });
});

describe('plain text', () => {
  test('the layout is that of mailed articles', () => {
    const content = article(
      'Headline',
      section('introduction', p('Opening with ', t('a link', link('https://x.y/')), '.')),
      section(
        'news',
        h(2, 'Sub'),
        p('Text.'),
        ul(item(p('a'), ul(item(p('b')))), item(p('c'))),
        quote('Bo', p('q')),
      ),
      section('outlook', p()),
    );
    expect(
      writeText({ ...source(content, 'Agency | Outlet'), content: { ...content, dek: 'The dek.' } }),
    ).toBe(`Headline

The dek.

Agency | Outlet

INTRODUCTION

Opening with a link (https://x.y/).

NEWS

Sub

Text.

- a
  - b
- c

> q
> — Bo
`);
  });
});

test('a section of one divider or one picture is no empty one, and a section of empty blocks is', () => {
  const only = (block: NodeJson) => writeHtml(source(article('T', section('news', p(), block))));
  expect(only(hr())).toContain('<h2 data-role="label">News</h2>');
  expect(only(figure('abcd1'))).toContain('<h2 data-role="label">News</h2>');
  expect(only(ul(item(p(' '))))).not.toContain('<h2');
});

describe('HTML', () => {
  test('text can’t become markup', () => {
    const content = article(
      '<b>"T"&',
      section('news', p('<script>alert(1)</script>'), figure('abcd1', '"><img onerror=x>', '<i>', '&')),
    );
    const page = writeHtml(source(content, '</p><script>'));
    expect(page).not.toMatch(/<script|<img onerror|<i>/);
    expect(page).toContain('>&lt;b&gt;&quot;T&quot;&amp;</h1>');
  });
});

test('no mark of the desk’s own leaves in any format, and the passages that they mark stay whole', () => {
  const later = { type: 'anchor', attrs: { thread: 'SECRET' } };
  const content = article(
    'T',
    section(
      'news',
      p('un', t('mark', note('SECRET'), 'bold'), t('ed', note('SECRET')), ' te', t('x', later), 't'),
      ul(item(p(t('x', note('SECRET'))))),
      pull(t('y', note('SECRET'))),
    ),
  );
  for (const write of [writeMarkdown, writeHtml, writeText, writeJson]) {
    const file = write(source(content));
    expect(file).not.toMatch(/SECRET|note|anchor/);
    if (write !== writeJson) expect(file.replace(/<\/?strong>|\*\*/g, '')).toContain('unmarked text');
  }
  expect(textOf({ ...content, ...JSON.parse(writeJson(source(content))) })).toContain('unmarked text');
});

test('what ran empty under two people’s hands leaves without it', () => {
  const content = article(
    'T',
    section('news', p('Text.'), quote('Bo'), ul(), ul(item()), table(row()), table(row(cell()))),
  );
  const [section1] = JSON.parse(writeJson(source(content))).sections;
  expect(section1.blocks.map(({ type }: NodeJson) => type)).toEqual(['paragraph', 'table']);
  for (const write of [writeMarkdown, writeHtml, writeText])
    expect(write(source(content))).toContain('Text.');
});

const formatting = fc.subarray(['bold', 'italic', 'strike', 'superscript'], { maxLength: 3 });
const piece = fc.oneof(
  fc
    .tuple(fc.array(wordArbitrary, { minLength: 1, maxLength: 3 }), formatting, fc.boolean())
    .map(([words, marks, blank]) => t(words.join(' ') + (blank ? ' ' : ''), ...marks)),
  fc
    .tuple(wordArbitrary, fc.constantFrom('https://x.y/a_(b)', 'mailto:a@b.c', '/d'), formatting)
    .map(([word, href, marks]) => t(word, link(href), ...marks)),
  fc
    .constantFrom(
      '*',
      '**',
      '_',
      ' _',
      '`',
      '#',
      '1. ',
      '- ',
      '> ',
      '[x](y)',
      '&lt;',
      '<b>',
      '\\',
      '!',
      '|',
      '~~',
      '. ',
      '“',
      '„x“',
      ' – ',
    )
    .map((text) => t(text)),
  fc.tuple(fc.constantFrom('a`b', 'c', '``'), fc.constant('code')).map(([text, mark]) => t(text, mark)),
  fc.constant(t('“', 'bold')),
  fc.constant(t('. ', 'italic')),
);
/** Inline content that begins and ends with a word, so that blocks are neither empty nor taken for something else. */
const inline = fc
  .tuple(wordArbitrary, fc.array(piece, { maxLength: 6 }), wordArbitrary, fc.boolean())
  .map(([first, middle, last, broken]) => [
    t(`${first} `),
    ...middle,
    ...(broken ? [br] : [t(' ')]),
    t(`${last}.`),
  ]);
const paragraph = inline.map((nodes) => p(...nodes));
const { list } = fc.letrec<{ list: NodeJson; entry: NodeJson }>((tie) => ({
  list: fc
    .tuple(fc.boolean(), fc.array(tie('entry'), { minLength: 1, maxLength: 3 }))
    .map(([bullets, items]) => (bullets ? ul(...items) : ol(1, ...items))),
  entry: fc
    .tuple(
      paragraph,
      fc.option(fc.oneof({ maxDepth: 2 }, paragraph, tie('list')), {
        depthIdentifier: 'list',
        maxDepth: 2,
        nil: null,
      }),
    )
    .map(([first, second]) => (second ? item(first, second) : item(first))),
}));
const block: fc.Arbitrary<NodeJson> = fc.oneof(
  { arbitrary: paragraph, weight: 4 },
  inline.map((nodes) => h(2, ...nodes.filter(({ type }) => type === 'text'))),
  list as fc.Arbitrary<NodeJson>,
  fc
    .tuple(fc.array(paragraph, { minLength: 1, maxLength: 2 }), fc.oneof(fc.constant(''), titleArbitrary))
    .map(([blocks, by]) => quote(by, ...blocks)),
  inline.map((nodes) => pull(...nodes)),
  fc
    .tuple(
      wordArbitrary,
      fc.oneof(fc.constant(''), titleArbitrary),
      fc.oneof(fc.constant(''), titleArbitrary),
    )
    .map(([alt, caption, credit]) => figure('abcd1', alt, caption, credit)),
  fc
    .array(fc.tuple(paragraph, paragraph), { minLength: 2, maxLength: 3 })
    .map(([first, ...rows]) =>
      table(
        ...(first ? [row(...first.map((one) => headerCell(one)))] : []),
        ...rows.map((cells) => row(...cells.map((one) => cell(one)))),
      ),
    ),
  fc.constantFrom('a\n  b\n\n# c', '```', 'x').map((text) => code(text, 'ts')),
  fc.constant(null).map(() => hr()),
  fc.constant(null).map(() => embed('https://vimeo.com/123456')),
);

const content = fc
  .tuple(titleArbitrary, sentenceArbitrary, fc.array(block, { minLength: 1, maxLength: 6 }), paragraph)
  .map(
    ([headline, dek, blocks, opening]): ArticleContent => ({
      ...article(headline, section('introduction', opening), section('news', ...blocks)),
      dek,
    }),
  );

const comes = (
  back: (text: ExportSource) => FoundFile,
  { seed, numRuns }: { seed: number; numRuns: number },
) =>
  fc.assert(
    fc.property(content, (original) => {
      for (const { blocks } of original.sections) checkedDocument(blocks);
      const again = imported(back(source(original, 'Agency | Outlet')));
      expect(comparable(again.content)).toEqual(comparable(original));
      expect(again.byline).toBe('Agency | Outlet');
    }),
    { seed, numRuns },
  );

test('an article that leaves as HTML comes back as it was', () => {
  comes((from) => readHtml(writeHtml(from)), { seed: 17, numRuns: 300 });
});

test('an article that leaves as Markdown comes back as it was', () => {
  comes((from) => readMarkdown(writeMarkdown(from)), { seed: 19, numRuns: 300 });
});

test('tags, the section of the site and the embargo leave with the article and come back', () => {
  const content = article('Headline', section('news', p('A sentence that ends here.')));
  const facts = {
    tags: ['Hafen', 'a: b, "c"', '#d'],
    siteSection: 'Kultur: "Bühne" & Buch',
    embargo: '2026-06-01T04:00:00.000Z',
  };
  const from = { ...source(content), ...facts };
  expect(readMarkdown(writeMarkdown(from)).facts).toMatchObject(facts);
  expect(readHtml(writeHtml(from)).facts).toMatchObject(facts);
  expect(readJson(writeJson(from))?.facts).toMatchObject(facts);
  for (const language of ['en', 'de'] as const)
    expect(withNotices(readText(writeText({ ...from, language }))).facts.embargo).toBe('2026-06-01T04:00Z');
  for (const write of [writeMarkdown, writeHtml, writeText, writeJson])
    expect(write(source(content))).not.toMatch(/embargo|tags|article:section|siteSection/i);
});

test('an article of prose that leaves as plain text comes back as it was', () => {
  const text = fc.oneof(
    { arbitrary: sentenceArbitrary.map((words) => [p(words)]), weight: 3 },
    fc.tuple(titleArbitrary, sentenceArbitrary).map(([title, words]) => [h(2, title), p(words)]),
    fc
      .array(titleArbitrary, { minLength: 1, maxLength: 4 })
      .map((items) => [ul(...items.map((one) => item(p(one)))), p('A sentence that ends here.')]),
    fc
      .array(titleArbitrary, { minLength: 2, maxLength: 4 })
      .map((items) => [ol(1, ...items.map((one) => item(p(one)))), p('A sentence that ends here.')]),
    fc
      .tuple(fc.constantFrom(...listTypes), fc.array(titleArbitrary, { minLength: 2, maxLength: 28 }))
      .map(([type, items]) => [
        lettered(type, 1, ...items.slice(0, 26).map((one) => item(p(one)))),
        p('A sentence that ends here.'),
      ]),
    fc.constant([hr(), p('A sentence that ends here.')]),
    fc.constant([embed('https://vimeo.com/123456'), p('A sentence that ends here.')]),
    fc.tuple(sentenceArbitrary, titleArbitrary).map(([words, by]) => [quote(by, p(words))]),
  );
  const prose = fc
    .record({
      headline: titleArbitrary,
      dek: fc.oneof(fc.constant(''), sentenceArbitrary),
      byline: fc.constantFrom('', 'Agency | Outlet', 'Anna Adler'),
      opening: sentenceArbitrary,
      body: fc.array(text, { minLength: 1, maxLength: 6 }),
      outlook: fc.array(sentenceArbitrary, { maxLength: 2 }),
      summary: fc.array(titleArbitrary, { minLength: 1, maxLength: 5 }),
    })
    .map(({ headline, dek, byline, opening, body, outlook, summary }) => ({
      byline,
      content: {
        ...article(
          headline,
          section('introduction', p(opening)),
          section('news', ...body.flat()),
          ...(outlook.length > 0 ? [section('outlook', ...outlook.map((words) => p(words)))] : []),
          section('summary', ul(...summary.map((words) => item(p(words))))),
        ),
        dek,
      },
    }));
  fc.assert(
    fc.property(prose, (original) => {
      const again = imported(readText(writeText(source(original.content, original.byline))));
      expect(comparable(again.content)).toEqual(comparable(original.content));
      expect(again.byline).toBe(original.byline);
    }),
    { seed: 23, numRuns: 300 },
  );
});
