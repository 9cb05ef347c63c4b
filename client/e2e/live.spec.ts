// Being in an article together: who is where, what the header says of saving, what becomes of text that can't be sent or
// is refused, and what happens when somebody's access changes.
import { newId, type SectionId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import type { Page } from '@playwright/test';
import { comment, goOffline, statusOf, textOf, write } from './article.ts';
import { changePerson, expect, test, writtenOnDevice } from './desk.ts';
import { expectAccessibleInBothThemes } from './looks.ts';

const outline = (page: Page) => page.getByRole('navigation', { name: 'Outline' });
const here = (page: Page) => page.getByRole('list', { name: 'Who is here' });
const caret = (page: Page, label: string, name: string) => textOf(page, label).getByText(name);
const refusal = (page: Page) => page.getByText('An edit was not accepted');

test('carets and selections stand in their section, with names, and go along', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const nora = await openAs('nora', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Selected words');
  await expect(caret(nora, 'Introduction', 'Amira Haddad')).toBeVisible();
  await expect(nora.getByText('Amira Haddad', { exact: true })).toHaveCount(1);
  await amira.keyboard.press('Shift+Home');
  await expect(textOf(nora, 'Introduction').locator('[class*=selection]')).toHaveText('Selected words');
  await write(amira, 'Outlook', 'Elsewhere');
  await expect(caret(nora, 'Outlook', 'Amira Haddad')).toBeVisible();
  await expect(nora.getByText('Amira Haddad', { exact: true })).toHaveCount(1);
  await expect(textOf(nora, 'Introduction').locator('[class*=selection]')).toHaveCount(0);
  await amira.close();
  await expect(nora.getByText('Amira Haddad', { exact: true })).toHaveCount(0);
});

test('the caret of somebody who was there before goes along, and leaves none behind', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Here first.');
  const nora = await openAs('nora', `/desk/articles/${id}`);
  await expect(caret(nora, 'Introduction', 'Amira Haddad')).toBeVisible();
  for (const label of ['Dek', 'News', 'Introduction', 'Headline']) {
    await textOf(amira, label).click();
    await expect(caret(nora, label, 'Amira Haddad')).toBeVisible();
    await expect(nora.getByText('Amira Haddad', { exact: true })).toHaveCount(1);
  }
});

test('faces at the top and at the outline say who is where', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await write(amira, 'News', 'Here I am.');
  await expect(here(tomas).getByRole('button', { name: 'Follow Amira Haddad' })).toBeVisible();
  await expect(outline(tomas).getByRole('button', { name: /^News.*Amira Haddad/ })).toBeVisible();
  await write(amira, 'Summary', 'And now here.');
  await expect(outline(tomas).getByRole('button', { name: /^Summary.*Amira Haddad/ })).toBeVisible();
  await expect(outline(tomas).getByRole('button', { name: /^News.*Amira Haddad/ })).toHaveCount(0);
  await amira.close();
  await expect(here(tomas)).toHaveCount(0);
});

test('on a phone one button says how many are here, names them, and leads to following one', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await openAs('tomas', `/desk/articles/${id}`);
  const phone = await openAs('nora', `/desk/articles/${id}`, { viewport: { width: 390, height: 844 } });
  await textOf(amira, 'Outlook').click();
  await phone.getByRole('button', { name: '2 others are here: show who' }).click();
  const amiraHere = phone.getByRole('menuitemcheckbox', { name: /^Amira Haddad/ });
  await expect(amiraHere).toContainText('Outlook');
  await expect(phone.getByRole('menuitemcheckbox', { name: /^Tomás Silva/ })).toBeVisible();
  await expectAccessibleInBothThemes(phone);
  await amiraHere.click();
  await expect(phone.getByText('Following Amira Haddad').last()).toBeVisible();
  await expect(phone.getByRole('button', { name: 'Stop following' })).toBeVisible();
});

