// Publishing beside the article: readiness, first and later revisions, what differs, withdrawal, and who may do what.
import { templateContentSchema } from '@galley/shared/article/template.ts';
import { article, p, section } from '@galley/shared/article/testing.ts';
import type { Locator, Page } from '@playwright/test';
import { openPublishing as openPanel, publishingPanel as panel, story } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes } from './looks.ts';

const text = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });
const publishButton = (page: Page) => panel(page).getByRole('button', { name: /^Publish/ });
const line = (page: Page, words: string) => panel(page).getByRole('listitem').filter({ hasText: words });

/** Adds words at the end of a text's last line. */
async function write(page: Page, label: string, words: string): Promise<void> {
  await text(page, label).locator('p').last().click();
  await page.keyboard.press('End');
  await page.keyboard.insertText(words);
}

function headersOf(page: Page) {
  return { origin: new URL(page.url()).origin };
}

/** Makes a template like News whose sections need no approval; gives its id. */
async function newsWithoutApprovals(page: Page): Promise<string> {
  const templates = (await (await page.request.get('/api/templates')).json()) as { id: string }[];
  const news = templates.find(({ id }) => id === 'news');
  const data = { ...templateContentSchema.parse(news), approvals: 'off' };
  const made = await page.request.post('/api/templates', { headers: headersOf(page), data });
  expect(made.status()).toBe(201);
  return ((await made.json()) as { id: string }).id;
}

