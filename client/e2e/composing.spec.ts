// A word that is composed, by an input method or dead keys, beside what a colleague does in the same paragraph at the same
// time: it stands in one piece where it was being written.
import type { CDPSession, Page } from '@playwright/test';
import { saved, textOf } from './article.ts';
import { goTo, wordsOf } from './carets.ts';
import { paste } from './clipboard.ts';
import { expect, test } from './desk.ts';

interface Case {
  /** What a colleague does in the paragraph `Die Mitte der Zeile.`, behind whose second word is composed. */
  act: (page: Page, words: (text: string) => string) => Promise<void>;
  /** The blocks that then stand there; the composed word is put in. */
  result: string[];
}

const before = (page: Page, words: string) => goTo(page, 'News', words, 'before');

const cases: Record<string, Case> = {
  'types in front': {
    act: async (page, words) => {
      await before(page, words('Die'));
      await page.keyboard.type('abc ');
    },
    result: ['abc Die Mitte der Zeile.'],
  },
  'erases in front': {
    act: async (page, words) => {
      await before(page, words('Mitte'));
      await page.keyboard.press('Control+Backspace');
    },
    result: ['Mitte der Zeile.'],
  },
  'presses Enter in front': {
    act: async (page, words) => {
      await before(page, words('Die'));
      await page.keyboard.press('Enter');
    },
    result: ['Die Mitte der Zeile.'],
  },
  'presses Enter between': {
    act: async (page, words) => {
      await before(page, words('Mitte'));
      await page.keyboard.press('Enter');
    },
    result: ['Die ', 'Mitte der Zeile.'],
  },
  'presses Enter behind': {
    act: async (page, words) => {
      await before(page, words('Zeile'));
      await page.keyboard.press('Enter');
    },
    result: ['Die Mitte der ', 'Zeile.'],
  },
  'joins it with the one before': {
    act: async (page, words) => {
      await before(page, words('Die'));
      await page.keyboard.press('Backspace');
    },
    result: ['Anfang.Die Mitte der Zeile.'],
  },
  'pastes paragraphs in front': {
    act: async (page, words) => {
      await before(page, words('Die'));
      await paste(page, { 'text/html': '<p>eins</p><p>zwei</p>', 'text/plain': 'eins\n\nzwei' });
    },
    result: ['eins', 'zweiDie Mitte der Zeile.'],
  },
  'makes it a heading': {
    act: async (page, words) => {
      await before(page, words('Die'));
      await page.keyboard.press('Control+Alt+2');
    },
    result: ['Die Mitte der Zeile.'],
  },
  'makes it a list': {
    act: async (page, words) => {
      await before(page, words('Die'));
      await page.keyboard.press('Control+Shift+8');
    },
    result: ['Die Mitte der Zeile.'],
  },
  'makes it bold': {
    act: async (page, words) => {
      await goTo(page, 'News', words('Die Mitte'), 'select');
      await page.keyboard.press('Control+b');
    },
    result: ['Die Mitte der Zeile.'],
  },
  'moves it up': {
    act: async (page, words) => {
      await before(page, words('Zeile'));
      await page.keyboard.press('Alt+Shift+ArrowUp');
    },
    result: ['Die Mitte der Zeile.', 'Anfang.'],
  },
};

/** The text says which case it belongs to, so that all of them find room in one article. */
const named = (text: string, index: number) =>
  text.replace('Die', `Die${index}`).replace('Mitte', `Mitte${index}`).replace('Zeile', `Zeile${index}`);

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

/** Counts what changes of the document a page is sent. */
async function changesSentTo(session: CDPSession): Promise<() => number> {
  let count = 0;
  session.on('Network.webSocketFrameReceived', ({ response }) => {
    const bytes = Buffer.from(response.payloadData, 'base64');
    const at = 1 + (bytes[0] ?? 0);
    if (bytes[at] === 0 && bytes[at + 1] === 2) count += 1;
  });
  await session.send('Network.enable');
  return () => count;
}

