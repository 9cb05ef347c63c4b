// Sections as wholes: their hints, moving, renaming, removing and bringing back, by mouse and by keyboard.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './desk.ts';

const text = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });
const frame = (page: Page, label: string) => page.getByRole('region', { name: label, exact: true });
const outline = (page: Page) => page.getByRole('navigation', { name: 'Outline' });
const labels = (page: Page): Locator => page.locator('article section h2[class*=label]');
const initial = ['Introduction', 'News', 'Outlook', 'Support', 'Summary'];

async function write(page: Page, label: string, words: string): Promise<void> {
  await text(page, label).click();
  await page.keyboard.type(words);
}

test('an empty section says what belongs into it, also where it begins with a bullet', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  const hint = (label: string) => text(page, label).locator('[data-hint]');
  await expect(hint('Outlook')).toHaveAttribute('data-hint', 'What comes next, and when.');
  await expect(hint('Summary')).toHaveAttribute('data-hint', 'Three to six bullets for those in a hurry.');
  await write(page, 'Summary', 'A bullet');
  await expect(hint('Summary')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(hint('Summary')).toHaveAttribute('data-hint', 'Three to six bullets for those in a hurry.');
  await page.keyboard.type('Written again');
  await expect(text(page, 'Summary').locator('li')).toHaveText('Written again');
});

test('a section of bullets stays one whatever is pressed in it', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Summary', 'One');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Two');
  await expect(text(page, 'Summary').locator('> ul')).toHaveCount(1);
  await expect(text(page, 'Summary').locator('> p')).toHaveCount(0);
  await expect(text(page, 'Summary').locator('li').last()).toHaveText('Two');
  await page.keyboard.press('ControlOrMeta+Alt+2');
  await expect(text(page, 'Summary').locator('h2')).toHaveCount(0);
});

test('sections are moved by dragging, on the page and in the outline', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await expect(labels(page)).toHaveText(initial);
  await frame(page, 'Outlook').hover();
  await frame(page, 'Outlook')
    .locator('[draggable=true]')
    .first()
    .dragTo(frame(page, 'Introduction'), { targetPosition: { x: 200, y: 4 } });
  await expect(labels(page)).toHaveText(['Outlook', 'Introduction', 'News', 'Support', 'Summary']);
  const item = (label: string) => outline(page).getByRole('listitem').filter({ hasText: label });
  await item('Outlook').dragTo(item('News'), { targetPosition: { x: 60, y: 36 } });
  await expect(labels(page)).toHaveText(['Introduction', 'News', 'Outlook', 'Support', 'Summary']);
});

test('the outline moves, renames and removes sections by keyboard, and undo takes it back', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Outlook', 'Next week.');
  const entry = outline(page).getByRole('button', { name: /^Outlook/ });
  await entry.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(labels(page)).toHaveText(['Introduction', 'Outlook', 'News', 'Support', 'Summary']);
  await expect(entry).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(labels(page)).toHaveText(['Introduction', 'News', 'Support', 'Outlook', 'Summary']);
  await expect(entry).toBeFocused();
  await page.keyboard.press('F2');
  await page.getByLabel('Title of the section').fill('What comes next');
  await page.keyboard.press('Enter');
  await expect(frame(page, 'What comes next')).toBeVisible();
  await outline(page)
    .getByRole('button', { name: /^What comes next/ })
    .focus();
  await page.keyboard.press('Delete');
  await expect(labels(page)).toHaveText(['Introduction', 'News', 'Support', 'Summary']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(labels(page)).toHaveText(['Introduction', 'News', 'Support', 'What comes next', 'Summary']);
  await expect(text(page, 'What comes next')).toContainText('Next week.');
  for (let step = 0; step < 4; step++) await page.keyboard.press('ControlOrMeta+z');
  await expect(labels(page)).toHaveText(initial);
});

test('a removed section waits at the outline and comes back with its text', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Outlook', 'Next week.');
  await page.getByRole('button', { name: 'Section menu: Outlook' }).click();
  await page.getByRole('menuitem', { name: 'Remove section' }).click();
  await page.reload();
  await expect(labels(page)).toHaveText(['Introduction', 'News', 'Support', 'Summary']);
  await outline(page).getByRole('button', { name: 'Bring back' }).click();
  await expect(text(page, 'Outlook')).toContainText('Next week.');
});

test('undoing a new section keeps what somebody else has written in it', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await amira.locator('article').getByRole('button', { name: 'Add section' }).click();
  await amira.getByRole('menuitem', { name: 'Free section' }).click();
  await write(jonas, 'free', 'By Jonas.');
  await expect(text(amira, 'free')).toContainText('By Jonas.');
  await text(amira, 'News').click();
  await amira.keyboard.press('ControlOrMeta+z');
  await expect(labels(amira)).toHaveText(initial);
  await outline(amira).getByRole('button', { name: 'Bring back' }).click();
  await expect(text(jonas, 'free')).toContainText('By Jonas.');
});

test('the caret stays in its text when its section is moved, up or down', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await write(jonas, 'News', 'Before and after');
  for (let back = 0; back < 5; back++) await jonas.keyboard.press('ArrowLeft');
  const move = async (step: string) => {
    await amira.getByRole('button', { name: 'Section menu: News' }).click();
    await amira.getByRole('menuitem', { name: `Move ${step}`, exact: true }).click();
  };
  await move('down');
  await expect(labels(jonas)).toHaveText(['Introduction', 'Outlook', 'News', 'Support', 'Summary']);
  await jonas.keyboard.type('this ');
  await move('up');
  await expect(labels(jonas)).toHaveText(initial);
  await jonas.keyboard.type('and ');
  await expect(text(jonas, 'News')).toHaveText('Before and this and after');
});