test('following a person scrolls along until one does something oneself', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const nora = await openAs('nora', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'First.');
  for (let line = 0; line < 60; line += 1) await amira.keyboard.press('Enter');
  await expect(textOf(nora, 'Introduction').locator('p')).toHaveCount(61);
  await write(amira, 'Summary', 'Far below.');
  await expect(textOf(nora, 'Summary')).not.toBeInViewport();
  await here(nora).getByRole('button', { name: 'Follow Amira Haddad' }).click();
  await expect(nora.getByText('Following Amira Haddad').filter({ visible: true }).first()).toBeVisible();
  await expect(caret(nora, 'Summary', 'Amira Haddad')).toBeInViewport();
  await amira.getByRole('textbox', { name: 'Headline' }).click();
  await expect(caret(nora, 'Headline', 'Amira Haddad')).toBeInViewport();
  await nora.keyboard.press('PageDown');
  await expect(nora.getByRole('button', { name: 'Stop following' })).toHaveCount(0);
  await amira.keyboard.type('Nobody comes along');
  await write(amira, 'Summary', ' Alone.');
  await expect(textOf(nora, 'Summary')).toContainText('Alone.');
  await expect(textOf(nora, 'Summary')).not.toBeInViewport();
});

test('the editor opens only with the article’s text in it', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira');
  const held = Promise.withResolvers<void>();
  await amira.routeWebSocket(/\/api\/collab(\?|$)/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage(async (message) => {
      await held.promise;
      socket.send(message);
    });
  });
  await amira.goto(`/desk/articles/${id}`);
  await expect(statusOf(amira)).toHaveText('Connecting …');
  await expect(amira.getByRole('textbox')).toHaveCount(0);
  held.resolve();
  await expect(textOf(amira, 'Introduction')).toBeVisible();
  await expect(statusOf(amira)).toHaveText('Saved');
});

test('a database that cannot write is announced, and nothing is lost by it', async ({
  openAs,
  newArticle,
  server,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'News', 'Before.');
  await expect(statusOf(amira)).toHaveText('Saved');
  const release = server.holdDatabase();
  try {
    await amira.keyboard.type(' While it is stuck.');
    await expect(statusOf(amira)).toHaveText('Saving is delayed');
  } finally {
    release();
  }
  await expect(statusOf(amira)).toHaveText('Saved');
  await amira.reload();
  await expect(textOf(amira, 'News')).toContainText('Before. While it is stuck.');
});

test('what is typed while the server dies is there once and whole when it is back', async ({
  openAs,
  newArticle,
  server,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const nora = await openAs('nora', `/desk/articles/${id}`);
  const words = Array.from({ length: 60 }, (_, index) => `w${index}`).join(' ');
  await textOf(amira, 'News').click();
  const typing = amira.keyboard.type(words, { delay: 20 });
  await expect(textOf(nora, 'News')).toContainText('w5 ');
  await server.kill();
  await typing;
  await expect(statusOf(amira)).toContainText('not sent');
  await server.restart();
  await expect(statusOf(amira)).toHaveText('Saved', { timeout: 30_000 });
  await expect(textOf(nora, 'News')).toContainText(words);
  await expect(statusOf(nora)).toHaveText('Saved');
});

test('leaving with unsent changes is asked about, and the desk sends them by itself later', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const nora = await openAs('nora', `/desk/articles/${id}`);
  // The board is loaded, so that it opens offline.
  await amira.getByRole('link', { name: 'Galley, to the desk' }).click();
  await expect(amira.getByRole('heading', { name: 'Desk' })).toBeVisible();
  await amira.goBack();
  await goOffline(amira);
  await write(amira, 'Introduction', 'From the train.');
  await expect(statusOf(amira)).toContainText('not sent');
  const asked = amira.waitForEvent('dialog');
  await amira.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await amira.getByRole('link', { name: 'Galley, to the desk' }).click();
  await amira.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
  await expect(textOf(amira, 'Introduction')).toContainText('From the train.');
  await amira.getByRole('link', { name: 'Galley, to the desk' }).click();
  await amira.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
  await expect(amira.getByRole('heading', { name: 'Desk' })).toBeVisible();
  await amira.context().setOffline(false);
  await expect(textOf(nora, 'Introduction')).toContainText('From the train.');
});

