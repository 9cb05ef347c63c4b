// The audit log: an admin sees what was done at the desk, and finds in it what they look for.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from './looks.ts';

const rows = (page: Page) => page.getByRole('main').getByRole('listitem');

/** Chooses from one of the filters by keyboard. */
async function choose(page: Page, filter: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: filter }).fill(option);
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('an admin sees what was done, filters it, follows a link, and takes it along as a file', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle('amira');
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const chip = amira.getByRole('button', { name: /^“Introduction”: / });
  await chip.click();
  await amira.getByRole('menuitem', { name: /Mark as ready/ }).click();
  await expect(chip).toContainText('Ready for review');

  const nora = await openAs('nora', '/desk');
  await nora.getByRole('link', { name: 'Audit log' }).click();
  await expect(nora.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible();
  const ready = rows(nora).filter({ hasText: 'marked the section Introduction in “Untitled” as ready' });
  await expect(ready.first()).toContainText('Amira');
  await expect(
    rows(nora)
      .filter({ hasText: /^.*Nora .* signed in/ })
      .first(),
  ).toBeVisible();

  await choose(nora, 'Act', 'Marked as ready');
  await expect(nora).toHaveURL(/act=section\.ready/);
  await expect(rows(nora).filter({ hasText: 'signed in' })).toHaveCount(0);
  await ready
    .first()
    .getByRole('button', { name: /^Amira/ })
    .click();
  await expect(nora).toHaveURL(/person=/);
  await expect(ready.first()).toBeVisible();
  await nora.reload();
  await expect(ready.first()).toBeVisible();
  await expect(rows(nora).filter({ hasNotText: 'Amira' })).toHaveCount(0);

  const [download] = await Promise.all([
    nora.waitForEvent('download'),
    nora.getByRole('link', { name: 'Download as CSV' }).click(),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toContain('"at","who","act"');
  expect(lines.slice(1).every((line) => line.includes('section.ready') && line.includes('Amira'))).toBe(true);
  expect(lines.some((line) => line.includes(id))).toBe(true);

  await ready.first().getByRole('link', { name: 'Untitled' }).click();
  await expect(nora).toHaveURL(new RegExp(`/desk/articles/${id}$`));
  await nora.goBack();
  await nora.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows(nora).filter({ hasText: 'downloaded this log' }).first()).toBeVisible();
  await nora.getByRole('textbox', { name: 'From' }).fill('2999-01-01');
  await expect(nora.getByText('No matching entries.')).toBeVisible();
});

test('the log goes on beyond the first page, and one article can be asked for', async ({ openAs }) => {
  const nora = await openAs('nora', '/desk/audit?act=section');
  await expect(rows(nora)).toHaveCount(50);
  await nora.getByRole('button', { name: 'Older' }).click();
  await expect.poll(() => rows(nora).count()).toBeGreaterThan(50);

  await nora.getByRole('combobox', { name: 'Article' }).fill('ferry');
  const option = nora.getByRole('option').first();
  await expect(option).toContainText(/ferry/i);
  const headline = (await option.textContent()) ?? '';
  await option.click();
  await expect(nora).toHaveURL(/article=/);
  await expect(rows(nora).filter({ hasText: headline }).first()).toBeVisible();
  await expect(rows(nora).filter({ hasNotText: headline })).toHaveCount(0);
});

test('nobody but admins is led to it or gets in', async ({ openAs }) => {
  const amira = await openAs('amira', '/desk/audit');
  await expect(amira.getByRole('heading', { level: 1 })).toHaveText('Not for your role');
  await expect(amira.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
});

test('it reads well in German and on a phone, and axe finds nothing serious in either color scheme', async ({
  openAs,
}) => {
  const phone = await openAs('nora', '/desk/audit', { viewport: { width: 390, height: 844 } });
  await expect(rows(phone).first()).toBeVisible();
  await expectNoSidewaysScroll(phone);
  await expectAccessibleInBothThemes(phone);
  const german = await openAs('nora', '/desk');
  await german.request.patch('/api/me', {
    headers: { origin: new URL(german.url()).origin },
    data: { language: 'de' },
  });
  await german.goto('/desk/audit?act=section.approved');
  await expect(german.getByRole('heading', { level: 1, name: 'Protokoll' })).toBeVisible();
  await expect(rows(german).first()).toContainText(/hat den Abschnitt .+ in „.+“ freigegeben/);
  await german.request.patch('/api/me', {
    headers: { origin: new URL(german.url()).origin },
    data: { language: 'en' },
  });
});