/** Makes an article of the Blank template that lacks nothing but its publication; gives its id. */
async function finishedArticle(page: Page, headline: string, slug: string, ...paragraphs: string[]) {
  const headers = headersOf(page);
  const content = article(headline, section('text', ...paragraphs.map((words) => p(words))));
  const made = await page.request.post('/api/articles', {
    headers,
    data: { template: 'blank', language: 'en', byline: 'Amira Haddad', content },
  });
  expect(made.status()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const named = await page.request.patch(`/api/articles/${id}`, { headers, data: { slug } });
  expect(named.status()).toBe(200);
  return id;
}

/** Publishes the article as it stands, by the panel. */
async function publish(page: Page, note?: string, kind?: string): Promise<void> {
  await publishButton(page).click();
  if (note !== undefined) await page.getByLabel('Note to the readers').fill(note);
  if (kind !== undefined) await page.getByRole('radio', { name: kind }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

const firstWords = 'The harbor opened at dawn, and the first three ships came in.';

async function publishedArticle(page: Page, headline: string, slug: string): Promise<string> {
  const id = await finishedArticle(page, headline, slug, firstWords, 'Nobody had counted on fog.');
  await page.goto(`/desk/articles/${id}`);
  await openPanel(page);
  await publish(page);
  await expect(panel(page)).toContainText('Public as revision 1');
  return id;
}

test('an admin fills in what readiness asks for and publishes, and readers find nothing but the article', async ({
  openAs,
  newArticle,
}) => {
  const nora = await openAs('nora');
  const id = await newArticle('amira', { template: await newsWithoutApprovals(nora) });
  await nora.goto(`/desk/articles/${id}`);
  await openPanel(nora);
  await expect(publishButton(nora)).toBeDisabled();
  await expect(panel(nora)).toContainText('5 things are missing');
  // At the end of the page it stands below the tools still, and whole.
  await nora.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect
    .poll(async () => {
      const tools = await nora.getByRole('toolbar', { name: 'Text tools' }).boundingBox();
      const box = await panel(nora).boundingBox();
      return tools && box && box.y > tools.y + tools.height && box.y + box.height <= 900;
    })
    .toBe(true);

  await line(nora, 'Headline').getByRole('button').click();
  await expect(text(nora, 'Headline')).toBeFocused();
  await nora.keyboard.type('Harbor opens again');
  await expect(line(nora, 'Headline')).toHaveCount(0);

  await line(nora, 'Introduction').getByRole('button').click();
  await expect(text(nora, 'Introduction')).toBeFocused();
  await nora.keyboard.type(firstWords);
  await line(nora, 'News').getByRole('button').click();
  await expect(text(nora, 'News')).toBeFocused();
  await nora.keyboard.type('Crews had waited for nine days. Ask the pilots.');
  await expect(line(nora, 'News')).toContainText('9 words, at least 80 needed');
  await nora.keyboard.press('Shift+ControlOrMeta+ArrowLeft');
  await nora
    .getByRole('toolbar', { name: 'Text tools' })
    .getByRole('button', { name: 'Editor’s note' })
    .click();
  await nora.getByLabel('Note', { exact: true }).fill('Is this confirmed?');
  await nora.getByRole('button', { name: 'Save' }).click();
  await write(nora, 'News', ` ${'So they set out one by one, slowly and in good order. '.repeat(7)}`);
  await line(nora, 'Summary').getByRole('button').click();
  for (const bullet of ['The harbor is open', 'Three ships came', 'More will follow']) {
    await nora.keyboard.type(bullet);
    await nora.keyboard.press('Enter');
  }
  await nora.keyboard.press('Backspace');
  await nora.keyboard.press('Backspace');
  await expect(panel(nora)).toContainText('1 thing is missing');

  await line(nora, 'URL slug').getByRole('button').click();
  await expect(nora.getByLabel('URL slug', { exact: true })).toBeFocused();
  await nora.getByRole('button', { name: 'Generate from headline' }).click();
  await expect(nora.getByLabel('URL slug', { exact: true })).toHaveValue('harbor-opens-again');
  await nora.getByLabel('Byline').fill('Amira Haddad');
  await nora.keyboard.press('Enter');
  await expect(panel(nora)).toContainText('Ready to publish');

  await publishButton(nora).click();
  await expect(nora.getByRole('dialog')).toContainText('/articles/harbor-opens-again');
  await nora.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel(nora)).toContainText('Public as revision 1');
  await expect(panel(nora)).toContainText('The public page is up to date.');

  const link = panel(nora).getByRole('link', { name: 'Open the public page' });
  const [readers] = await Promise.all([nora.waitForEvent('popup'), link.click()]);
  await expect(readers.getByRole('heading', { level: 1 })).toHaveText('Harbor opens again');
  await expect(story(readers)).toContainText(firstWords);
  await expect(story(readers)).toContainText('By Amira Haddad');
  await expect(story(readers)).toContainText('Ask the pilots.');
  expect(await readers.content()).not.toContain('Is this confirmed?');
  await expect(readers.locator('script:not([type="application/ld+json"])')).toHaveCount(0);
});

test('what is written afterwards shows as different, word by word, and becomes a revision with a note', async ({
  openAs,
}) => {
  const nora = await openAs('nora');
  const id = await publishedArticle(nora, 'Ships in the fog', 'ships-in-the-fog');
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Text', ' Only the keeper had.');
  await expect(panel(nora)).toContainText('The text differs from the public page.');

  await nora.getByRole('button', { name: 'View changes' }).click();
  const changes = nora.getByRole('dialog', { name: 'Changes' });
  await expect(changes.getByRole('insertion')).toHaveText(' Only the keeper had.');
  await expect(changes.getByRole('deletion')).toHaveCount(0);
  await expect(changes).toContainText('1 difference');
  // It goes on as the other one writes.
  await text(amira, 'Text').getByText(firstWords).click();
  await amira.keyboard.press('Home');
  await amira.keyboard.press('Shift+ControlOrMeta+ArrowRight');
  await amira.keyboard.type('Our ');
  await expect(changes.getByRole('deletion')).toHaveText('The');
  await expect(changes.getByRole('insertion').first()).toHaveText('Our');
  await nora.keyboard.press('Escape');

  await publish(nora, 'The first version left out the keeper.', 'Clarification');
  await expect(panel(nora)).toContainText('Public as revision 2');
  const newest = panel(nora).getByRole('list').last().getByRole('listitem').first();
  await expect(newest).toContainText('Revision 2');
  await expect(newest).toContainText('by Nora Lindqvist');
  await expect(newest).toContainText('Clarification The first version left out the keeper.');

  await nora.getByRole('button', { name: 'What changed with revision 2' }).click();
  await expect(changes.getByRole('insertion').last()).toHaveText(' Only the keeper had.');
  await changes.getByLabel('To').click();
  await nora.getByRole('option', { name: /^Revision 1/ }).click();
  await expect(changes).toContainText('No differences.');

  await nora.goto('/articles/ships-in-the-fog');
  await expect(story(nora)).toContainText('Our harbor opened');
  await expect(story(nora)).toContainText('The first version left out the keeper.');
  await nora.getByRole('contentinfo').getByRole('link', { name: 'Corrections' }).click();
  const listed = nora.getByRole('main').getByRole('listitem');
  await expect(listed).toContainText('Clarification');
  await expect(listed).toContainText('The first version left out the keeper.');
  await expectAccessibleInBothThemes(nora);
  await listed.getByRole('link', { name: 'Ships in the fog' }).click();
  await expect(story(nora)).toContainText('Our harbor opened');
});

test('text that changes while an admin is about to publish does not go out unseen', async ({ openAs }) => {
  const nora = await openAs('nora');
  const id = await finishedArticle(nora, 'A late change', 'a-late-change', firstWords);
  await nora.goto(`/desk/articles/${id}`);
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await openPanel(nora);
  await publishButton(nora).click();
  const dialog = nora.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeEnabled();
  await write(amira, 'Text', ' And then it closed.');
  await expect(dialog.getByRole('alert')).toContainText('The text has changed');
  await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled();
  await expect(async () => {
    const again = dialog.getByRole('button', { name: 'Continue with the current text' });
    if (await again.isVisible()) await again.click();
    await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeEnabled({ timeout: 1000 });
  }).toPass();
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel(nora)).toContainText('The public page is up to date.');
  await nora.goto('/articles/a-late-change');
  await expect(story(nora)).toContainText('And then it closed.');
});

test('of two admins who publish at once the second hears of the first', async ({ openAs }) => {
  const nora = await openAs('nora');
  const id = await finishedArticle(nora, 'Two at once', 'two-at-once', firstWords);
  await nora.goto(`/desk/articles/${id}`);
  const again = await openAs('nora', `/desk/articles/${id}`);
  await openPanel(nora);
  await openPanel(again);
  await publishButton(nora).click();
  await publish(again);
  await expect(nora.getByRole('alert')).toContainText('Nora Lindqvist has just published revision 1.');
  await expect(nora.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true })).toBeDisabled();
});

