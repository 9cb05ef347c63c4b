// Spelling and grammar beside the other checks, on a desk beside a small server that speaks LanguageTool's interface.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { caretBehind, openPublishing, publishingPanel, saved, storedText, textOf, write } from './article.ts';
import { test as base, expect } from './desk.ts';
import { expectAccessibleInBothThemes } from './looks.ts';

/** Finds "teh" wherever it stands, as long as it is up. */
let isAway = false;
const tool = createServer(async (request, response) => {
  if (isAway) return void response.destroy();
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { annotation } = JSON.parse(new URLSearchParams(body).get('data') ?? '{}');
  const text = annotation.map((piece: Record<string, string>) => piece.text ?? piece.markup).join('');
  const matches = [...text.matchAll(/\bteh\b/g)].map(({ index }) => ({
    message: 'Possible spelling mistake found.',
    offset: index,
    length: 3,
    replacements: [{ value: 'the' }, { value: 'tea' }],
    rule: { issueType: 'misspelling' },
  }));
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ matches }));
});

/** Each desk is started with the address of a server of its own: one that was away is left alone for a while. */
const testOn = (name: string) =>
  base.extend<object, { deskName: string }>({
    deskName: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
      async ({}, use) => {
        await new Promise<void>((resolve) => tool.listen(0, '127.0.0.1', resolve));
        process.env.LANGUAGETOOL_URL = `http://127.0.0.1:${(tool.address() as AddressInfo).port}`;
        await use(name);
        delete process.env.LANGUAGETOOL_URL;
        tool.closeAllConnections();
        tool.close();
      },
      { scope: 'worker' },
    ],
  });
const test = testOn('language');
const testOfBlocking = testOn('blocking');

testOfBlocking(
  'spelling blocks where the template says so, and not while its server is away',
  async ({ openAs }) => {
    const nora = await openAs('nora', '/desk/templates');
    const headers = { origin: new URL(nora.url()).origin };
    const templates = await (await nora.request.get('/api/templates')).json();
    const {
      id: _id,
      version: _version,
      archived: _archived,
      ...blank
    } = templates.find(({ id }: { id: string }) => id === 'blank');
    const made = await nora.request.post('/api/templates', {
      headers,
      data: { ...blank, name: { en: 'Spelled', de: 'Buchstabiert' } },
    });
    const template = (await made.json()).id;
    await nora.goto(`/desk/templates/${template}`);
    await nora.getByRole('combobox', { name: 'Spelling' }).selectOption({ label: 'Blocks' });
    await nora.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(nora.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();

    const article = await nora.request.post('/api/articles', {
      headers,
      data: { template, language: 'en', headline: 'Harbor' },
    });
    const { id } = await article.json();
    await nora.goto(`/desk/articles/${id}`);
    await write(nora, 'Text', 'Ships leave teh harbor.');
    await saved(nora);
    await openPublishing(nora);
    const panel = publishingPanel(nora);
    await panel.getByRole('textbox', { name: 'URL slug' }).fill('spelled');
    await panel.getByRole('textbox', { name: 'URL slug' }).blur();
    await expect(panel.getByText('Spelling: in 1 place')).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Publish …' })).toBeDisabled();
    isAway = true;
    await caretBehind(nora, 'Text', 'teh');
    await nora.keyboard.type(' old');
    const note = 'Spelling and grammar could not be checked: their server does not answer.';
    await expect(panel.getByText(note)).toBeVisible();
    await expect(panel.getByText('Spelling: in 1 place')).toHaveCount(0);
    await expectAccessibleInBothThemes(nora, { within: ['aside'] });
    await panel.getByRole('button', { name: 'Publish …' }).click();
    const dialog = nora.getByRole('dialog');
    await expect(dialog.getByText(note)).toBeVisible();
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(nora.getByText('Revision 1 is public.')).toBeVisible();
    isAway = false;
  },
);

test('a misspelled word is replaced by one click, a reviewer suggests it, and the desk goes on without the server', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle('amira', { language: 'en' });
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'News', 'Ships leave teh harbor, and teh pier.');
  await saved(amira);
  await amira.getByRole('button', { name: 'Check the text' }).click();
  const checks = amira.getByRole('complementary', { name: 'Checks' });
  const offers = checks.getByRole('button', { name: 'the: replace “teh” by it' });
  await expect(offers).toHaveCount(2);
  await expect(checks.getByText('Possible spelling mistake found.')).toHaveCount(2);
  await expectAccessibleInBothThemes(amira, { within: ['aside'] });
  await offers.last().click();
  await expect(textOf(amira, 'News')).toHaveText('Ships leave teh harbor, and the pier.');
  await expect(offers).toHaveCount(1);
  await saved(amira);

  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await tomas.getByRole('button', { name: 'Check the text' }).click();
  const theirs = tomas.getByRole('complementary', { name: 'Checks' });
  await theirs.getByRole('button', { name: 'the: suggest it for “teh”' }).click();
  await expect(theirs.getByText('A suggestion is open.')).toBeVisible();
  expect(await storedText(amira, id)).toContain('Ships leave teh harbor, and the pier.');

  tool.closeAllConnections();
  await new Promise<void>((resolve) => tool.close(() => resolve()));
  await write(amira, 'News', ' The the end.');
  await expect(checks.getByText('Spelling and grammar can’t be checked at the moment.')).toBeVisible();
  await expect(checks.getByRole('button', { name: 'The same word twice' })).toBeVisible();
});
