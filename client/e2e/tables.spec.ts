// Tables as people set them: widths by mouse and by menu, alignment, and what colleagues and the server have of it.
import type { Page } from '@playwright/test';
import { saved, textOf, write } from './article.ts';
import { expect, test } from './desk.ts';

const tableMenu = async (page: Page, item: string, role: 'menuitem' | 'menuitemradio' = 'menuitem') => {
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.getByRole(role, { name: item, exact: true }).click();
};
const widthsOf = async (page: Page): Promise<number[]> =>
  await textOf(page, 'News')
    .locator('tr')
    .first()
    .locator('th, td')
    .evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().width)));

test('columns get widths by the mouse and by the menu and cells an alignment, for everybody and for good', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await write(page, 'News', '/table');
  await expect(page.getByRole('option', { name: 'Table' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ship');
  const colleague = await openAs('jonas', `/desk/articles/${id}`);
  await expect(textOf(colleague, 'News').locator('th').first()).toContainText('Ship');

  const before = await widthsOf(page);
  const first = textOf(page, 'News').locator('th').first();
  const box = await first.boundingBox();
  if (!box) throw new Error('There is no cell.');
  const [x, y] = [box.x + box.width, box.y + box.height / 2];
  await page.mouse.move(x - 2, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y);
  // While the border is held, a colleague writes in the same section.
  await textOf(colleague, 'News').locator('td').last().click();
  await colleague.keyboard.type('Tons');
  await expect(textOf(page, 'News').locator('td').last()).toContainText('Tons');
  await page.mouse.move(x + 60, y);
  await page.mouse.up();
  const dragged = (before[0] ?? 0) + 62;
  await expect(first).toHaveAttribute('data-colwidth', String(dragged));
  await expect(textOf(colleague, 'News').locator('th').first()).toHaveAttribute(
    'data-colwidth',
    String(dragged),
  );
  // The neighbor gives what the column takes, give or take the borders.
  const after = await widthsOf(page);
  const sum = (widths: number[]) => widths.reduce((all, width) => all + width, 0);
  expect(Math.abs((after[0] ?? 0) - dragged)).toBeLessThanOrEqual(2);
  expect(Math.abs(sum(after) - sum(before))).toBeLessThanOrEqual(4);

  await first.click();
  await tableMenu(page, 'Narrower');
  await page.keyboard.press('Escape');
  await expect(first).toHaveAttribute('data-colwidth', String(dragged - 20));
  await tableMenu(page, 'Right', 'menuitemradio');
  await expect(first).toHaveCSS('text-align', 'right');
  await tableMenu(page, 'Select column');
  await tableMenu(page, 'Centered', 'menuitemradio');
  await expect(textOf(colleague, 'News').locator('[data-align="center"]')).toHaveCount(3);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(textOf(colleague, 'News').locator('[data-align]')).toHaveCount(1);

  await saved(page);
  await page.reload();
  await expect(first).toHaveAttribute('data-colwidth', String(dragged - 20));
  const exported = await (await page.request.get(`/api/articles/${id}/export?format=html`)).text();
  expect(exported).toContain(`<col style="width: ${dragged - 20}px">`);
  expect(exported).toContain('<th style="text-align: right">Ship</th>');
  await first.click();
  await tableMenu(page, 'Automatic widths');
  await expect(textOf(colleague, 'News').locator('[data-colwidth]')).toHaveCount(0);
  expect(errors).toEqual([]);
});