test('a withdrawn article leaves a page that says so, and can come back', async ({ openAs }) => {
  const nora = await openAs('nora');
  const id = await publishedArticle(nora, 'Ships that were none', 'ships-that-were-none');
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await openPanel(amira);
  await nora.getByRole('button', { name: 'Withdraw …' }).click();
  await nora.getByLabel('Note to the readers').fill('There were no ships.');
  await nora.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }).click();
  for (const page of [nora, amira]) await expect(panel(page)).toContainText('There were no ships.');
  await expect(nora.getByRole('button', { name: 'Withdraw …' })).toHaveCount(0);
  const gone = await nora.request.get('/articles/ships-that-were-none');
  expect(gone.status()).toBe(410);
  expect(await gone.text()).toContain('There were no ships.');

  await amira.getByRole('button', { name: 'Back to “Draft”' }).click();
  await expect(panel(nora).getByRole('radio', { name: 'Draft' })).toBeChecked();
  await publish(nora);
  await expect(panel(amira)).toContainText('Public as revision 2');
  expect((await nora.request.get('/articles/ships-that-were-none')).status()).toBe(200);
  await amira.getByRole('banner').getByRole('button', { name: 'More', exact: true }).click();
  await amira.getByRole('menuitem', { name: 'History and authors' }).click();
  const withdrawn = amira.getByRole('dialog', { name: 'History' }).getByRole('listitem');
  await expect(withdrawn.filter({ hasText: 'Withdrawn' })).toContainText('“There were no ships.”');
});

