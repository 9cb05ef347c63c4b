// What is exported as a Word document and read again is what it was: each block with its role, no word lost.
import { emptyLead, type NodeJson } from '@galley/shared/article/content.ts';
import type { Found } from '@galley/shared/article/formats/found.ts';
import { isItem, itemOf } from '@galley/shared/article/formats/found-blocks.ts';
import { tidyInline } from '@galley/shared/article/formats/inline.ts';
import { listsOf } from '@galley/shared/article/formats/nested-lists.ts';
import { listTypes } from '@galley/shared/article/list-type.ts';
import { withColumnWidths } from '@galley/shared/article/table-columns.ts';
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
  ol,
  oneOfEach,
  p,
  pull,
  quote,
  row,
  section,
  sentenceArbitrary,
  t,
  table,
  template,
  titleArbitrary,
  ul,
} from '@galley/shared/article/testing.ts';
import { holdsUnwanted } from '@galley/shared/text/characters.ts';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { writeDocx } from './docx-out.ts';
import { readFile } from './read-file.ts';
import { openArchive } from './word/archive.ts';
import { archiveLimits, readDocx } from './word/read-docx.ts';

const { sections } = template('news');
const picture = {
  bytes: await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .png()
    .toBuffer(),
  mime: 'image/png',
  width: 40,
  height: 30,
};

interface Head {
  headline?: string;
  dek?: string;
  byline?: string;
  label?: string;
}

async function written(
  blocks: NodeJson[],
  { headline = '', dek = '', byline = '', label = 'Label' }: Head = {},
): Promise<Buffer> {
  const content = {
    ...article(headline, { ...section('news', ...blocks), title: label }),
    dek,
    lead: emptyLead,
  };
  const pictures = new Map([['picture1', picture]]);
  const source = {
    content,
    byline,
    language: 'de',
    sections,
    url: 'https://desk.example',
    pictures,
  } as const;
  return Buffer.from(await writeDocx(source));
}

/** The blocks that come back, without the section's label. */
async function readBack(blocks: NodeJson[]): Promise<NodeJson[]> {
  const outcome = await readDocx(await written(blocks));
  if (outcome.outcome !== 'read') throw new Error(outcome.fault);
  expect(outcome.lost).toEqual([]);
  return plainly(blocksOf(outcome.found.slice(1)));
}

/** What is found as blocks, each line as what it says that it is. */
function blocksOf(found: readonly Found[]): NodeJson[] {
  const blocks: NodeJson[] = [];
  for (let at = 0; at < found.length; at += 1) {
    const one = found[at];
    if (!one) break;
    if (isItem(one)) {
      const items = found.slice(at);
      const end = items.findIndex((next) => !isItem(next));
      const list = (end === -1 ? items : items.slice(0, end)).filter(isItem);
      blocks.push(...listsOf(list.map(itemOf)));
      at += list.length - 1;
    } else if (one.type === 'picture') {
      blocks.push(figure('picture1', one.alt, one.caption, one.credit));
    } else if (one.type === 'block') {
      blocks.push(one.block);
    } else {
      const content = one.inline;
      const { form } = one;
      const text = { type: 'paragraph', content };
      if (form.is === 'heading') blocks.push({ type: 'heading', attrs: { level: form.level }, content });
      else if (form.is === 'quote')
        blocks.push({ type: 'blockquote', attrs: { source: form.source }, content: [text] });
      else blocks.push(text);
    }
  }
  return blocks;
}

/** Blocks without ids, their text in its plainest form; a code's language is not kept. */
function plainly(blocks: readonly NodeJson[]): NodeJson[] {
  return blocks.map(({ type, attrs = {}, content = [] }) => {
    const { id: _, language: _language, ...rest } = attrs;
    const isText = content.some((node) => node.type === 'text' || node.type === 'hardBreak');
    const inner = isText ? (type === 'codeBlock' ? content : tidyInline(content)) : plainly(content);
    return { type, attrs: rest, content: inner };
  });
}