test('a client with an older schema is asked to reload, writes nothing more, and loses nothing', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Kept.');
  await expect(statusOf(amira)).toHaveText('Saved');
  await amira.routeWebSocket(/\/api\/collab(\?|$)/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(withOlderSchema(message)));
  });
  await amira.reload();
  await expect(statusOf(amira)).toHaveText('Reload needed');
  await expect(amira.getByText('Galley has been updated.')).toBeVisible();
  await expect(textOf(amira, 'Introduction')).toHaveAttribute('contenteditable', 'false');
  await expect(textOf(amira, 'Introduction')).toContainText('Kept.');
});

test('what was written under an older schema is in the tray after the update', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await expect(statusOf(amira)).toHaveText('Saved');
  await amira.evaluate(() => navigator.serviceWorker.ready);
  await goOffline(amira);
  await write(amira, 'Introduction', 'Written before the update.');
  await expect(statusOf(amira)).toContainText('not sent');
  await writtenOnDevice(amira);
  await leaveOffline(amira);
  await makeCopiesOlder(amira);
  await amira.context().setOffline(false);
  await amira.goto(`/desk/articles/${id}`);
  await amira.getByRole('button', { name: '1 rescued passage' }).click();
  await expect(amira.getByRole('dialog')).toContainText('Written before the update.');
  await amira.getByRole('button', { name: 'Insert at the end of its section' }).click();
  await expect(textOf(amira, 'Introduction')).toContainText('Written before the update.');
  await expect(statusOf(amira)).toHaveText('Saved');
});

test('one sealed section does not cost the rest of what was written offline', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const nora = await openAs('nora', `/desk/articles/${id}`);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Approved words.');
  await goOffline(amira);
  await write(amira, 'Introduction', ' Too late.');
  await write(amira, 'News', 'In time for the news.');
  await write(amira, 'Headline', 'A headline from the train');
  const introduction = await sectionId(nora, 'Introduction');
  await act(nora, id, introduction, { act: 'mark-ready' });
  await act(tomas, id, introduction, { act: 'approve', hash: hashOf('introduction', 'Approved words.') });
  await amira.context().setOffline(false);
  await expect(textOf(nora, 'News')).toContainText('In time for the news.');
  await expect(textOf(nora, 'Headline')).toContainText('A headline from the train');
  await expect(refusal(amira)).toHaveCount(1);
  await amira.getByRole('button', { name: '1 rescued passage' }).click();
  await expect(amira.getByRole('dialog')).toContainText('Approved words. Too late.');
  await expect(amira.getByRole('dialog')).toContainText('The section has been approved');
  await amira.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(textOf(amira, 'Introduction')).not.toContainText('Too late.');
  await expect(textOf(amira, 'News')).toContainText('In time for the news.');
  await write(amira, 'Outlook', 'And on it goes.');
  await expect(textOf(nora, 'Outlook')).toContainText('And on it goes.');
  await expect(textOf(nora, 'Introduction')).not.toContainText('Too late.');
  // The tray outlasts a reload.
  await amira.reload();
  await expect(amira.getByRole('button', { name: '1 rescued passage' })).toBeVisible();
});

test('a role that is taken away closes the editor at once and keeps unsent text', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const nora = await openAs('nora');
  await write(amira, 'Introduction', 'Sent.');
  await expect(statusOf(amira)).toHaveText('Saved');
  try {
    await changePerson(nora, 'Amira Haddad', { role: 'viewer' });
    await expect(textOf(amira, 'Introduction')).toHaveAttribute('contenteditable', 'false');
    await expect(amira.getByText('View only')).toBeVisible();
    await changePerson(nora, 'Amira Haddad', { role: 'editor' });
    await expect(textOf(amira, 'Introduction')).toHaveAttribute('contenteditable', 'true');
    await goOffline(amira);
    await write(amira, 'Introduction', ' Not sent.');
    await changePerson(nora, 'Amira Haddad', { role: 'viewer' });
    await amira.context().setOffline(false);
    await expect(amira.getByRole('button', { name: '1 rescued passage' })).toBeVisible();
    await expect(textOf(amira, 'Introduction')).toHaveAttribute('contenteditable', 'false');
    await expect(textOf(amira, 'Introduction')).toHaveText('Sent.');
  } finally {
    await changePerson(nora, 'Amira Haddad', { role: 'editor' });
  }
});