test('an editor sets stage and address, and neither the panel nor the server lets them publish', async ({
  openAs,
}) => {
  const amira = await openAs('amira');
  const taken = await finishedArticle(amira, 'First come', 'first-come', firstWords);
  const id = await finishedArticle(amira, 'Second come', 'second-come', firstWords);
  await amira.goto(`/desk/articles/${id}`);
  await openPanel(amira);
  await expect(panel(amira)).toContainText('Ready to publish');
  await expect(publishButton(amira)).toHaveCount(0);
  await expect(panel(amira)).toContainText('Only admins can publish.');

  await panel(amira).getByText('In review', { exact: true }).click();
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await openPanel(tomas);
  await expect(panel(tomas)).toContainText('In review');
  await expect(panel(tomas).getByRole('textbox')).toHaveCount(0);
  await expect(panel(tomas).getByRole('radio')).toHaveCount(0);

  const address = amira.getByLabel('URL slug', { exact: true });
  await address.fill('First come');
  await amira.keyboard.press('Enter');
  await expect(panel(amira)).toContainText('Another article uses this slug');
  await expect(address).toHaveAttribute('aria-invalid', 'true');
  await address.fill('Third Come');
  await amira.keyboard.press('Enter');
  await expect(address).toHaveValue('third-come');
  await expect(address).not.toHaveAttribute('aria-invalid', 'true');
  await expect(panel(tomas)).toContainText('third-come');

  const publication = await amira.request.get(`/api/articles/${id}/publication`);
  const { hash } = (await publication.json()) as { hash: string };
  for (const page of [amira, tomas]) {
    const headers = headersOf(page);
    const refused = await page.request.post(`/api/articles/${id}/publish`, {
      headers,
      data: { hash, after: 0 },
    });
    expect(refused.status()).toBe(403);
    const kept = await page.request.post(`/api/articles/${taken}/withdraw`, { headers, data: {} });
    expect(kept.status()).toBe(403);
  }
  const moved = await tomas.request.patch(`/api/articles/${id}`, {
    headers: headersOf(tomas),
    data: { stage: 'ready' },
  });
  expect(moved.status()).toBe(403);
});

test('a required section that was removed comes back from the readiness list', async ({
  openAs,
  newArticle,
}) => {
  const nora = await openAs('nora');
  const id = await newArticle('amira', { template: await newsWithoutApprovals(nora) });
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Summary', 'Kept words');
  await openPanel(amira);
  await amira.getByRole('button', { name: 'Section menu: Summary' }).click();
  await amira.getByRole('menuitem', { name: 'Remove section' }).click();
  await expect(line(amira, 'Summary')).toContainText('The section is not in the article');
  await amira.getByRole('button', { name: 'Bring the section “Summary” back' }).click();
  await expect(text(amira, 'Summary')).toContainText('Kept words');
  await expect(text(amira, 'Summary')).toBeFocused();
  await expect(line(amira, 'Summary')).toContainText('1 bullet, at least 3 needed');
});

test('everything in the panel can be reached and done by keyboard alone', async ({ openAs }) => {
  const nora = await openAs('nora');
  const id = await finishedArticle(nora, 'By keyboard', 'by-keyboard', firstWords);
  await nora.goto(`/desk/articles/${id}`);
  await nora.getByRole('button', { name: 'Publishing', exact: true }).focus();
  await nora.keyboard.press('Enter');
  await tabTo(nora, panel(nora).getByRole('radio', { name: 'Draft' }));
  await nora.keyboard.press('ArrowRight');
  await expect(panel(nora).getByRole('radio', { name: 'In review' })).toBeChecked();
  await tabTo(nora, publishButton(nora));
  await nora.keyboard.press('Enter');
  await tabTo(nora, nora.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }));
  await nora.keyboard.press('Enter');
  await expect(panel(nora)).toContainText('Public as revision 1');

  await tabTo(nora, nora.getByLabel('Byline'));
  await nora.keyboard.type('Nora');
  await nora.keyboard.press('Enter');
  await expect(panel(nora)).toContainText('The text differs from the public page.');
  await tabTo(nora, nora.getByRole('button', { name: 'View changes' }), 'Shift+Tab');
  await nora.keyboard.press('Enter');
  const changes = nora.getByRole('dialog', { name: 'Changes' });
  await tabTo(nora, changes.getByRole('button', { name: 'Next difference' }));
  await nora.keyboard.press('Enter');
  await expect(changes).toContainText('1 of 1');
  await nora.keyboard.press('Escape');
  await expect(changes).toHaveCount(0);
  await expect(nora.getByRole('button', { name: 'View changes' })).toBeFocused();

  await tabTo(nora, nora.getByRole('button', { name: 'Withdraw …' }));
  await nora.keyboard.press('Enter');
  await expect(nora.getByLabel('Note to the readers')).toBeFocused();
  await tabTo(nora, nora.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }));
  await nora.keyboard.press('Enter');
  await expect(panel(nora)).toContainText('Readers see a page that says so.');
});

