// How people come in again: forgotten passwords.
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';

test('a forgotten password is set anew by a link that an admin makes, by keyboard and on a phone', async ({
  openAs,
  browser,
  server,
}) => {
  const nora = await openAs('nora', '/desk/people');
  const before = await openAs('tomas', '/desk');
  await nora.getByRole('button', { name: 'More for Tomás Silva' }).press('Enter');
  await nora.getByRole('menuitem', { name: 'Link for a new password' }).press('Enter');
  const dialog = nora.getByRole('dialog', { name: /Tomás/ });
  const link = await dialog.getByRole('textbox', { name: 'Copy link' }).inputValue();
  await expectAccessibleInBothThemes(nora, { within: ['[role=dialog]'] });
  await nora.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 390, height: 780 } });
  const page = await context.newPage();
  await page.goto('/desk/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).press('Enter');
  // This desk sends no e-mail, so the page says who can help.
  await expect(page.getByRole('main')).toContainText('Ask an admin of the desk');
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);

  await page.goto(new URL(link).pathname);
  const field = page.getByLabel(/^New password/);
  await field.fill('tomaspass1');
  await field.press('Enter');
  await expect(page.getByRole('main')).toContainText('easy to guess');
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await field.fill('harbor kettle ladder');
  await field.press('Enter');
  await expect(page.getByRole('status')).toContainText('Your new password is set');
  await expect(before).toHaveURL(/sign-in/);
  await page.goto(new URL(link).pathname);
  await expect(page.getByRole('main')).toContainText('no longer valid');
  await context.close();
});

test('people see where they are signed in and sign out there, and admins sign somebody out', async ({
  openAs,
}) => {
  const page = await openAs('amira', '/desk/profile', { viewport: { width: 390, height: 780 } });
  const elsewhere = await openAs('amira', '/desk');
  const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  await page.reload();
  await expect(sessions).toHaveCount(2);
  await expect(sessions.first()).toContainText('this one');
  await expect(sessions.first()).toContainText('Chrome');
  await expectNoSidewaysScroll(page);
  await expectAccessibleInBothThemes(page, { within: ['[aria-labelledby=sessions]'] });
  await sessions
    .nth(1)
    .getByRole('button', { name: /^Sign out/ })
    .press('Enter');
  await expect(sessions).toHaveCount(1);
  await expect(elsewhere).toHaveURL(/sign-in/);

  const nora = await openAs('nora', '/desk/people');
  await nora.getByRole('button', { name: 'More for Amira Haddad' }).press('Enter');
  await nora.getByRole('menuitem', { name: 'Sign out everywhere' }).press('Enter');
  await nora.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).press('Enter');
  await expect(page).toHaveURL(/sign-in/);
});
