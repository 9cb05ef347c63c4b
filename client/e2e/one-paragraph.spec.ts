// Two people in one paragraph, at typing speed: the words, carets and selections of each stay where they are, whatever the
// other does.
import type { Page } from '@playwright/test';
import { goOffline, saved, textOf } from './article.ts';
import { goTo as goToWords, type Spot, wordsOf } from './carets.ts';
import { expect, test } from './desk.ts';

const label = 'News';

const goTo = (page: Page, words: string, how: Spot) => goToWords(page, label, words, how);

/** The paragraphs of the text as they read, without other people's carets. */
const blocks = (page: Page): Promise<string[]> => wordsOf(textOf(page, label).locator('p, h2, h3, pre'));

/** What is selected; other people's carets have word joiners around them. */
const selected = async (page: Page): Promise<string> =>
  (await page.evaluate(() => String(getSelection()))).replaceAll('\u2060', '');

async function bothRead(pages: readonly Page[], expected: readonly string[]) {
  for (const page of pages) await expect.poll(() => blocks(page)).toEqual(expected);
}

/** Empties the text and writes these paragraphs. */
async function begin(page: Page, other: Page, paragraphs: readonly string[]) {
  await textOf(page, label).focus();
  if ((await blocks(page)).some((text) => text !== '')) {
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    // What is left of a heading becomes a paragraph.
    await page.keyboard.press('Control+Alt+0');
  }
  for (const [index, words] of paragraphs.entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.insertText(words);
  }
  await bothRead([page, other], paragraphs);
}

interface Case {
  act: (page: Page) => Promise<void>;
  result: string[];
  /** What the text holds then, where its words are the same. */
  shows?: string;
}

const start = ['Anfang.', 'Die Mitte der Zeile.', 'Ende.'];

const cases: Record<string, Case> = {
  'types in front': {
    act: async (page) => {
      await goTo(page, 'Die', 'before');
      await page.keyboard.type('abc ');
    },
    result: ['Anfang.', 'abc Die Mitte der Zeile.', 'Ende.'],
  },
  'deletes in front': {
    act: async (page) => {
      await goTo(page, 'Die ', 'behind');
      for (let i = 0; i < 4; i += 1) await page.keyboard.press('Backspace');
    },
    result: ['Anfang.', 'Mitte der Zeile.', 'Ende.'],
  },
  'presses Enter in front': {
    act: async (page) => {
      await goTo(page, 'Die', 'before');
      await page.keyboard.press('Enter');
    },
    result: ['Anfang.', '', 'Die Mitte der Zeile.', 'Ende.'],
  },
  'presses Enter between': {
    act: async (page) => {
      await goTo(page, 'Die ', 'behind');
      await page.keyboard.press('Enter');
    },
    result: ['Anfang.', 'Die ', 'Mitte der Zeile.', 'Ende.'],
  },
  'presses Enter behind': {
    act: async (page) => {
      await goTo(page, 'der ', 'behind');
      await page.keyboard.press('Enter');
    },
    result: ['Anfang.', 'Die Mitte der ', 'Zeile.', 'Ende.'],
  },
  'joins it with the one before': {
    act: async (page) => {
      await goTo(page, 'Die', 'before');
      await page.keyboard.press('Backspace');
    },
    result: ['Anfang.Die Mitte der Zeile.', 'Ende.'],
  },
  'makes it a heading': {
    act: async (page) => {
      await goTo(page, 'Die', 'before');
      await page.keyboard.press('Control+Alt+2');
    },
    result: ['Anfang.', 'Die Mitte der Zeile.', 'Ende.'],
    shows: 'h2',
  },
  'makes it bold': {
    act: async (page) => {
      await goTo(page, 'Die Mitte', 'select');
      await page.keyboard.press('Control+b');
    },
    result: ['Anfang.', 'Die Mitte der Zeile.', 'Ende.'],
    shows: 'strong',
  },
  'moves it up': {
    act: async (page) => {
      await goTo(page, 'Zeile', 'before');
      await page.keyboard.press('Alt+Shift+ArrowUp');
    },
    result: ['Die Mitte der Zeile.', 'Anfang.', 'Ende.'],
  },
  'moves it down': {
    act: async (page) => {
      await goTo(page, 'Zeile', 'before');
      await page.keyboard.press('Alt+Shift+ArrowDown');
    },
    result: ['Anfang.', 'Ende.', 'Die Mitte der Zeile.'],
  },
  'makes it a list': {
    act: async (page) => {
      await goTo(page, 'Die', 'before');
      await page.keyboard.press('Control+Shift+8');
    },
    result: ['Anfang.', 'Die Mitte der Zeile.', 'Ende.'],
    shows: 'li',
  },
};

