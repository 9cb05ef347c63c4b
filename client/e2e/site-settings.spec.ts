// The public site's settings: an admin names the site, colors it and writes its imprint, and readers see it at once.
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes } from './looks.ts';

test('an admin sets up the site; what is refused is said at its field, and nothing is lost', async ({
  openAs,
  browser,
  server,
}) => {
  const nora = await openAs('nora');
  await nora.goto('/desk/site');
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(server.url);
  await expect(reader.getByRole('contentinfo').getByRole('link', { name: 'Imprint' })).toHaveCount(0);

  await nora.getByLabel('Description').fill('News from the sound.');
  await nora.getByLabel('Accent color').fill('#ffd500');
  await nora.getByLabel('Imprint', { exact: true }).fill('The Sound Ledger\nPier 4');
  await nora.getByLabel('Ethics').fill('https://');
  await nora.getByRole('button', { name: 'Save' }).click();
  await expect(nora.getByText('This looks like an address')).toBeVisible();
  await expect(nora.getByLabel('Imprint', { exact: true })).toHaveValue('The Sound Ledger\nPier 4');
  await nora.getByLabel('Ethics').fill('https://ledger.example/ethics');
  await nora.getByRole('button', { name: 'Save' }).click();
  await expect(nora.getByText('Saved. The pages show it now.')).toBeVisible();

  await reader.reload();
  const foot = reader.getByRole('contentinfo');
  await expect(foot.getByRole('link', { name: 'Ethics' })).toHaveAttribute(
    'href',
    'https://ledger.example/ethics',
  );
  await foot.getByRole('link', { name: 'Imprint' }).click();
  await expect(reader.getByRole('main')).toContainText('Pier 4');
  for (const path of ['/', '/about/imprint']) {
    await reader.goto(server.url + path);
    await expectAccessibleInBothThemes(reader);
  }
  await expectAccessibleInBothThemes(nora, { within: ['main'] });
  await reader.context().close();
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
  await expect(again.getByText('Somebody else has changed these settings')).toBeVisible();
  await expect(again.getByLabel('Privacy')).toHaveValue('We keep nothing.');
  await again.getByRole('button', { name: 'Show their settings' }).click();
  await expect(again.getByLabel('Description')).toHaveValue('Of the first.');
  const editor = await openAs('amira', '/desk/site');
  await expect(editor.getByLabel('Description')).toHaveCount(0);
});
