// The public site's settings: an admin names the site, colors it and writes its imprint, and readers see it at once.
import { openPublishing, publishingPanel } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes } from './looks.ts';

test('an admin sets up the site; what is refused is said at its field, and nothing is lost', async ({
  openAs,
  browser,
  server,
}) => {
  const nora = await openAs('nora');
  await nora.goto('/desk/site');
  const { timeZone } = (await (await nora.request.get('/api/site-settings')).json()).settings;
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(server.url);
  await expect(reader.getByRole('contentinfo').getByRole('link', { name: 'Imprint' })).toHaveCount(0);

  await nora.getByLabel('Description').fill('News from the sound.');
  await nora.getByLabel('Accent color').fill('#ffd500');
  await nora.getByLabel('Imprint', { exact: true }).fill('The Sound Ledger\nPier 4');
  await nora.getByRole('combobox', { name: 'Pin a story' }).fill('bell');
  await nora.getByRole('option', { name: /A bell does not forgive/ }).click();
  await nora.getByRole('button', { name: 'Add a link' }).click();
  await nora.getByLabel('Words of link 1').fill('Harbor');
  await nora.getByLabel('Address of link 1').fill('tags/harbor');
  await nora.getByRole('combobox', { name: 'Time zone' }).fill('kolk');
  await nora.getByRole('option', { name: 'Asia/Kolkata' }).click();
  await nora.getByLabel('Ethics').fill('https://');
  await nora.getByRole('button', { name: 'Save' }).click();
  await expect(nora.getByText('This looks like an address')).toBeVisible();
  await expect(nora.getByLabel('Imprint', { exact: true })).toHaveValue('The Sound Ledger\nPier 4');
  await expect(nora.getByText('Write a path such as')).toBeVisible();
  await nora.getByLabel('Address of link 1').fill('/tags/harbor');
  await nora.getByLabel('Ethics').fill('https://ledger.example/ethics');
  await nora.getByRole('button', { name: 'Save' }).click();
  await expect(nora.getByText('Saved. The pages show it now.')).toBeVisible();

  await reader.reload();
  await expect(reader.getByRole('main').getByRole('heading', { level: 2 }).first()).toContainText('A bell');
  await reader.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Harbor' }).click();
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Harbor');
  const foot = reader.getByRole('contentinfo');
  await expect(foot.getByRole('link', { name: 'Ethics' })).toHaveAttribute(
    'href',
    'https://ledger.example/ethics',
  );
  await reader.getByRole('main').getByRole('heading', { level: 2 }).first().getByRole('link').click();
  await expect(reader.locator('.facts').first()).toContainText('GMT+5:30');
  await foot.getByRole('link', { name: 'Imprint' }).click();
  await expect(reader.getByRole('main')).toContainText('Pier 4');
  for (const path of ['/', '/about/imprint']) {
    await reader.goto(server.url + path);
    await expectAccessibleInBothThemes(reader);
  }
  await expectAccessibleInBothThemes(nora, { within: ['main'] });
  await reader.context().close();
  // Other tests are on the clocks that the desk began with.
  await nora.getByRole('combobox', { name: 'Time zone' }).fill(timeZone);
  await nora.getByRole('option', { name: timeZone, exact: true }).click();
  await nora.getByRole('button', { name: 'Save' }).click();
  await expect(nora.getByRole('button', { name: 'Save' })).toBeDisabled();
});

test('an admin makes a token for a subscriber, who gets the news until it is ended', async ({
  openAs,
  request,
  server,
}) => {
  const nora = await openAs('nora', '/desk/site');
  await nora.getByLabel('New subscriber').fill('A wire');
  await nora.getByRole('button', { name: 'Make a token' }).click();
  const shown = nora.getByRole('status').filter({ hasText: 'It is shown only now' });
  const token = (await shown.locator('code').textContent()) ?? '';
  const ask = () =>
    request.get(`${server.url}/ninjs/latest.json`, { headers: { authorization: `Bearer ${token}` } });
  const { items } = (await (await ask()).json()) as { items: { pubStatus: string }[] };
  // Others publish and withdraw at this desk too.
  expect(items.filter(({ pubStatus }) => pubStatus === 'usable').length).toBeGreaterThan(0);
  await expectAccessibleInBothThemes(nora, { within: ['main'] });
  await nora.reload();
  await expect(nora.getByText(token)).toHaveCount(0);
  await nora.getByRole('button', { name: 'End the token of A wire' }).click();
  await nora.getByRole('button', { name: 'End the token', exact: true }).click();
  await expect(nora.getByText('The token of A wire has ended.')).toBeVisible();
  expect((await ask()).status()).toBe(401);
});

