// Spelling and grammar beside the other checks, on a desk beside a small server that speaks LanguageTool's interface.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { saved, storedText, textOf, write } from './article.ts';
import { test as base, expect } from './desk.ts';
import { expectAccessibleInBothThemes } from './looks.ts';

/** Finds "teh" wherever it stands, as long as it is up. */
const tool = createServer(async (request, response) => {
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

// The desk of these tests is started with the address of that server.
const test = base.extend<object, { deskName: string }>({
  deskName: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      await new Promise<void>((resolve) => tool.listen(0, '127.0.0.1', resolve));
      process.env.LANGUAGETOOL_URL = `http://127.0.0.1:${(tool.address() as AddressInfo).port}`;
      await use('language');
      delete process.env.LANGUAGETOOL_URL;
      tool.closeAllConnections();
      tool.close();
    },
    { scope: 'worker' },
  ],
});

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
