// Writing together: several browsers in one article, over its sections, offline and through a crash of the server.
import { article, section as articleSection, p } from '@galley/shared/article/testing.ts';
import type { Locator, Page } from '@playwright/test';
import { goOffline, statusOf } from './article.ts';
import { expect, test, writtenOnDevice } from './desk.ts';
import { expectAccessible, expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';
import { pictureOf } from './picture-file.ts';

const section = (page: Page, label: string) => page.getByRole('region', { name: label, exact: true });
const text = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });

async function write(page: Page, label: string, words: string): Promise<void> {
  await text(page, label).click();
  await page.keyboard.type(words);
}

test('two editors write in one article and see each other', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await write(amira, 'Headline', 'Harbor opens again');
  await write(amira, 'Introduction', 'The first ships came in at dawn.');
  await expect(text(jonas, 'Introduction')).toContainText('The first ships came in at dawn.');
  // The caret's flag bears the name that the server gave.
  await expect(text(jonas, 'Introduction').getByText('Amira Haddad')).toBeVisible();
  await write(jonas, 'News', 'Crews had waited for nine days.');
  await expect(text(amira, 'News')).toContainText('Crews had waited for nine days.');
  await expect(statusOf(amira)).toContainText('Saved');
  await amira.reload();
  await expect(text(amira, 'News')).toContainText('Crews had waited for nine days.');
  await expect(amira).toHaveTitle(/Harbor opens again/);
});

test('a reviewer reads along live and cannot write', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Read me.');
  await expect(text(tomas, 'Introduction')).toContainText('Read me.');
  await expect(text(tomas, 'Introduction')).toHaveAttribute('contenteditable', 'false');
  await expect(tomas.getByText('View only')).toBeVisible();
});

test('the caret walks over the region boundaries, and nothing at them merges or deletes a section', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'Headline', 'One');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Two');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Three');
  await expect(text(page, 'Dek')).toHaveText('Two');
  await expect(text(page, 'Introduction')).toContainText('Three');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('Four');
  await expect(text(page, 'News')).toContainText('Four');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('!');
  await expect(text(page, 'Introduction')).toContainText('Three!');
  await page.keyboard.press('Delete');
  await expect(text(page, 'News')).toContainText('Four');
  await expect(page.locator('article section')).toHaveCount(5);
});