test('an admin has the site give trust.txt and llms.txt; a hub that nobody finds is refused at its field', async ({
  openAs,
  request,
  server,
}) => {
  const nora = await openAs('nora', '/desk/site');
  const save = nora.getByRole('button', { name: 'Save', exact: true });
  await nora.getByRole('switch', { name: 'trust.txt' }).check();
  await nora.getByRole('button', { name: 'Add an entry' }).click();
  await nora.getByLabel('Address of entry 1').fill('the desk');
  await nora.getByRole('switch', { name: 'llms.txt' }).check();
  await nora.getByLabel('Note for assistants').fill('Quote us with a link.');
  await nora.getByRole('button', { name: 'Make a key' }).click();
  await expect(nora.getByLabel('Key for IndexNow')).toHaveValue(/^[0-9a-f]{32}$/);
  await expect(nora.getByLabel('Address of IndexNow')).toHaveValue('https://api.indexnow.org/indexnow');
  await nora.getByRole('button', { name: 'Add a hub' }).click();
  await nora.getByLabel('Hub 1', { exact: true }).fill('hub.example');
  await save.click();
  await expect(nora.getByText('Contacts may be email addresses too.')).toBeVisible();
  await expect(nora.getByText('Write an address that begins with https://.', { exact: true })).toBeVisible();
  await nora.getByLabel('Address of entry 1').fill('desk@ledger.example');
  await nora.getByLabel('Hub 1', { exact: true }).fill('http://localhost/');
  await save.click();
  await expect(nora.getByText('This address is not one of the public internet.')).toBeVisible();
  await expectAccessibleInBothThemes(nora, { within: ['main'] });
  await nora.getByRole('button', { name: 'Remove http://localhost/' }).click();
  // Nothing is to leave for real while other tests publish.
  await nora.getByLabel('Key for IndexNow').fill('');
  await save.click();
  await expect(nora.getByText('Saved. The pages show it now.')).toBeVisible();
  const file = async (path: string) => await (await request.get(server.url + path)).text();
  expect(await file('/trust.txt')).toContain('contact=desk@ledger.example\n');
  expect(await file('/llms.txt')).toContain('Quote us with a link.\n');
  await nora.getByRole('switch', { name: 'trust.txt' }).uncheck();
  await nora.getByRole('switch', { name: 'llms.txt' }).uncheck();
  await save.click();
  await expect(save).toBeDisabled();
  expect((await request.get(`${server.url}/trust.txt`)).status()).toBe(404);
});

test('two admins change the settings at once: the second learns of it and keeps their text', async ({
  openAs,
}) => {
  const nora = await openAs('nora', '/desk/site');
  const again = await nora.context().newPage();
  await again.goto('/desk/site');
  await nora.getByLabel('Description').fill('Of the first.');
  await again.getByLabel('Privacy').fill('We keep nothing.');
  await nora.getByRole('button', { name: 'Save' }).click();
  await expect(nora.getByText('Saved. The pages show it now.')).toBeVisible();
  await again.getByRole('button', { name: 'Save' }).click();
  await expect(again.getByText('Someone else has changed these settings')).toBeVisible();
  await expect(again.getByLabel('Privacy')).toHaveValue('We keep nothing.');
  await again.getByRole('button', { name: 'Show their settings' }).click();
  await expect(again.getByLabel('Description')).toHaveValue('Of the first.');
  const editor = await openAs('amira', '/desk/site');
  await expect(editor.getByLabel('Description')).toHaveCount(0);
});

test('an admin makes a section of the site, an editor puts a story into it, and readers find it there', async ({
  openAs,
  browser,
  request,
  server,
}) => {
  const nora = await openAs('nora', '/desk/site');
  const card = nora.getByRole('region', { name: 'Sections of the site' });
  for (const name of ['Culture', 'Quayside']) {
    await card.getByRole('button', { name: 'Add a section' }).click();
    await nora.getByRole('dialog').getByLabel('Name').fill(name);
    await nora.keyboard.press('Enter');
    await expect(card.getByText(name, { exact: true })).toBeVisible();
  }
  await card.getByRole('button', { name: 'Move Quayside up' }).click();
  await expect(card.getByRole('status')).toHaveText('Quayside is number 1 now.');
  await card.getByRole('button', { name: 'Change Culture' }).click();
  const form = nora.getByRole('dialog');
  await form.getByLabel('URL slug').fill('Stage and screen');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('A slug has small letters')).toBeVisible();
  await form.getByLabel('URL slug').fill('stage');
  await form.getByLabel('Description').fill('Books, plays, bells.');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByRole('link', { name: '/sections/stage' })).toBeVisible();
  await expectAccessibleInBothThemes(nora, { within: ['main'] });

  const { articles } = await (await nora.request.get('/api/articles?query=bell')).json();
  const bell = articles.find(({ slug }: { slug: string | null }) => slug?.includes('bell'));
  await nora.goto(`/desk/articles/${bell.id}`);
  await openPublishing(nora);
  const panel = publishingPanel(nora);
  await panel.getByLabel('Section of the site').selectOption('Culture');
  await panel.getByRole('button', { name: /^Publish/ }).click();
  await expect(form.getByText('Section of the site')).toBeVisible();
  await form.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(form).toHaveCount(0);

  const reader = await (await browser.newContext()).newPage();
  await reader.goto(`${server.url}/sections/culture`);
  await expect(reader).toHaveURL(`${server.url}/sections/stage`);
  await expect(reader.getByRole('main').getByText('Books, plays, bells.')).toBeVisible();
  await reader.getByRole('link', { name: /A bell does not forgive/ }).click();
  await expect(reader.getByRole('main').getByRole('link', { name: 'Culture' })).toBeVisible();
  const sections = reader.getByRole('navigation', { name: 'Sections' });
  await expect(sections.getByRole('link').first()).toHaveText('Quayside');
  await expect(sections.getByRole('link', { name: 'Culture' })).toHaveAttribute('aria-current', 'true');
  await expectAccessibleInBothThemes(reader);
  await reader.context().close();

  await nora.goto('/desk/site');
  await card.getByRole('button', { name: 'Change Culture' }).click();
  await form.getByRole('button', { name: 'Remove the section' }).click();
  await expect(form.getByText('1 article is in Culture, so it can’t be removed.')).toBeVisible();
  await nora.keyboard.press('Escape');
  await card.getByRole('button', { name: 'Change Quayside' }).click();
  await form.getByRole('button', { name: 'Remove the section' }).click();
  await form.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(card.getByText('Quayside')).toHaveCount(0);
  expect((await request.get(`${server.url}/sections/quayside`)).status()).toBe(404);
});