test('a composed word stands in one piece, whatever somebody does to its paragraph meanwhile', async ({
  openAs,
}) => {
  const amira = await openAs('amira');
  const all = Object.entries(cases);
  const cell = (text: string) => ({ type: 'tableCell', content: [paragraph(text)] });
  const upload = await amira.request.post('/api/media', {
    headers: { origin: new URL(amira.url()).origin, 'content-type': 'image/png' },
    data: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  const { id: media } = (await upload.json()) as { id: string };
  const made = await amira.request.post('/api/articles', {
    headers: { origin: new URL(amira.url()).origin },
    data: {
      template: 'news',
      language: 'en',
      content: {
        headline: 'Hafen offen',
        dek: '',
        lead: { media, alt: '', caption: '', credit: '' },
        sections: [
          {
            id: 'composing',
            kind: 'news',
            title: '',
            blocks: [
              ...all.flatMap((_one, index) =>
                ['Anfang.', named('Die Mitte der Zeile.', index), 'Ende.'].map(paragraph),
              ),
              { type: 'figure', attrs: { media, alt: '', caption: 'Bild Hafen', credit: '' } },
              { type: 'table', content: [{ type: 'tableRow', content: [cell('Zelle Eins'), cell('zwei')] }] },
              { type: 'codeBlock', content: [{ type: 'text', text: 'let wort = 1;' }] },
            ],
          },
        ],
      },
    },
  });
  expect(made.ok(), await made.text()).toBe(true);
  const { id } = (await made.json()) as { id: string };
  await amira.goto(`/desk/articles/${id}`);
  const nora = await openAs('nora', `/desk/articles/${id}`);
  await expect(textOf(nora, 'News')).toContainText('let wort');
  const ime = await amira.context().newCDPSession(amira);
  const changes = await changesSentTo(ime);
  const compose = (text: string) =>
    ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  /** Composes behind words of a text, and has the other act while the first letter stands there. */
  const composed = async (
    [label, words]: readonly [string, string],
    act: () => Promise<void>,
    letters: readonly string[],
    word: string,
  ) => {
    await goTo(amira, label, words, 'behind');
    const [first = '', ...others] = letters;
    await compose(first);
    await expect(textOf(nora, label)).toContainText(words + first);
    const known = changes();
    await act();
    await saved(nora);
    await expect.poll(changes).toBeGreaterThan(known);
    for (const one of others) await compose(one);
    await ime.send('Input.insertText', { text: word });
  };
  const blocks = (page: Page) =>
    wordsOf(textOf(page, 'News').locator('p, h2, h3, pre, [data-type], figure div'));
  const allRead = async (expected: readonly string[]) => {
    for (const page of [amira, nora])
      for (const words of expected) await expect.poll(() => blocks(page)).toContain(words);
  };
  const letters = ['n', 'ni', 'にほ', 'にほん'];
  for (const [index, [name, { act, result }]] of all.entries()) {
    await test.step(`while somebody ${name}`, async () => {
      const word = `日本${String.fromCodePoint(0x4e00 + index)}`;
      await composed(
        ['News', named('Mitte', index)],
        () => act(nora, (text) => named(text, index)),
        letters,
        word,
      );
      await allRead(
        result.map((line) => named(line, index).replace(`Mitte${index}`, `Mitte${index}${word}`)),
      );
      // What is typed next stands behind it.
      await amira.keyboard.type('!');
      await allRead(
        result.map((line) => named(line, index).replace(`Mitte${index}`, `Mitte${index}${word}!`)),
      );
    });
  }
  const place = async (name: string, label: string, words: string, act: () => Promise<void>, text: string) =>
    await test.step(name, async () => {
      await composed([label, words], act, ['´'], 'é');
      for (const page of [amira, nora])
        await expect.poll(() => wordsOf(textOf(page, label))).toEqual([expect.stringContaining(text)]);
    });
  await place(
    'a headline',
    'Headline',
    'Hafen',
    async () => {
      await goTo(nora, 'Headline', 'Hafen', 'before');
      await nora.keyboard.type('Der ');
    },
    'Der Hafené offen',
  );
  await place(
    'a caption, while its picture is moved',
    'News',
    'Bild',
    async () => {
      await before(nora, 'Hafen');
      await nora.keyboard.press('Alt+Shift+ArrowUp');
    },
    'Bildé Hafen',
  );
  await place(
    'a cell, while it is split',
    'News',
    'Eins',
    async () => {
      await before(nora, 'Eins');
      await nora.keyboard.press('Enter');
    },
    'Einsé',
  );
  await place(
    'code, while it becomes a paragraph',
    'News',
    'wort',
    async () => {
      await before(nora, 'let');
      await nora.keyboard.press('Control+Alt+0');
    },
    'let worté = 1;',
  );
  await saved(amira);
});