test('publishing has no serious accessibility finding, in the light and in the dark', async ({ openAs }) => {
  const nora = await openAs('nora');
  const id = await publishedArticle(nora, 'Seen by all', 'seen-by-all');
  await write(nora, 'Text', ' And more.');
  await expect(panel(nora)).toContainText('The text differs from the public page.');
  await expectAccessibleInBothThemes(nora);
  await nora.getByRole('button', { name: 'View changes' }).click();
  await expect(nora.getByRole('insertion')).toBeVisible();
  await expectAccessibleInBothThemes(nora);
  await nora.keyboard.press('Escape');
  await publishButton(nora).click();
  await expect(nora.getByRole('dialog')).toContainText('Changes for readers');
  await expectAccessibleInBothThemes(nora);
  await nora.keyboard.press('Escape');
  await nora.getByRole('button', { name: 'Withdraw …' }).click();
  await expectAccessibleInBothThemes(nora);
  await nora.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(panel(nora)).toContainText('Readers see a page that says so.');
  await expectAccessibleInBothThemes(nora);
  await nora.goto(`/desk/articles/${id}`);
});

test('publishing works on a phone', async ({ openAs }) => {
  const nora = await openAs('nora', '/desk', { viewport: { width: 390, height: 844 } });
  const id = await finishedArticle(nora, 'On the go', 'on-the-go', firstWords);
  await nora.goto(`/desk/articles/${id}`);
  await text(nora, 'Headline').click();
  await nora.keyboard.press('End');
  await nora.keyboard.type(' again');
  const drawer = nora.getByRole('dialog', { name: 'Publishing' });
  await nora.getByRole('button', { name: 'Publishing', exact: true }).click();
  await drawer.getByRole('button', { name: /^Publish/ }).click();
  await nora.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(drawer).toContainText('Public as revision 1');
  await drawer.getByRole('button', { name: 'Close the panel' }).click();
  await expect(drawer).toHaveCount(0);
  await text(nora, 'Headline').click();
  await nora.keyboard.press('Control+a');
  await nora.keyboard.press('Backspace');
  await expect(text(nora, 'Headline')).toHaveText('');
  await nora.getByRole('button', { name: 'Publishing', exact: true }).click();
  await drawer.getByRole('button', { name: 'View changes' }).click();
  const changes = nora.getByRole('dialog', { name: 'Changes' });
  await expect(changes.getByRole('deletion')).toHaveText('On the go again');
  const wide = () => nora.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(await wide()).toBe(false);
  await changes.getByRole('button', { name: 'Close', exact: true }).click();
  await drawer.getByRole('listitem').filter({ hasText: 'Headline' }).getByRole('button').click();
  await expect(drawer).toHaveCount(0);
  await expect(text(nora, 'Headline')).toBeFocused();
  expect(await wide()).toBe(false);
});