test('a caret, a selection and what is typed stay at their words', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  for (const [name, { act, result, shows }] of Object.entries(cases)) {
    await test.step(`while somebody ${name}`, async () => {
      await begin(amira, jonas, start);
      await goTo(jonas, 'Mitte', 'behind');
      await act(amira);
      const done = async (isDone: boolean) => {
        await bothRead([jonas], isDone ? result : start);
        if (shows) await expect(textOf(jonas, label).locator(shows)).toHaveCount(isDone ? 1 : 0);
      };
      await done(true);
      await amira.keyboard.press('Control+z');
      await done(false);
      await amira.keyboard.press('Control+Shift+z');
      await done(true);
      await jonas.keyboard.type('XYZ');
      const typed = result.map((line) => line.replace('Mitte', 'MitteXYZ'));
      await bothRead([amira, jonas], typed);
      await expect(textOf(amira, label).locator('[data-caret-of]')).toHaveCount(1);
      await goTo(jonas, 'Mitte', 'selectBackward');
      await goTo(amira, typed[0] ?? '', 'before');
      await amira.keyboard.type('abc ');
      await bothRead([jonas], [`abc ${typed[0]}`, ...typed.slice(1)]);
      expect(await selected(jonas)).toBe('Mitte');
      await jonas.keyboard.press('Control+b');
      await jonas.keyboard.press('Shift+ArrowRight');
      expect(await selected(jonas)).toBe('itte');
      const bold = textOf(amira, label).locator('strong');
      if (name !== 'makes it bold') await expect.poll(() => wordsOf(bold)).toEqual(['Mitte']);
    });
  }
  await saved(amira);
});

test('what one wrote oneself stays at its place, and what one goes on typing stays with it', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  for (const [name, { act, result }] of Object.entries(cases)) {
    await test.step(`while somebody ${name}`, async () => {
      await begin(jonas, amira, start);
      await goTo(jonas, 'Mitte ', 'behind');
      await jonas.keyboard.type('hier ');
      const added = (lines: readonly string[], words: string) =>
        lines.map((line) => line.replace('Mitte ', `Mitte ${words}`));
      await bothRead([amira], added(start, 'hier '));
      await act(amira);
      await bothRead([amira, jonas], added(result, 'hier '));
      await jonas.keyboard.type('und jetzt ');
      await bothRead([amira, jonas], added(result, 'hier und jetzt '));
    });
  }
  await saved(amira);
});

test('words that are typed in front of the same letters stay whole, whatever a colleague does there meanwhile', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await begin(amira, jonas, ['Then the harbor was shut.']);
  await goTo(jonas, 'Then ', 'behind');
  // What both do at the same time reaches neither before it is done.
  await goOffline(jonas);
  await jonas.keyboard.type('the old ', { delay: 40 });
  await goTo(amira, 'Then the ', 'behind');
  for (let i = 0; i < 4; i += 1) await amira.keyboard.press('Backspace');
  await bothRead([amira], ['Then harbor was shut.']);
  await jonas.context().setOffline(false);
  await bothRead([amira, jonas], ['Then the old harbor was shut.']);
  await jonas.keyboard.type('stone ');
  await bothRead([amira, jonas], ['Then the old stone harbor was shut.']);
  await saved(amira);
});
