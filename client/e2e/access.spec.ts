// How people come in again: forgotten passwords.
import { codeOf } from '@galley/shared/access/authenticator-testing.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';

test.use({ deskName: 'access' });

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
  // This desk sends no email, so the page says who can help.
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

test('a second factor is set up by keyboard, asked for on a phone, and reset by an admin', async ({
  openAs,
  browser,
  server,
}) => {
  const grace = await openAs('grace', '/desk/profile', { viewport: { width: 390, height: 780 } });
  const card = grace.getByRole('region', { name: 'Second factor' });
  await card.getByLabel(/^Your password/).fill('galley-demo');
  await grace.keyboard.press('Enter');
  await expect(card.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expectNoSidewaysScroll(grace);
  await expectAccessibleInBothThemes(grace, { within: ['[aria-labelledby=second-factor]'] });
  const secret = String(await card.locator('pre').textContent()).replace(/\s/g, '');
  const recovery = String(await card.getByRole('listitem').first().textContent());
  await card.getByRole('checkbox').press('Space');
  const field = card.getByRole('textbox', { name: /^Code that the app shows/ });
  await field.fill('12345');
  await field.press('Enter');
  await expect(card).toContainText('This code is not right');
  await field.fill(await codeOf(secret, -1));
  await field.press('Enter');
  await expect(card).toContainText('Signing in asks you for a code');

  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 390, height: 780 } });
  const phone = await context.newPage();
  const signIn = async () => {
    await phone.goto('/desk/sign-in');
    await phone.getByRole('button', { name: /Grace/ }).press('Enter');
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Your code');
  };
  await signIn();
  await expectAccessibleInBothThemes(phone);
  await expectNoSidewaysScroll(phone);
  await phone.keyboard.type(await codeOf(secret));
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('article').first()).toBeVisible();
  await context.clearCookies();
  await signIn();
  await phone.keyboard.type(recovery);
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('article').first()).toBeVisible();

  const nora = await openAs('nora', '/desk/people');
  const row = nora.getByRole('listitem').filter({ hasText: 'Grace Okafor' });
  await expect(row).toContainText('second factor');
  await row.getByRole('button', { name: 'More for Grace Okafor' }).press('Enter');
  await nora.getByRole('menuitem', { name: 'Reset the second factor' }).press('Enter');
  await nora.getByRole('dialog').getByRole('button', { name: 'Reset the second factor' }).press('Enter');
  await expect(row).not.toContainText('second factor');
  await context.close();
});

test('a passkey is added, signs in without a password, and is removed', async ({ openAs }) => {
  const page = await openAs('amira', '/desk/profile');
  const device = await page.context().newCDPSession(page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const card = page.getByRole('region', { name: 'Passkeys' });
  await card.getByRole('button', { name: 'Add a passkey' }).press('Enter');
  await card.getByRole('textbox', { name: 'Name' }).fill('Phone');
  await card.getByLabel(/^Your password/).fill('galley-demo');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('listitem')).toContainText('Phone');
  await expectAccessibleInBothThemes(page, { within: ['[aria-labelledby=passkeys]'] });

  await page.context().clearCookies();
  // This browser offers the passkey by itself, and the device takes the offer.
  await page.goto('/desk/sign-in');
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.goto('/desk/profile');
  await card.getByRole('button', { name: 'Remove Phone' }).press('Enter');
  await expect(card.getByRole('listitem')).toHaveCount(0);
});

test('a browser without a passkey says so when one is asked for, and not before', async ({
  server,
  browser,
}) => {
  const page = await browser.newPage({ baseURL: server.url });
  await page.addInitScript(`
    PublicKeyCredential.isConditionalMediationAvailable = async () => true;
    navigator.credentials.get = async () => {
      document.documentElement.dataset.asked = 'yes';
      throw new DOMException('There is none.', 'OperationError');
    };
  `);
  await page.goto('/desk/sign-in');
  await expect(page.locator('html[data-asked]')).toBeAttached();
  await page.getByRole('textbox', { name: 'Email address' }).fill('jonas@demo.example');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).press('Enter');
  await expect(page.getByRole('alert')).toContainText('This browser has no passkey for this desk');
  await page.close();
});
