// Pasting from the programs that people write in, copying out, and Markdown that is offered as formatted text. The HTML is
// what the tests of the import read, as these programs put it on the clipboard.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { caretBehind, saved, storedText, textOf, write } from './article.ts';
import { copied, paste } from './clipboard.ts';
import { expect, test } from './desk.ts';

const caseFile = (name: string) =>
  readFileSync(new URL(`../../shared/src/article/formats/cases/${name}.html`, import.meta.url), 'utf8');
const blocks = (page: Page, label: string) => textOf(page, label).locator('> *');
const undo = (page: Page) => page.keyboard.press('ControlOrMeta+z');

/** The blocks of the News section as an outline: `ul>li`, with their own text. */
const outline = (page: Page) =>
  textOf(page, 'News').evaluate((root) => {
    const lines = (element: Element): string[] =>
      [...element.children].flatMap((child) => {
        const name = child.localName;
        if (name === 'ul' || name === 'ol') return [`${name}(${lines(child).join(' ')})`];
        if (name === 'li') return [`li(${lines(child).join(' ')})`];
        if (child.classList.contains('tableWrapper') || name === 'table') return ['table'];
        return [`${name}: ${child.textContent}`];
      });
    return lines(root);
  });

const programs: [program: string, name: string, expected: string[]][] = [
  [
    'Word',
    'word-list',
    ['h2: Ein Titel', 'p: Erster Absatz.', 'ul(li(p: Brot) li(p: Fisch))', 'ol(li(p: Zuerst) li(p: Danach))'],
  ],
  [
    'Word on the web',
    'word-web',
    [
      'h2: Die Mole wird länger',
      'p: Fett und nicht fett.',
      'ul(li(p: Beton ul(li(p: aus Bremen))) li(p: Stahl))',
      'ol(li(p: Planen) li(p: Bauen))',
    ],
  ],
  [
    'Google Docs',
    'google-clipboard',
    [
      'h2: Ein neuer Steg',
      'p: Am Montag begann der Bau, sagt das Bauamt.',
      'ul(li(p: Holz ul(li(p: Lärche))) li(p: Seile))',
      'p: Im Mai ist er fertig.',
    ],
  ],
  [
    'LibreOffice',
    'libreoffice',
    [
      'h2: Das Wehr',
      'p: Fett und schräg, „wie gesagt“.',
      'ul(li(p: Sand) li(p: Kies ul(li(p: grob))))',
      'ol(li(p: Messen))',
      'table',
    ],
  ],
  [
    'Apple Notes',
    'apple-notes',
    [
      'p: Notizen zum Markt',
      'p: Der Stand am Brunnen ist neu, der alte bleibt ist fort.',
      'ul(li(p: Äpfel) li(p: Birnen))',
    ],
  ],
  [
    'Outlook',
    'outlook',
    [
      'p: Liebe Redaktion,',
      'p: die Fähre fährt wieder: mehr dazu.',
      'ol(li(p: Abfahrt um acht ul(li(p: sonntags um neun))) li(p: Ankunft um zehn))',
    ],
  ],
];

/** What is said of what did not come along. */
const said: Record<string, string | undefined> = {
  'word-list': 'Not pasted: One comment',
  outlook: 'Not pasted: 2 tracked changes',
};

test('what comes from six programs has its form, and nothing of theirs', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  for (const [program, name, expected] of programs) {
    await test.step(program, async () => {
      await textOf(page, 'News').click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.press('Delete');
      await paste(page, { 'text/html': caseFile(name), 'text/plain': 'plain' });
      // It goes away by itself.
      const lost = said[name];
      if (lost !== undefined) await expect(page.getByText(lost)).toBeVisible();
      await expect.poll(() => outline(page)).toEqual(expected);
    });
  }
});

test('two people in one paragraph: one pastes into it while the other types', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const [ours, theirs] = await Promise.all([
    openAs('amira', `/desk/articles/${id}`),
    openAs('nora', `/desk/articles/${id}`),
  ]);
  await write(ours, 'News', 'The mole holds. The end.');
  await expect(textOf(theirs, 'News')).toContainText('The end.');
  await caretBehind(theirs, 'News', 'end');
  await theirs.keyboard.type(' of a day', { delay: 20 });
  await caretBehind(ours, 'News', 'mole');
  await paste(ours, {
    'text/html': '<span class="x"><b>, of stone,</b></span>',
    'text/plain': ', of stone,',
  });
  await ours.keyboard.type(' still', { delay: 20 });
  await paste(ours, { 'text/html': caseFile('google-clipboard'), 'text/plain': 'plain' });
  await expect(textOf(theirs, 'News')).toContainText('Im Mai ist er fertig.');
  await caretBehind(theirs, 'News', 'Steg');
  await theirs.keyboard.type(' of wood', { delay: 20 });
  await expect(textOf(ours, 'News')).toContainText('of wood');
  await saved(theirs);
  const text = await storedText(ours, id);
  expect(text).toContain('The mole, of stone, still');
  expect(text).toContain('Steg of wood');
  expect(text).toContain('The end of a day.');
  expect(text).toContain('Lärche');
  await expect(textOf(ours, 'News').locator('strong').first()).toHaveText(', of stone, still');
});

