// Words of the house style from a file: what is read of it, what would come of it, and that all of it comes or nothing.
import type { StyleFileLine } from '@galley/shared/api/house-style.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { csvLines } from '../http/csv.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { readStyleFile } from './style-file.ts';

const rowsOf = (text: string) => {
  const rows = readStyleFile(new TextEncoder().encode(text));
  return typeof rows === 'string' ? rows : rows;
};

test.each([
  [
    'commas',
    'avoid,prefer,note,language,owner\nutilize,use,"Plain, short",en,Kim',
    [{ line: 2, avoid: 'utilize', prefer: 'use', note: 'Plain, short', language: 'en', owner: 'Kim' }],
  ],
  [
    'semicolons of a German Excel, with a mark of UTF-8',
    '\uFEFFNicht schreiben;Stattdessen;Sprache\r\nSprechstunde, offen;Termin;Deutsch\r\n',
    [{ line: 2, avoid: 'Sprechstunde, offen', prefer: 'Termin', language: 'Deutsch' }],
  ],
  ['a line that names the sign, and tabs', 'sep=\t\navoid\tnote\na\tb', [{ line: 3, avoid: 'a', note: 'b' }]],
  [
    'lines within a field, empty lines, columns in another order',
    'prefer,avoid,note\r\n,x,"one\r\ntwo"\r\n,,\r\nz,y,',
    [
      { line: 2, avoid: 'x', prefer: '', note: 'one\ntwo' },
      { line: 5, avoid: 'y', prefer: 'z', note: '' },
    ],
  ],
  [
    'quotation marks within a word, and signs that spreadsheets take for formulas',
    'avoid,prefer\n"the ""best"" one",\'=more\n5" pipe,pipe',
    [
      { line: 2, avoid: 'the "best" one', prefer: '=more' },
      { line: 3, avoid: '5" pipe', prefer: 'pipe' },
    ],
  ],
])('a file is read with %s', (_, text, expected) => expect(rowsOf(text)).toEqual(expected));

test.each([
  ['', 'empty'],
  ['avoid,prefer\n', 'empty'],
  ['utilize,use\ngotten,got', 'no-columns'],
  ['avoid,prefer\n"open,use', 'broken'],
  [`avoid\n${'a\n'.repeat(2001)}`, 'too-long'],
])('a file that can’t be read says why: %j', (text, why) => expect(rowsOf(text)).toBe(why));

test('of a file of empty lines, or of far too many, no more is read than the list may hold', () => {
  expect(rowsOf(`avoid,note\n${',\n'.repeat(250_000)}`)).toBe('empty');
  expect(rowsOf(`\n\navoid\n${'\n'.repeat(5000)}a\n`)).toEqual([{ line: 5004, avoid: 'a' }]);
  const unclosed = `avoid\n${'a\n'.repeat(2001)}"`;
  expect(rowsOf(unclosed)).toBe('too-long');
});