test('somebody who is deactivated is signed out of an open article', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const nora = await openAs('nora');
  await expect(statusOf(amira)).toHaveText('Saved');
  try {
    await changePerson(nora, 'Amira Haddad', { active: false });
    await expect(amira).toHaveURL(/\/desk\/sign-in/);
  } finally {
    await changePerson(nora, 'Amira Haddad', { active: true });
  }
});

test('a reader’s page cannot write, whatever is done to it', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const nora = await openAs('nora', `/desk/articles/${id}`);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await write(nora, 'Introduction', 'As it is.');
  await expect(textOf(tomas, 'Introduction')).toContainText('As it is.');
  await textOf(tomas, 'Introduction').evaluate((element) => element.setAttribute('contenteditable', 'true'));
  await write(tomas, 'Introduction', ' Not by me.');
  await write(nora, 'News', 'A later word.');
  await expect(textOf(tomas, 'News')).toContainText('A later word.');
  await expect(statusOf(tomas)).toHaveText('Saved');
  await expect(refusal(tomas)).toHaveCount(0);
  await expect(textOf(nora, 'Introduction')).not.toContainText('Not by me.');
  await tomas.reload();
  await expect(textOf(tomas, 'Introduction')).toHaveText('As it is.');
});

test('signing out takes along what this device has kept, and asks where something is unsent', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Mine.');
  await expect(statusOf(amira)).toHaveText('Saved');
  expect(await keptHere(amira)).not.toEqual([]);
  await amira.evaluate(() => navigator.serviceWorker.ready);
  await goOffline(amira);
  await amira.keyboard.type(' Unsent.');
  await expect(statusOf(amira)).toContainText('not sent');
  await amira.getByRole('button', { name: 'Your account: Amira Haddad' }).click();
  await amira.getByRole('button', { name: 'Sign out' }).click();
  await amira.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await amira.context().setOffline(false);
  await expect(statusOf(amira)).toHaveText('Saved');
  await amira.getByRole('button', { name: 'Your account: Amira Haddad' }).click();
  await amira.getByRole('button', { name: 'Sign out' }).click();
  await expect(amira).toHaveURL(/\/desk\/sign-in/);
  await expect.poll(() => keptHere(amira)).toEqual([]);
});

