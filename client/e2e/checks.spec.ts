// The checks beside the text: hints lead to their words and go once these are mended.
import type { Page } from '@playwright/test';
import { saved, storedText, textOf, write } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';

test('a hint leads to its words, also when a colleague has written in front of them', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle('nora', { language: 'en' });
  const [nora, jonas] = [
    await openAs('nora', `/desk/articles/${id}`),
    await openAs('jonas', `/desk/articles/${id}`),
  ];
  await write(nora, 'Headline', 'Harbor closed.');
  await write(nora, 'News', 'The ferry ferry is late , says TK.');
  await nora.getByRole('button', { name: 'Check the text' }).click();
  const checks = nora.getByRole('complementary', { name: 'Checks' });
  await expect(checks.getByRole('button')).toContainText([
    'Headline ends with a full stop',
    'The same word twice',
    'Space before a punctuation mark',
    'A note left in the text',
  ]);
  await expectAccessibleInBothThemes(nora, { within: ['aside'] });

  await textOf(jonas, 'News').click();
  await jonas.keyboard.press('Home');
  await jonas.keyboard.type('Once more: ');
  await checks.getByRole('button', { name: 'The same word twice' }).click();
  expect(await nora.evaluate(() => String(getSelection()))).toBe('ferry ferry');
  await nora.keyboard.type('ferry');
  await expect(checks.getByRole('button', { name: 'The same word twice' })).toHaveCount(0);
  await saved(nora);
  expect(await storedText(nora, id)).toContain('Once more: The ferry is late , says TK.');
});

test('the checks open from a phone’s menu, in German, with figures for a longer text', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle('nora', { language: 'de' });
  const nora = await openAs('nora', '/desk', { viewport: { width: 390, height: 844 } });
  const speak = (language: 'en' | 'de') =>
    nora.request.patch('/api/me', { headers: { origin: new URL(nora.url()).origin }, data: { language } });
  await speak('de');
  await nora.goto(`/desk/articles/${id}`);
  await textOf(nora, 'Einleitung').click();
  await nora.keyboard.insertText('Der Hafen bleibt am Montag zu. '.repeat(18).trim());
  await nora.getByRole('button', { name: 'Weitere Werkzeuge' }).click();
  await nora.getByRole('menuitem', { name: 'Text prüfen' }).click();
  const checks = nora.getByRole('dialog', { name: 'Prüfungen' });
  await expect(checks.getByText('Wörter je Satz')).toBeVisible();
  await expect(checks.getByText('6,4')).toBeVisible();
  await expectNoSidewaysScroll(nora);
  await checks.getByRole('button', { name: 'Absatz mit 108 Wörtern' }).click();
  await expect(checks).toHaveCount(0);
  await expect(textOf(nora, 'Einleitung')).toBeFocused();
  await speak('en');
});

test('an admin says what each check counts for in a template, and what blocks keeps an article from publication', async ({
  openAs,
  newArticle,
}) => {
  const nora = await openAs('nora', '/desk/templates');
  const headers = { origin: new URL(nora.url()).origin };
  const [first] = await (await nora.request.get('/api/templates')).json();
  const data = {
    name: { en: 'Checked', de: 'Geprüft' },
    sections: first.sections.slice(1, 2).map((section: object) => ({ ...section, minWords: null })),
  };
  const { id: template } = await (await nora.request.post('/api/templates', { headers, data })).json();
  const id = await newArticle('amira', { language: 'en', template });
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'News', 'The ferry  costs TK euros.');
  await amira.getByRole('button', { name: 'Check the text' }).click();
  const checks = amira.getByRole('complementary', { name: 'Checks' });
  await expect(checks.getByRole('button')).toContainText(['Two spaces', 'A note left in the text']);

  await nora.goto(`/desk/templates/${template}`);
  await nora.getByLabel('Two spaces').selectOption('Off');
  await nora.getByLabel('Notes left in the text').selectOption('Blocks');
  await expectAccessibleInBothThemes(nora, { within: ['form'] });
  await nora.getByRole('button', { name: 'Save' }).click();
  await expect(checks.getByRole('button', { name: 'Two spaces' })).toHaveCount(0);
  await expect(checks.getByRole('img', { name: 'Has to be dealt with' })).toBeVisible();
  await amira.getByRole('button', { name: 'Publishing', exact: true }).click();
  const missing = amira.getByRole('button', { name: 'Notes left in the text: in 1 place' });
  await missing.click();
  await expect(textOf(amira, 'News')).toBeFocused();
  await amira.keyboard.press('Control+a');
  await amira.keyboard.type('The ferry costs two euros.');
  await expect(missing).toHaveCount(0);
});