test.each(['=1', '+1', '-1', '@a', '\uff1d1', '\uff0b1', '\uff0d1', '\uff20a', "'=1", "''@a", "'n", 'plain'])(
  'what begins as a formula comes back as it was: %s',
  (prefer) => {
    const file = csvLines([
      ['avoid', 'prefer'],
      ['a', prefer],
    ]);
    expect(rowsOf(file)).toEqual([{ line: 2, avoid: 'a', prefer }]);
    expect(file).not.toMatch(/"[=+\-@\uff1d\uff0b\uff0d\uff20]/);
  },
);

test('words in another encoding are refused rather than garbled', () => {
  expect(readStyleFile(Buffer.from('avoid\nÄhren', 'latin1'))).toBe('encoding');
});

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let owner: string;
  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    owner = (await desk.person('editor')).id;
    for (const [avoid, language] of [
      ['utilize', 'en'],
      ['Handy', 'de'],
      ['gotten', 'both'],
    ])
      await admin.ask('POST', '/api/house-style', { avoid, prefer: 'x', note: '', language, owner });
  });
  afterAll(() => desk.close());

  const read = async (text: string, browser = admin) =>
    await browser.ask('POST', '/api/house-style/file', new TextEncoder().encode(text), {
      'content-type': 'text/csv',
    });
  const linesOf = async (text: string): Promise<StyleFileLine[]> => (await read(text)).body.lines;
  const outcomes = async (text: string) =>
    (await linesOf(text)).map(
      (one) => `${one.line} ${one.outcome}${one.outcome === 'refused' ? ` ${one.why}` : ''}`,
    );
  const list = async () => (await admin.ask('GET', '/api/house-style')).body as Record<string, unknown>[];

  test('each line says what would come of it, with its number and the reason', async () => {
    const lines = [
      'avoid,prefer,note,language,owner',
      'UTILIZE,use,,en,',
      'Handy,x,,de,editor@test.example',
      'leverage,use,,English,Editor Person',
      'Leverage,other,,en,',
      'gotten,got,,en,',
      ',use,,,',
      '!?,,,,',
      `${'a'.repeat(81)},,,,`,
      'same,same,,,',
      'word,,,fr,',
      'other,,,,Nobody Here',
      'Zug,,,,',
    ];
    expect(await outcomes(lines.join('\n'))).toEqual([
      '2 change',
      '3 same',
      '4 add',
      '5 refused word-twice',
      '6 refused word-taken',
      '7 refused word-missing',
      '8 refused word-without-letters',
      '9 refused too-long',
      '10 refused same-word',
      '11 refused language-unknown',
      '12 refused owner-unknown',
      '13 add',
    ]);
    const [change, , add, , , , , , , , , last] = await linesOf(lines.join('\n'));
    expect(change).toMatchObject({
      word: { avoid: 'UTILIZE', owner },
      before: { avoid: 'utilize', version: 1 },
    });
    expect(add).toMatchObject({ word: { language: 'en', owner } });
    expect(last).toMatchObject({ word: { language: 'both', owner: (await desk.person('admin')).id } });
    expect((await list()).length).toBe(3);
  });

  test('what is imported comes all at once or not at all, and the list’s own file changes nothing', async () => {
    const word = { avoid: 'leverage', prefer: '-5', note: 'Say =what.', language: 'en', owner };
    const [, handy] = (await list()).toSorted((a, b) => String(a.avoid).localeCompare(String(b.avoid)));
    const change = { ...handy, prefer: 'Mobiltelefon' };
    const put = (body: object, browser = admin) => browser.ask('POST', '/api/house-style/import', body);
    expect((await put({ add: [word], change: [{ ...change, version: 7 }] })).status).toBe(409);
    expect((await put({ add: [word, { ...word, avoid: 'Leverage' }], change: [] })).status).toBe(409);
    expect((await put({ add: [word, { ...word, avoid: ' ' }], change: [] })).status).toBe(422);
    expect((await put({ add: [{ ...word, owner: 'nobody00' }], change: [] })).status).toBe(422);
    expect((await list()).length).toBe(3);

    const done = await put({ add: [word], change: [change] });
    expect([done.status, done.body]).toEqual([200, { added: 1, changed: 1 }]);
    expect(await list()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ avoid: 'leverage', version: 1 }),
        expect.objectContaining({ prefer: 'Mobiltelefon', version: 2 }),
      ]),
    );
    const file = String((await admin.ask('GET', '/api/house-style?format=csv')).body);
    expect(new Set((await linesOf(file)).map(({ outcome }) => outcome))).toEqual(new Set(['same']));
    const log = JSON.stringify((await admin.ask('GET', '/api/audit')).body);
    expect(log).toContain('"name":"leverage"');
  });

  test('what a file has no column for stays, and of two people of one name the owner does', async () => {
    const before = { avoid: 'Kita', prefer: 'Kindergarten', note: 'Say so.', language: 'de', owner };
    await admin.ask('POST', '/api/house-style', before);
    expect(await outcomes('avoid\nkita')).toEqual(['2 change']);
    expect(await outcomes('avoid\nKita')).toEqual(['2 same']);
    expect(await outcomes('avoid,language\nKita,en')).toEqual(['2 add']);
    const [changed] = await linesOf('avoid,prefer\nKita,Krippe');
    expect(changed).toMatchObject({ outcome: 'change', word: { ...before, prefer: 'Krippe' } });
    const [emptied] = await linesOf('avoid,language,note\nKita,de,');
    expect(emptied).toMatchObject({ outcome: 'change', word: { ...before, note: '' } });

    const viewer = await desk.as('viewer');
    expect((await viewer.ask('PATCH', '/api/me', { name: 'Editor Person' })).status).toBe(200);
    expect(await outcomes('avoid,language,owner\nKita,de,Editor Person\nnew,de,Editor Person')).toEqual([
      '2 same',
      '3 refused owner-ambiguous',
    ]);
  });

  test('a whole list comes and changes in a few statements', async () => {
    const word = { prefer: 'x', note: '', language: 'en', owner };
    const room = 2000 - (await list()).length;
    const add = Array.from({ length: room }, (_, index) => ({ ...word, avoid: `word ${index}` }));
    const put = (body: object) => admin.ask('POST', '/api/house-style/import', body);
    expect((await put({ add, change: [] })).body).toEqual({ added: room, changed: 0 });
    expect((await put({ add: [{ ...word, avoid: 'more' }], change: [] })).status).toBe(422);
    const all = (await list()).filter(({ avoid }) => String(avoid).startsWith('word '));
    const change = all.map((one): Record<string, unknown> => ({ ...one, prefer: 'y' }));
    expect((await put({ add: [], change: [...change, change[0]] })).status).toBe(409);
    expect((await put({ add: [], change })).body).toEqual({ added: 0, changed: room });
    expect((await list()).filter(({ prefer, version }) => prefer === 'y' && version === 2).length).toBe(room);
    const gone = change[0];
    await admin.ask('DELETE', `/api/house-style/${gone?.id}`);
    expect((await put({ add: [], change: [{ ...gone, version: 2 }] })).status).toBe(409);
  });

  test('only admins may, and a file that is none is refused', async () => {
    const editor = await desk.as('editor');
    expect((await read('avoid\na', editor)).status).toBe(403);
    expect((await editor.ask('POST', '/api/house-style/import', { add: [], change: [] })).status).toBe(403);
    const { status, body } = await read('a,b\nc,d');
    expect([status, body.errors]).toEqual([422, [{ path: 'file', message: 'no-columns' }]]);
    expect((await read(`avoid\n${'x'.repeat(1024 * 1024)}`)).status).toBe(413);
  });
});
