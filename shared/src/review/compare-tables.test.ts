import { expect, test } from 'vitest';
import type { NodeJson } from '../article/content.ts';
import { compareArticles } from './compare.ts';
import { compareTables } from './compare-tables.ts';
import type { RowComparison } from './comparison.ts';

const cell = (text: string, type = 'tableCell', marks: NodeJson['marks'] = []): NodeJson => ({
  type,
  attrs: { colspan: 1, rowspan: 1 },
  content: [
    {
      type: 'paragraph',
      content: text === '' ? [] : [{ type: 'text', text, ...(marks.length ? { marks } : {}) }],
    },
  ],
});
const table = (...rows: string[][]): NodeJson => ({
  type: 'table',
  content: rows.map((texts, index) => ({
    type: 'tableRow',
    content: texts.map((text) => cell(text, index === 0 ? 'tableHeader' : 'tableCell')),
  })),
});

const signs = { same: '', added: '+', removed: '−', changed: '~' };
/** One line a row, as `sign cell | cell`. */
const shown = (rows: readonly RowComparison[]) =>
  rows.map(
    ({ state, cells }) =>
      `${signs[state]}[${cells
        .map(({ state: its, pieces }) =>
          its === 'changed'
            ? pieces.map(({ type, text }) => (type === 'same' ? text : `${signs[type]}${text}`)).join('')
            : `${state === its ? '' : signs[its]}${pieces.map(({ text }) => text).join('')}`,
        )
        .join('|')}]`,
  );

const ferries = [
  ['Line', 'Hour', 'Price'],
  ['North', '7:00', '5'],
  ['South', '8:00', '6'],
  ['Isle', '9:00', ''],
];

test('a changed cell is shown with the words that differ, and its row stays one', () => {
  const after = ferries.map((row) => [...row]);
  after[2] = ['South', '8:30 on Sundays', '6'];
  expect(shown(compareTables(table(...ferries), table(...after)))).toEqual([
    '[Line|Hour|Price]',
    '[North|7:00|5]',
    '~[South|−8:00+8:30 on Sundays|6]',
    '[Isle|9:00|]',
  ]);
});

test('rows that came and went are shown as rows', () => {
  const [head = [], north = [], south = [], isle = []] = ferries;
  expect(
    shown(compareTables(table(head, north, south, isle), table(head, ['East', '6:00', '4'], north, isle))),
  ).toEqual(['[Line|Hour|Price]', '+[East|6:00|4]', '[North|7:00|5]', '−[South|8:00|6]', '[Isle|9:00|]']);
});

test('a column that came is shown as one in each row, beside empty cells and changed ones too', () => {
  const after = ferries.map(([line = '', hour = '', price = ''], index) => [
    line,
    index === 0 ? 'Pier' : '',
    index === 1 ? '7:15' : hour,
    price,
  ]);
  expect(shown(compareTables(table(...ferries), table(...after)))).toEqual([
    '~[Line|+Pier|Hour|Price]',
    '~[North|+|7:−00+15|5]',
    '~[South|+|8:00|6]',
    '~[Isle|+|9:00|]',
  ]);
});

test('a column that went is shown as one in each row', () => {
  const after = ferries.map(([line = '', , price = '']) => [line, price]);
  expect(shown(compareTables(table(...ferries), table(...after)))).toEqual([
    '~[Line|−Hour|Price]',
    '~[North|−7:00|5]',
    '~[South|−8:00|6]',
    '~[Isle|−9:00|]',
  ]);
});

test('merged cells keep their spans, and rows of uneven length lose no word', () => {
  const before = table(['Line', 'Hour'], ['North', '7:00']);
  const after = structuredClone(before);
  const [first, second] = after.content?.[1]?.content ?? [];
  if (!first || !second) throw new Error('The row has two cells.');
  first.attrs = { colspan: 2, rowspan: 1 };
  first.content = [...(first.content ?? []), ...(second.content ?? [])];
  after.content?.[1]?.content?.pop();
  const rows = compareTables(before, after);
  expect(rows[1]?.cells[0]).toMatchObject({ state: 'changed', colspan: 2 });
  const words = rows[1]?.cells.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join(' ');
  expect(words).toContain('North');
  expect(words).toContain('7:00');
});

test('formatting alone marks the cell; a long table of other words still ends', () => {
  const bold = table(['Line'], ['North']);
  bold.content = [
    ...(bold.content?.slice(0, 1) ?? []),
    { type: 'tableRow', content: [cell('North', 'tableCell', [{ type: 'bold' }])] },
  ];
  expect(compareTables(table(['Line'], ['North']), bold)[1]?.cells[0]?.state).toBe('changed');
  const long = (word: string) => table(...Array.from({ length: 400 }, (_, row) => [`${word}${row}`, word]));
  expect(compareTables(long('a'), long('b'))).toHaveLength(400);
});

test('an article’s comparison has the rows of tables that came, went, changed and stayed', () => {
  const section = (...blocks: NodeJson[]) => ({ id: 'sect' as never, kind: 'news', title: '', blocks });
  const article = (...blocks: NodeJson[]) => ({
    headline: '',
    dek: '',
    lead: { media: '', alt: '', caption: '', credit: '' },
    sections: [section(...blocks)],
  });
  const blocksOf = (before: NodeJson[], after: NodeJson[]) =>
    compareArticles(article(...before) as never, article(...after) as never).sections[0]?.blocks;
  expect(shown(blocksOf([], [table(['A'])])?.[0]?.table ?? [])).toEqual(['+[A]']);
  expect(shown(blocksOf([table(['A'])], [])?.[0]?.table ?? [])).toEqual(['−[A]']);
  expect(shown(blocksOf([table(['A b'])], [table(['A c'])])?.[0]?.table ?? [])).toEqual(['~[A −b+c]']);
  expect(shown(blocksOf([table(['A'])], [table(['A'])])?.[0]?.table ?? [])).toEqual(['[A]']);
});