/** Presses the key until the place has the focus. */
async function tabTo(page: Page, place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(place).toBeAttached();
  for (let presses = 0; presses < 40; presses += 1) {
    if (await place.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(place).toBeFocused();
}

test('an admin schedules a publication, and the board shows when it is due', async ({ openAs }) => {
  const nora = await openAs('nora');
  const id = await finishedArticle(nora, 'Harbor at night', 'harbor-at-night', firstWords);
  await nora.goto(`/desk/articles/${id}`);
  await openPanel(nora);
  await panel(nora).getByRole('button', { name: 'Schedule …' }).click();
  const dialog = nora.getByRole('dialog', { name: 'Schedule the publication' });
  const time = dialog.getByLabel('Date and time');
  await time.fill('2020-01-01T12:00');
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(dialog).toContainText('That time has passed.');
  await expectAccessibleInBothThemes(nora, { within: ['[role=dialog]'] });
  const year = new Date().getFullYear() + 1;
  await time.fill(`${year}-06-01T12:00`);
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(panel(nora)).toContainText(`Jun 1, ${year}`);
  await nora.goto('/desk');
  await expect(nora.getByRole('article').filter({ hasText: 'Harbor at night' })).toContainText(
    `Publishes Jun 1, ${year}`,
  );
  await nora.goto(`/desk/articles/${id}`);
  await openPanel(nora);
  await panel(nora).getByRole('button', { name: 'Unschedule' }).click();
  await expect(panel(nora).getByRole('button', { name: 'Schedule …' })).toBeEnabled();
});

test('an admin gives a publication a time at which it is withdrawn, and takes it away again', async ({
  openAs,
}) => {
  const nora = await openAs('nora');
  const id = await publishedArticle(nora, 'Offer of the week', 'offer-of-the-week');
  await nora.goto(`/desk/articles/${id}`);
  await openPanel(nora);
  await panel(nora).getByRole('button', { name: 'Withdraw at a time …' }).click();
  const dialog = nora.getByRole('dialog', { name: 'Withdraw at a time' });
  const time = dialog.getByLabel('Withdraw on');
  await time.fill('2020-01-01T12:00');
  await dialog.getByRole('button', { name: 'Set the time' }).click();
  await expect(dialog).toContainText('That time has passed.');
  const year = new Date().getFullYear() + 1;
  await time.fill(`${year}-06-01T12:00`);
  await dialog.getByLabel('Note to the readers').fill('The offer has ended.');
  await expectAccessibleInBothThemes(nora, { within: ['[role=dialog]'] });
  await dialog.getByRole('button', { name: 'Set the time' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(panel(nora)).toContainText(`Jun 1, ${year}`);
  await nora.reload();
  await openPanel(nora);
  await expect(panel(nora)).toContainText('The offer has ended.');
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await openPanel(amira);
  await expect(panel(amira)).toContainText(`Jun 1, ${year}`);
  await expect(panel(amira).getByRole('button', { name: 'Change …' })).toHaveCount(0);
  await panel(nora).getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(panel(nora).getByRole('button', { name: 'Withdraw at a time …' })).toBeVisible();
  await expect(panel(amira)).not.toContainText(`Jun 1, ${year}`);
});

test('the end of a publication is chosen with it, now or later, and what a colleague sets meanwhile stays', async ({
  openAs,
}) => {
  const nora = await openAs('nora');
  const year = new Date().getFullYear() + 1;
  const id = await finishedArticle(nora, 'Fair on the quay', 'fair-on-the-quay', firstWords);
  await nora.goto(`/desk/articles/${id}`);
  await openPanel(nora);
  await panel(nora).getByRole('button', { name: 'Schedule …' }).click();
  const scheduling = nora.getByRole('dialog', { name: 'Schedule the publication' });
  await scheduling.getByLabel('Date and time').fill(`${year}-06-01T12:00`);
  await scheduling.getByRole('checkbox', { name: 'Withdraw it by itself at a time' }).check();
  await scheduling.getByLabel('Withdraw on').fill(`${year}-05-01T12:00`);
  await scheduling.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(scheduling).toContainText('The article is not published by then.');
  await expectAccessibleInBothThemes(nora, { within: ['[role=dialog]'] });
  await scheduling.getByLabel('Withdraw on').fill(`${year}-06-03T12:00`);
  await scheduling.getByLabel('Note on the page in its place').fill('The fair is over.');
  await scheduling.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(scheduling).toHaveCount(0);
  await expect(panel(nora)).toContainText(`Jun 3, ${year}`);
  await nora.reload();
  await openPanel(nora);
  await expect(panel(nora)).toContainText('The fair is over.');

  // Published at once after all, while another admin gives it another end: what nobody touched here is left.
  await publishButton(nora).click();
  const publishing = nora.getByRole('dialog');
  await expect(publishing.getByLabel('Withdraw on')).toHaveValue(`${year}-06-03T12:00`);
  const other = await openAs('nora', `/desk/articles/${id}`);
  const set = await other.request.put(`/api/articles/${id}/expiry`, {
    headers: headersOf(other),
    data: { local: `${year}-06-04T12:00`, note: 'Later.' },
  });
  expect(set.ok()).toBe(true);
  await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel(nora)).toContainText('Public as revision 1');
  await expect(panel(nora)).toContainText(`Jun 4, ${year}`);

  await write(nora, 'Text', ' And more.');
  await expect(panel(nora)).toContainText('The text differs from the public page.');
  await publishButton(nora).click();
  await publishing.getByRole('checkbox', { name: 'Withdraw it by itself at a time' }).uncheck();
  await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel(nora)).toContainText('Public as revision 2');
  await expect(panel(nora).getByRole('button', { name: 'Withdraw at a time …' })).toBeVisible();
});