test('links are checked on request, and each that leads nowhere leads to its words', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle('amira', { language: 'en' });
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await amira.getByRole('button', { name: 'Check the text' }).click();
  const checks = amira.getByRole('complementary', { name: 'Checks' });
  await checks.getByRole('button', { name: 'Check where links lead' }).click();
  await expect(checks.getByText('There are no links.')).toBeVisible();
  await write(amira, 'News', 'More at https://nobody.invalid/harbor today.');
  await saved(amira);
  await checks.getByRole('button', { name: 'Check where links lead' }).click();
  const fault = checks.getByRole('button', { name: 'There is no such host' });
  await expect(fault).toContainText('https://nobody.invalid/harbor');
  await expectAccessibleInBothThemes(amira, { within: ['aside'] });
  await fault.click();
  expect(await amira.evaluate(() => String(getSelection()))).toBe('https://nobody.invalid/harbor');
});

/** The words under which the browser draws lines of a level. */
const underlined = (page: Page, level: 'inform' | 'warn' | 'block') =>
  page.evaluate(
    (name) => [...(CSS.highlights.get(name) ?? [])].map((range) => String(range)),
    `galley-hint-${level}`,
  );

test('what is found is underlined at its words while two people write, and a click or F8 says what it is', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle('nora', { language: 'en' });
  const nora = await openAs('nora', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await write(nora, 'Headline', 'Harbor closed.');
  await write(nora, 'News', 'The ferry ferry saw the 3 ships.');
  await expect.poll(() => underlined(nora, 'warn')).toEqual(['Harbor closed.', 'ferry ferry']);
  await expect.poll(() => underlined(jonas, 'inform')).toEqual(['3']);

  await textOf(jonas, 'News').click();
  await jonas.keyboard.press('Home');
  await jonas.keyboard.type('Once more: ');
  await expect(textOf(nora, 'News')).toContainText('Once more: ');
  await expect.poll(() => underlined(nora, 'warn')).toEqual(['Harbor closed.', 'ferry ferry']);

  await nora.keyboard.press('F8');
  const card = nora.getByRole('dialog', { name: 'Headline ends with a full stop' });
  await expect(card).toBeFocused();
  await expectAccessibleInBothThemes(nora, { within: ['[data-hint-card]'] });
  await nora.keyboard.press('F8');
  await expect(nora.getByRole('dialog', { name: 'The same word twice' })).toBeFocused();
  await nora.keyboard.press('F8');
  const number = nora.getByRole('dialog', { name: 'Number out of house style: “three”' });
  await saved(nora);
  await number.getByRole('button', { name: 'Replace “3” by “three”' }).press('Enter');
  await expect(textOf(nora, 'News')).toContainText('saw the three ships.');
  await expect(textOf(nora, 'News')).toBeFocused();
  await expect.poll(() => underlined(nora, 'inform')).toEqual([]);

  const box = await nora.evaluate(() => {
    const [range] = [...(CSS.highlights.get('galley-hint-warn') ?? [])].slice(-1);
    const { x, y, width, height } = (range as Range).getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  await nora.mouse.click(box.x, box.y);
  const twice = nora.getByRole('dialog', { name: 'The same word twice' });
  await expect(twice).toBeVisible();
  await expect(textOf(nora, 'News')).toBeFocused();
  await nora.keyboard.press('End');
  await expect(twice).toHaveCount(0);

  await write(nora, 'Outlook', `Ships ${'sail on and '.repeat(12)}rest.`);
  await expect.poll(() => underlined(nora, 'inform'), 'a long sentence by its first word').toEqual(['Ships']);

  await nora.getByRole('button', { name: 'Check the text' }).click();
  await nora.getByRole('switch', { name: 'Underline it in the text' }).click();
  await expect.poll(() => underlined(nora, 'warn')).toEqual([]);
  await expect(nora.getByRole('button', { name: 'The same word twice' })).toBeVisible();
});

test('a link to an article that is not public is said at once', async ({ openAs, newArticle }) => {
  const id = await newArticle('amira', { language: 'en' });
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await amira.getByRole('button', { name: 'Check the text' }).click();
  const { origin } = new URL(amira.url());
  await write(amira, 'News', `More at ${origin}/articles/nowhere today.`);
  const checks = amira.getByRole('complementary', { name: 'Checks' });
  await expect(checks.getByRole('button', { name: 'There is no such article' })).toContainText(
    '/articles/nowhere',
  );
});