const text = fc
  .array(
    fc.record({
      words: titleArbitrary,
      marks: fc.constantFrom<(string | ReturnType<typeof link>)[]>(
        [],
        ['bold'],
        ['italic'],
        ['bold', 'italic', 'strike'],
        ['code'],
        ['superscript'],
        [link('https://example.org/a?b=c&d=%20#e')],
        [link('https://example.org/'), 'bold'],
      ),
      isBreak: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) =>
    parts.flatMap(({ words, marks, isBreak }, index) => [
      ...(index > 0 ? [isBreak ? br : t(' ')] : []),
      t(words, ...marks),
    ]),
  );
const paragraph = text.map((parts) => p(...parts));
const items = (depth: number): fc.Arbitrary<NodeJson[]> =>
  fc.array(
    fc
      .tuple(
        paragraph,
        fc.option(paragraph, { freq: 3 }),
        depth < 2 ? fc.option(list(depth + 1)) : fc.constant(null),
      )
      .map(([first, more, inner]) => item(first, ...(more ? [more] : []), ...(inner ? [inner] : []))),
    { minLength: 1, maxLength: 3 },
  );
const list = (depth: number): fc.Arbitrary<NodeJson> =>
  fc.oneof(
    items(depth).map((all) => ul(...all)),
    fc.tuple(fc.integer({ min: 0, max: 30 }), items(depth)).map(([start, all]) => ol(start, ...all)),
    fc
      .tuple(fc.constantFrom(...listTypes), fc.integer({ min: 1, max: 30 }), items(depth))
      .map(([type, start, all]) => lettered(type, start, ...all)),
  );
const cells = (make: typeof cell, columns: number) =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary: paragraph }, { arbitrary: fc.constant(p()), weight: 1 }), {
      minLength: columns,
      maxLength: columns,
    })
    .map((all) => row(...all.map((one) => make(one))));
/** A row whose last cell is aligned, where it holds nothing but paragraphs. */
const lastAligned = (one: NodeJson, align: string): NodeJson => {
  const last = one.content?.at(-1);
  if (!last?.content?.every(({ type }) => type === 'paragraph')) return one;
  return {
    ...one,
    content: [...(one.content ?? []).slice(0, -1), { ...last, attrs: { ...last.attrs, align } }],
  };
};
const tables = fc.integer({ min: 2, max: 4 }).chain((columns) =>
  fc
    .tuple(
      fc.option(cells(headerCell, columns)),
      fc.array(cells(cell, columns), { minLength: 1, maxLength: 3 }),
    )
    .chain(([head, body]) =>
      fc.constantFrom(null, [90, 200, 40, 60], [75, 75, 300, 120]).map((widths) => {
        const align = widths ? 'right' : 'center';
        const all = table(...(head ? [head] : []), ...body.map((one) => lastAligned(one, align)));
        return widths ? withColumnWidths(all, widths.slice(0, columns)) : all;
      }),
    ),
);
const words = fc.option(sentenceArbitrary, { nil: '' });
const blocks: Record<string, fc.Arbitrary<NodeJson>> = {
  paragraph,
  heading: fc.tuple(fc.constantFrom<2 | 3>(2, 3), text).map(([level, parts]) => h(level, ...parts)),
  list: list(0),
  quote: fc
    .tuple(fc.option(titleArbitrary, { nil: '' }), fc.array(paragraph, { minLength: 1, maxLength: 3 }))
    .map(([source, all]) => quote(source, ...all)),
  'quote with a list': fc
    .tuple(titleArbitrary, paragraph, items(2))
    .map(([source, first, all]) =>
      quote(source, first, ul(...all.map(({ content = [] }) => item(...content.slice(0, 1))))),
    ),
  'pull quote': text.map((parts) => pull(...parts)),
  divider: fc.constant(null).map(() => hr()),
  figure: fc
    .tuple(words, words, words)
    .map(([alt, caption, credit]) => figure('picture1', alt, caption, credit)),
  table: tables,
  code: fc
    .array(fc.constantFrom('if (a) {', '  b();', '\tc("<&>")', '', '}'), { minLength: 1, maxLength: 5 })
    .map((lines) => code(`x${lines.join('\n')}y`)),
  embed: fc.constant(null).map(() => embed('https://www.youtube.com/watch?v=dQw4w9WgXcQ')),
};