for (const way of ['in the menu', 'everywhere'] as const)
  test(`whoever signs out ${way} all the same leaves nothing of theirs behind`, async ({
    openAs,
    newArticle,
  }) => {
    const id = await newArticle();
    const amira = await openAs('amira', `/desk/articles/${id}`);
    await write(amira, 'Introduction', 'Mine.');
    await expect(statusOf(amira)).toHaveText('Saved');
    // The comments can't leave, though there is a connection.
    await amira.route('**/api/articles/*/threads', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await amira.getByRole('button', { name: 'Comment on the whole article' }).click();
    await comment(amira, 'Said.');
    await expect(statusOf(amira)).toContainText('not sent yet');
    await amira.getByRole('button', { name: 'Comment on the whole article' }).click();
    await amira.getByRole('textbox', { name: 'New comment' }).fill('Begun.');
    await amira.getByRole('button', { name: 'Your account: Amira Haddad' }).click();
    if (way === 'everywhere') {
      await amira.getByRole('link', { name: 'Profile' }).click();
      await amira.getByRole('button', { name: 'Sign out everywhere', exact: true }).click();
    } else await amira.getByRole('button', { name: 'Sign out' }).click();
    const question = amira.getByRole('dialog', { name: 'Some of your work is only on this device' });
    await question.getByRole('button', { name: 'Delete it and sign out' }).click();
    await expect(amira).toHaveURL(/\/desk\/sign-in/);
    await expect.poll(() => keptHere(amira)).toEqual([]);
  });

test('what is opened without a connection comes with it, and takes nothing from the text', async ({
  openAs,
  newArticle,
}) => {
  const amira = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await goOffline(amira);
  await write(amira, 'Introduction', 'Written on the train.');
  await amira.getByRole('button', { name: 'Check the text' }).click();
  await expect(statusOf(amira)).toContainText('not sent');
  await amira.context().setOffline(false);
  await expect(amira.getByRole('switch', { name: 'Underline it in the text' })).toBeVisible();
  await expect(textOf(amira, 'Introduction')).toHaveText('Written on the train.');
});

test('two people at one browser do not get each other’s unsent text', async ({
  openAs,
  newArticle,
  server,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await goOffline(page);
  await write(page, 'Introduction', 'By Amira, offline.');
  await expect(statusOf(page)).toContainText('not sent');
  await writtenOnDevice(page);
  await leaveOffline(page);
  await page.context().setOffline(false);
  await signIn(page, server.url, 'jonas');
  await page.goto(`/desk/articles/${id}`);
  await write(page, 'News', 'By Jonas.');
  await expect(statusOf(page)).toHaveText(/Gesichert|Saved/);
  await expect(textOf(page, 'Introduction')).not.toContainText('By Amira');
  await signIn(page, server.url, 'amira');
  await page.goto('/desk');
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await expect(textOf(jonas, 'Introduction')).toContainText('By Amira, offline.');
});

/** Goes to a page of the same origin that sends nothing, while still offline. */
async function leaveOffline(page: Page): Promise<void> {
  await page.route('**/nothing', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('/nothing');
}

/** The hello with the number of an older schema. */
function withOlderSchema(message: string | Buffer): string | Buffer {
  return typeof message === 'string'
    ? message
    : Buffer.from(message.toString('latin1').replace(/"schema":\d/, '"schema":0'), 'latin1');
}

/** Renames this device's copies to what an older schema would have called them. */
async function makeCopiesOlder(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name = '' } of await indexedDB.databases()) {
      if (!/^galley:\d+:/.test(name)) continue;
      const current = await done(indexedDB.open(name));
      const updates = await done(current.transaction('updates').objectStore('updates').getAll());
      current.close();
      const opening = indexedDB.open(name.replace(/^galley:\d+:/, 'galley:0:'));
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('updates', { autoIncrement: true });
        opening.result.createObjectStore('custom');
      };
      const older = await done(opening);
      const store = older.transaction('updates', 'readwrite').objectStore('updates');
      for (const update of updates) await done(store.add(update));
      older.close();
      await done(indexedDB.deleteDatabase(name));
      localStorage.removeItem(`${name}:unsent`);
    }
  });
}

async function keptHere(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name = '' }) => name);
    const answers = (await caches.has('galley-data-1')) ? ['answers'] : [];
    return [...databases, ...Object.keys(localStorage), ...answers].filter(
      (name) => name === 'answers' || name.startsWith('galley:'),
    );
  });
}

async function sectionId(page: Page, label: string): Promise<string> {
  const id = await page.getByRole('region', { name: label, exact: true }).getAttribute('id');
  return (id ?? '').replace('section-', '');
}

/** The hash of a section with one paragraph, to which an approval is bound. */
function hashOf(kind: string, text: string): string {
  const blocks = [{ type: 'paragraph', content: [{ type: 'text', text }] }];
  return sectionHash({ id: newId<SectionId>(), kind, title: '', blocks });
}

async function act(page: Page, article: string, section: string, data: object): Promise<void> {
  const response = await page.request.post(`/api/articles/${article}/sections/${section}/acts`, {
    headers: { origin: new URL(page.url()).origin },
    data,
  });
  expect(response.ok(), await response.text()).toBe(true);
}

async function signIn(page: Page, origin: string, person: string): Promise<void> {
  const response = await page.request.post('/api/auth/sign-in/email', {
    headers: { origin },
    data: { email: `${person}@demo.example`, password: 'galley-demo' },
  });
  expect(response.ok()).toBe(true);
}