test('Markdown is offered as formatted text, and undo goes back to the plain one', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'News', 'Before');
  await page.keyboard.press('Enter');
  const source = '## A head\n\nSee **[the report](https://example.org/r)**.\n\n1. one\n2. two';
  await paste(page, { 'text/plain': source });
  const plain = ['Before', '## A head', 'See **[the report](https://example.org/r)**.', '1. one', '2. two'];
  const words = textOf(page, 'News').locator('> p, > h2, > ol');
  await expect(words).toHaveText(plain);
  const offer = page.getByRole('group', { name: 'This is Markdown.' });
  // What a colleague writes elsewhere leaves the offer where it is.
  const theirs = await openAs('nora', `/desk/articles/${id}`);
  await caretBehind(theirs, 'News', 'Before');
  await theirs.keyboard.type(' them');
  await expect(words.first()).toContainText('them');
  await saved(theirs);
  await theirs.close();
  await expect(words.first()).toHaveText('Before them');
  await offer.getByRole('button', { name: 'Format it' }).click();
  await expect(offer).toHaveCount(0);
  await expect(textOf(page, 'News').locator('h2')).toHaveText('A head');
  await expect(textOf(page, 'News').locator('ol li')).toHaveText(['one', 'two']);
  await expect(textOf(page, 'News').locator('strong')).toHaveText('the report');
  await expect(textOf(page, 'News').locator('a')).toHaveAttribute('href', 'https://example.org/r');
  await undo(page);
  await expect(words).toHaveText(['Before them', ...plain.slice(1)]);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await paste(page, { 'text/plain': '- a\n- b' });
  await expect(offer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(offer).toHaveCount(0);
  await paste(page, { 'text/plain': 'Only words.\nAnd more.' });
  await expect(textOf(page, 'News')).toContainText('And more.');
  await expect(offer).toHaveCount(0);
});

test('signs that are no formatting stay as they are, pasted or typed', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await textOf(page, 'News').click();
  await paste(page, { 'text/plain': '5 * 3 * 2 = 30 in __init__.py' });
  await page.keyboard.press('Enter');
  await paste(page, { 'text/html': '<p>a ** b ** c, ~~ d ~~ and `e` f</p>' });
  await page.keyboard.press('Enter');
  await page.keyboard.type('5 * 3 * 2 = 30 in __init__.py, and **so** on');
  await expect(blocks(page, 'News')).toHaveText([
    '5 * 3 * 2 = 30 in __init__.py',
    'a ** b ** c, ~~ d ~~ and `e` f',
    '5 * 3 * 2 = 30 in __init__.py, and so on',
  ]);
  await expect(textOf(page, 'News').locator('strong, em, s, code')).toHaveText(['so']);
});

test('pictures that can’t be pasted are counted, and their captions stay', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await textOf(page, 'News').click();
  await paste(page, {
    'text/html': `<p>Text</p><figure><img src="file:///a.png"><figcaption>Cap</figcaption></figure>`,
  });
  await expect(page.getByText('1 image couldn’t be pasted. Upload it separately.')).toBeVisible();
  await expect(blocks(page, 'News')).toHaveText(['Text', 'Cap']);
});

test('what is copied has whole addresses and nothing of the desk’s own, and comes back as it was', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await textOf(page, 'News').click();
  await paste(page, {
    'text/html': '<p>See <a href="/stories/x">ours</a> and <a href="https://example.org">theirs</a>.</p>',
  });
  await page.keyboard.press('ControlOrMeta+a');
  const html = await copied(page, 'text/html');
  const { origin } = new URL(page.url());
  expect(html).toContain(`href="${origin}/stories/x"`);
  expect(html).toContain('href="https://example.org"');
  expect(html).not.toMatch(/(href|src)="\/|data-note|data-anchor/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await paste(page, { 'text/html': html, 'text/plain': 'See ours and theirs.' });
  await expect(blocks(page, 'News').nth(1).locator('a').first()).toHaveAttribute('href', '/stories/x');
});
