// The whole path of an article: two editors, a reviewer and an admin take it from a mail to the public page.
import type { Page } from '@playwright/test';
import { actOn, chip, publishingPanel, story } from './article.ts';
import { expect, test } from './desk.ts';

const text = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });

const headline = 'Harbor City opens a pier that rises with the tide';

/** As an outlet mails it. */
const mail = `${headline}
Two years of building end with a boat that left almost empty.
Northern Wire | The Sound Ledger

INTRODUCTION
The new ferry pier opened on Thursday morning, two years after the old one was closed.

NEWS
A floor that floats
The pier's floor rests on eleven floats and moves up and down with the water. Wheelchairs reach the boats without a ramp at every hour of the day, which the old pier allowed for only half of it. The harbor office had asked its passengers before the first drawing was made, and most of them had asked for just that.
Eleven passengers
The first boat left at six with eleven people aboard. "They will come," said the pier master, Ida Brandt. "They came to the old one, and that one was under water twice a day."

OUTLOOK
From May on, boats leave every twenty minutes.

SUMMARY
- The pier opened on Thursday
- Its floor moves with the tide
- Boats leave every twenty minutes from May on

Questions to the desk in the morning only, please.
`;

test('two editors, a reviewer and an admin take an article from a mail to the public page', async ({
  openAs,
  server,
  browser,
}) => {
  test.setTimeout(240_000);
  const jonas = await openAs('jonas');
  const amira = await openAs('amira');

  // Amira brings the mail in. Galley has recognized its parts; one line is not for readers.
  await amira.getByRole('button', { name: 'Import', exact: true }).click();
  await amira.getByLabel('Text of the article').fill(mail);
  await amira.getByRole('button', { name: 'Continue' }).click();
  await expect(amira.getByLabel(`What this is: ${headline}`)).toHaveValue('headline');
  await amira.getByLabel('What this is: Questions to the desk').selectOption('Left out');
  await expect(amira.getByRole('dialog')).toContainText('1 line left out');
  await amira.getByRole('button', { name: 'Create article' }).click();
  await expect(text(amira, 'Headline')).toHaveText(headline);
  await expect(text(amira, 'Dek')).toHaveText(
    'Two years of building end with a boat that left almost empty.',
  );
  await expect(text(amira, 'News').getByRole('heading')).toHaveText([
    'A floor that floats',
    'Eleven passengers',
  ]);
  await expect(text(amira, 'Summary').getByRole('listitem')).toHaveCount(3);

  // Jonas finds it on his board and joins.
  await jonas.getByRole('article').filter({ hasText: headline }).getByRole('link').click();
  await expect(text(jonas, 'Introduction')).toContainText('two years after the old one was closed.');

  // Both write at once, each in a section of their own, and see where the other one is.
  await text(amira, 'Introduction').click();
  await amira.keyboard.press('End');
  await text(jonas, 'Outlook').click();
  await jonas.keyboard.press('End');
  await expect(text(jonas, 'Introduction').getByText('Amira Haddad')).toBeVisible();
  await expect(text(amira, 'Outlook').getByText('Jonas Weber')).toBeVisible();
  await Promise.all([
    amira.keyboard.type(' Nobody fell into the water.', { delay: 20 }),
    jonas.keyboard.type(' In winter, every forty.', { delay: 20 }),
  ]);
  for (const page of [amira, jonas]) {
    await expect(text(page, 'Introduction')).toContainText('closed. Nobody fell into the water.');
    await expect(text(page, 'Outlook')).toContainText('twenty minutes. In winter, every forty.');
  }

  // Tomás reads along: what is written reaches him at once, and nothing that he types gets in.
  const tomas = await openAs('tomas', new URL(amira.url()).pathname);
  await expect(tomas.getByText('View only')).toBeVisible();
  await text(amira, 'Dek').click();
  await amira.keyboard.press('End');
  await amira.keyboard.type(' Its master is not worried.');
  await expect(text(tomas, 'Dek')).toContainText('left almost empty. Its master is not worried.');
  await expect(text(tomas, 'Introduction')).toHaveAttribute('contenteditable', 'false');
  await text(tomas, 'Introduction').click();
  await tomas.keyboard.type('Not by me.');
  await text(amira, 'Summary').getByRole('listitem').last().click();
  await amira.keyboard.press('End');
  await amira.keyboard.type(', in winter less often');
  await expect(text(tomas, 'Summary')).toContainText('from May on, in winter less often');
  for (const page of [tomas, jonas]) await expect(text(page, 'Introduction')).not.toContainText('Not by me.');

  // Amira says of each section that it is ready, and Tomás, who wrote none of it, approves it as he reads it.
  const sections = ['Introduction', 'News', 'Outlook', 'Support', 'Summary'];
  for (const section of sections) {
    await actOn(amira, section, 'Mark as ready for review');
    await expect(chip(tomas, section)).toContainText('Ready for review');
    await actOn(tomas, section, 'Approve this text');
    await expect(chip(amira, section)).toContainText('Approved');
  }

  // Nora publishes.
  const nora = await openAs('nora', new URL(amira.url()).pathname);
  await nora.getByRole('button', { name: 'Publishing', exact: true }).click();
  const panel = publishingPanel(nora);
  await expect(panel).toContainText('1 thing is missing');
  await expect(panel.getByLabel('Byline')).toHaveValue('Northern Wire | The Sound Ledger');
  await panel.getByRole('button', { name: 'Generate from headline' }).click();
  await expect(panel).toContainText('Ready to publish');
  await panel.getByRole('button', { name: 'Publish …' }).click();
  await nora.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel).toContainText('Public as revision 1');

  // Readers, whom nobody knows, find it on the front page and in the feed, and read all that was written.
  const visitor = await browser.newContext({ baseURL: server.url, locale: 'en-US' });
  const readers = await visitor.newPage();
  await readers.goto('/');
  await readers.getByRole('link', { name: headline }).first().click();
  await expect(readers).toHaveURL('/articles/harbor-city-opens-a-pier-that-rises-with-the-tide');
  await expect(story(readers).getByRole('heading', { level: 1 })).toHaveText(headline);
  for (const words of [
    'Its master is not worried.',
    'Nobody fell into the water.',
    'In winter, every forty.',
    'Northern Wire | The Sound Ledger',
  ])
    await expect(story(readers)).toContainText(words);
  await expect(story(readers).getByRole('heading', { name: 'A floor that floats' })).toBeVisible();
  await expect(story(readers).getByRole('listitem')).toHaveText([
    'The pier opened on Thursday',
    'Its floor moves with the tide',
    'Boats leave every twenty minutes from May on, in winter less often',
  ]);
  await expect(readers.locator('script:not([type="application/ld+json"])')).toHaveCount(0);
  const feed = await (await visitor.request.get('/feed.xml')).text();
  expect(feed).toContain(`<title>${headline}</title>`);
  expect((await visitor.request.get('/api/articles')).status()).toBe(401);
  await visitor.close();
});