test.each(Object.entries(oneOfEach('Zwischentor')).filter(([type]) => type !== 'horizontalRule'))(
  'a %s of the schema keeps its words',
  async (_type, block) => {
    expect(JSON.stringify(await readBack([block]))).toContain('Zwischentor');
  },
);

describe('back from a Word document', () => {
  test.each(Object.entries(blocks))('%s', async (_, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (block) => {
        expect(await readBack([p('Before.'), block, p('Behind.')])).toEqual(
          plainly([p('Before.'), block, p('Behind.')]),
        );
      }),
      { numRuns: 12, seed: 8 },
    );
  });

  test('blocks of all kinds in a row', async () => {
    const any = fc.oneof(...Object.values(blocks));
    await fc.assert(
      fc.asyncProperty(fc.array(any, { minLength: 2, maxLength: 8 }), async (all) => {
        // Lists side by side are one list in a Word document.
        const apart = all.flatMap((block, index) =>
          /List$/.test(block.type) && /List$/.test(all[index - 1]?.type ?? '')
            ? [p('Between.'), block]
            : [block],
        );
        expect(await readBack(apart)).toEqual(plainly(apart));
      }),
      { numRuns: 25, seed: 9 },
    );
  });

  test('headline, dek, byline and section', async () => {
    const bytes = await written([p('Text.')], {
      headline: 'Head',
      dek: 'Dek says more.',
      byline: 'Von Ada Flux',
      label: 'News',
    });
    const outcome = await readFile({ bytes, format: 'docx', sections });
    const pieces = outcome.outcome === 'read' ? outcome.preview.pieces : [];
    expect(pieces.map((piece) => piece.type === 'line' && piece.role)).toEqual([
      'headline',
      'dek',
      'credit',
      'section',
      'paragraph',
    ]);
  });
});

describe('the document', () => {
  const partsOf = async (blocks: NodeJson[], head?: Head) => {
    const archive = await openArchive(await written(blocks, head), archiveLimits);
    const part = async (name: string) => String(await archive.read(name));
    return {
      document: await part('word/document.xml'),
      styles: await part('word/styles.xml'),
      core: await part('docProps/core.xml'),
    };
  };

  test('gives each line height its rule, and switches nothing off', async () => {
    const { document, styles } = await partsOf([p('a'), table(row(cell(p('b')), cell(p('c'))))]);
    for (const [spacing] of `${document}${styles}`.matchAll(/<w:spacing [^>]*w:line=[^>]*>/g))
      expect(spacing).toContain('w:lineRule=');
    expect(document).not.toMatch(/w:val="(false|0)"/);
  });

  test('names its maker without the word before the name', async () => {
    expect((await partsOf([], { byline: 'Von Ada Flux' })).core).toContain(
      '<dc:creator>Ada Flux</dc:creator>',
    );
  });

  test('holds no control characters, wherever they stand', async () => {
    const bad = 'a\u0001b\u0008c\u000bd\ufffee';
    const all = [
      p(bad),
      h(2, bad),
      code(bad),
      quote(bad, p(bad)),
      figure('picture1', bad, bad, bad),
      embed(`https://youtu.be/${bad}`),
    ];
    const parts = await partsOf(all, { headline: bad, dek: bad, byline: bad });
    for (const part of Object.values(parts)) expect(holdsUnwanted(part)).toBe(false);
  });
});