test('what is typed while the caret is on its way into a section that is still loading lands there', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', '/desk', { serviceWorkers: 'block' });
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  // Without their states the sections show their text, but cannot be written in yet.
  await page.route(`**/api/articles/${id}/sections`, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/desk/articles/${id}`);
  await write(page, 'Headline', 'One');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Two');
  await page.keyboard.press('Enter');
  await page.keyboard.type('hee');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('n');
  await page.keyboard.press('Home');
  await page.keyboard.type('xT');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('End');
  await expect(section(page, 'Introduction')).toBeVisible();
  await expect(text(page, 'Introduction')).toHaveCount(0);
  answer();
  await expect(text(page, 'Introduction')).toHaveText('Then');
  await expect(text(page, 'Dek')).toHaveText('Two');
  await page.keyboard.type(' on');
  await expect(text(page, 'Introduction')).toHaveText('Then on');
});

test('a selection over sections is copied, cut and deleted as one, and undone as one’s own', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'Introduction', 'First section');
  await write(page, 'News', 'Second section');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(text(page, 'Introduction')).not.toContainText('First');
  await expect(text(page, 'News')).not.toContainText('Second');
  await expect(page.locator('article section')).toHaveCount(5);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(text(page, 'Introduction')).toContainText('First section');
  await expect(text(page, 'News')).toContainText('Second section');
});

test('undo takes back one’s own words over sections and leaves others’ alone', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'By Amira.');
  await expect(text(jonas, 'Introduction')).toContainText('By Amira.');
  await write(jonas, 'News', 'By Jonas.');
  await expect(text(amira, 'News')).toContainText('By Jonas.');
  await text(amira, 'News').click();
  await amira.keyboard.press('ControlOrMeta+z');
  await expect(text(amira, 'Introduction')).not.toContainText('By Amira.');
  await expect(text(amira, 'News')).toContainText('By Jonas.');
  await amira.keyboard.press('ControlOrMeta+Shift+z');
  await expect(text(jonas, 'Introduction')).toContainText('By Amira.');
});

test('moving and removing a section while somebody writes in it loses nothing', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await write(jonas, 'Outlook', 'Before the move');
  await expect(text(amira, 'Outlook')).toContainText('Before the move');
  await menu(amira, 'Outlook', 'Move up');
  await expect(labels(jonas)).toHaveText(['Introduction', 'Outlook', 'News', 'Support', 'Summary']);
  await jonas.keyboard.type(', and after it');
  await expect(text(amira, 'Outlook')).toContainText('Before the move, and after it');
  await menu(amira, 'Outlook', 'Remove section');
  await expect(labels(jonas)).toHaveText(['Introduction', 'News', 'Support', 'Summary']);
  await amira.getByRole('button', { name: 'Bring back' }).click();
  await expect(text(jonas, 'Outlook')).toContainText('Before the move, and after it');
});

test('sections are renamed, duplicated and added', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'News', 'Copied text');
  await menu(page, 'News', 'Duplicate');
  await expect(labels(page)).toHaveText(['Introduction', 'News', 'News', 'Outlook', 'Support', 'Summary']);
  await menu(page, 'Outlook', 'Rename');
  await page.getByLabel('Title of the section').fill('What comes next');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(section(page, 'What comes next')).toBeVisible();
  await page.locator('article').getByRole('button', { name: 'Add section' }).click();
  await page.getByRole('menuitem', { name: 'Free section' }).click();
  await expect(labels(page)).toHaveCount(7);
  await page.reload();
  await expect(labels(page)).toHaveCount(7);
});

test('what a section does not allow is turned into what it does, and keeps its words', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await text(page, 'Summary').click();
  await paste(
    text(page, 'Summary'),
    '<h2>A heading</h2><p>A paragraph</p><table><tr><td>Cell</td></tr></table>',
  );
  await expect(text(page, 'Summary').locator('li')).toContainText(['A heading', 'A paragraph', 'Cell']);
  await expect(text(page, 'Summary').locator('h2, table')).toHaveCount(0);
  await text(page, 'Introduction').click();
  await page.keyboard.type('## No heading here');
  await expect(text(page, 'Introduction').locator('h2')).toHaveCount(0);
  await expect(statusOf(page)).toContainText('Saved');
});

test('pasted scripts and unsafe links do not get in', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await text(page, 'News').click();
  await paste(
    text(page, 'News'),
    '<p>Safe <a href="javascript:alert(1)">words</a><script>alert(2)</script><img src=x onerror=alert(3)></p>',
  );
  await expect(text(page, 'News')).toContainText('Safe words');
  await expect(text(page, 'News').locator('a, script, img[onerror]')).toHaveCount(0);
});

test('quotes and dashes are the article’s language’s, and Backspace takes them back', async ({
  openAs,
  newArticle,
}) => {
  const english = await newArticle('amira', { language: 'en' });
  const page = await openAs('amira', `/desk/articles/${english}`);
  await write(page, 'Introduction', `She said "it's on" -- so it is...`);
  await expect(text(page, 'Introduction')).toContainText('She said “it’s on” — so it is…');
  await page.keyboard.type(' "');
  await page.keyboard.press('Backspace');
  await expect(text(page, 'Introduction')).toContainText('so it is… "');
  const german = await newArticle('amira', { language: 'de' });
  await page.goto(`/desk/articles/${german}`);
  await write(page, 'Einleitung', `Sie sagte "es geht" -- so`);
  await expect(text(page, 'Einleitung')).toContainText('Sie sagte „es geht“ – so');
});

test('the slash menu offers only what the section takes', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await text(page, 'Support').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/');
  await expect(page.getByRole('option')).toHaveText([/Paragraph/, /Bullet list/]);
  await page.keyboard.press('Escape');
  await text(page, 'News').click();
  await page.keyboard.type('/sub');
  await page.keyboard.press('Enter');
  await page.keyboard.type('A subheading');
  await expect(text(page, 'News').locator('h2')).toHaveText('A subheading');
});

test('finding and replacing goes over all sections and is one step to undo', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'Headline', 'The harbor');
  await write(page, 'Introduction', 'A harbor and another Harbor.');
  await write(page, 'Outlook', 'No more harbor.');
  await page.keyboard.press('ControlOrMeta+h');
  await page.getByLabel('Find', { exact: true }).fill('harbor');
  await expect(page.getByText('1 of 4')).toBeVisible();
  await page.getByRole('button', { name: 'Match case' }).click();
  await expect(page.getByText('1 of 3')).toBeVisible();
  await page.getByLabel('Replace with').fill('port');
  await page.getByRole('button', { name: 'Replace all' }).click();
  await expect(text(page, 'Headline')).toHaveText('The port');
  await expect(text(page, 'Introduction')).toContainText('A port and another Harbor.');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(text(page, 'Headline')).toHaveText('The harbor');
  await expect(text(page, 'Outlook')).toContainText('No more harbor.');
});

test('what is written offline is kept over a reload and sent on return', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Online.');
  await expect(statusOf(amira)).toContainText('Saved');
  await amira.evaluate(() => navigator.serviceWorker.ready);
  await amira.reload();
  await expect(text(amira, 'Introduction')).toContainText('Online.');
  await goOffline(amira);
  await text(amira, 'Introduction').click();
  await amira.keyboard.press('End');
  await amira.keyboard.type(' Written offline.');
  await expect(statusOf(amira)).toContainText('Offline, ');
  await writtenOnDevice(amira);
  await amira.reload();
  await expect(text(amira, 'Introduction')).toContainText('Written offline.');
  await expect(text(jonas, 'Introduction')).not.toContainText('Written offline.');
  await amira.context().setOffline(false);
  await expect(text(jonas, 'Introduction')).toContainText('Online. Written offline.');
  await expect(statusOf(amira)).toContainText('Saved');
});

test('text that the server refuses is kept in its author’s tray', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const nora = await openAs('nora', '/desk');
  await write(amira, 'Introduction', 'Accepted. ');
  await goOffline(amira);
  await amira.keyboard.type('Not accepted.');
  const me = await (
    await amira.request.get('/api/session').catch(() => nora.request.get('/api/people'))
  ).json();
  const people = (await (await nora.request.get('/api/people')).json()) as { id: string; name: string }[];
  const amiraId = people.find((person) => person.name === 'Amira Haddad')?.id ?? me.me.id;
  const origin = new URL(nora.url()).origin;
  const setRole = (role: string) =>
    nora.request.patch(`/api/people/${amiraId}`, { headers: { origin }, data: { role } });
  expect((await setRole('reviewer')).ok()).toBe(true);
  try {
    await amira.context().setOffline(false);
    await amira.getByRole('button', { name: '1 rescued passage' }).click();
    await expect(amira.getByRole('dialog')).toContainText('Accepted. Not accepted.');
    await expect(amira.getByText('An edit was not accepted')).toBeVisible();
  } finally {
    expect((await setRole('editor')).ok()).toBe(true);
  }
  await expect(text(amira, 'Introduction')).not.toContainText('Not accepted.');
});

test('a killed server loses nothing that was saved, and takes the rest when it is back', async ({
  openAs,
  newArticle,
  server,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'News', 'Saved before the crash.');
  await expect(statusOf(amira)).toContainText('Saved');
  await server.kill();
  await amira.keyboard.type(' Written during it.');
  await expect(statusOf(amira)).toContainText('Offline, ');
  await server.restart();
  await expect(statusOf(amira)).toContainText('Saved', { timeout: 30_000 });
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await expect(text(jonas, 'News')).toContainText('Saved before the crash. Written during it.');
});

test('the editor has no serious accessibility finding, in the light and in the dark', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'Introduction', 'Some words.');
  await expectAccessibleInBothThemes(page);
});

test('the buttons of a lead image are in the window of a phone, in German too', async ({ openAs }) => {
  const jonas = await openAs('jonas', '/desk', { viewport: { width: 390, height: 844 } });
  const headers = { origin: new URL(jonas.url()).origin };
  const { buffer } = await pictureOf(jonas, '#2a6f97', 'quay');
  const uploaded = await jonas.request.post('/api/media?name=quay', {
    headers: { ...headers, 'content-type': 'image/png' },
    data: buffer,
  });
  const { id: media } = (await uploaded.json()) as { id: string };
  const lead = { media, alt: 'A quay', caption: '', credit: 'Desk' };
  const content = { ...article('Der Kai', articleSection('text', p('Drei Schiffe.'))), lead };
  const made = await jonas.request.post('/api/articles', {
    headers,
    data: { template: 'blank', language: 'de', content },
  });
  const { id } = (await made.json()) as { id: string };
  await jonas.goto(`/desk/articles/${id}`);
  await expect(jonas.getByRole('button', { name: 'Ersetzen' })).toBeVisible();
  await expectNoSidewaysScroll(jonas);
});

test('the editor works on a phone', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`, { viewport: { width: 390, height: 844 } });
  await write(page, 'Introduction', 'On the go.');
  const opener = page.getByRole('button', { name: 'Outline' });
  const drawer = page.getByRole('dialog');
  await opener.click();
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(opener).toBeFocused();
  await opener.click();
  await drawer.getByRole('button', { name: /Summary/ }).click();
  await expect(drawer).toHaveCount(0);
  await expect(text(page, 'Summary')).toBeFocused();
  await expectNoSidewaysScroll(page);

  // Everything is in the window and as large as a fingertip; what has no room is behind “More tools”.
  await page.getByRole('button', { name: 'More tools' }).click();
  await expect(page.getByRole('menuitem', { name: 'Find and replace' })).toBeVisible();
  await expect(page.getByRole('menuitemradio', { name: 'Suggesting' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  const unfit = await page.evaluate(() =>
    [...document.querySelectorAll('[data-editor-bar] button, header button, article section button')]
      .filter((button) => button.checkVisibility())
      .filter((button) => {
        const { left, right, width, height } = button.getBoundingClientRect();
        return left < 0 || right > innerWidth || width < 44 || height < 44;
      })
      .map((button) => button.getAttribute('aria-label') ?? button.textContent),
  );
  expect(unfit).toEqual([]);
});

test('an article whose last changes can’t be read opens for reading, says so, and goes on when an admin wants it', async ({
  openAs,
  newArticle,
  server,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Still here.');
  await expect(amira.getByRole('banner').getByRole('status')).toHaveText('Saved');
  await amira.close();
  await server.kill();
  server.damage(id);
  await server.restart();
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  const notice = (page: Page) =>
    page.getByRole('alert').filter({ hasText: /article cannot be read|an diesem Artikel sind nicht lesbar/ });
  await expect(notice(jonas)).toContainText('den letzten guten Stand');
  await expect(notice(jonas).getByRole('button')).toHaveCount(0);
  await expect(jonas.getByText('Still here.')).toBeVisible();
  await expect(jonas.locator('article [contenteditable=true]')).toHaveCount(0);
  const nora = await openAs('nora', `/desk/articles/${id}`);
  await notice(nora).getByRole('button', { name: 'Continue from the last good state' }).click();
  const question = nora.getByRole('dialog', { name: 'Continue from the last good state' });
  await expectAccessible(nora);
  await question.getByRole('button', { name: 'Continue from the last good state' }).click();
  await expect(notice(nora)).toHaveCount(0);
  await expect(notice(jonas)).toHaveCount(0);
  await write(jonas, 'Introduction', 'And on. ');
  await expect(text(nora, 'Introduction')).toContainText('And on.');
});

function labels(page: Page): Locator {
  return page.locator('article section h2[class*=label]');
}

async function menu(page: Page, label: string, item: string): Promise<void> {
  await page
    .getByRole('button', { name: `Section menu: ${label}` })
    .first()
    .click();
  const opened = page.getByRole('menu', { name: `Section menu: ${label}` });
  await opened.getByRole('menuitem', { name: item, exact: true }).click();
}

async function paste(target: Locator, html: string): Promise<void> {
  await target.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);
}
