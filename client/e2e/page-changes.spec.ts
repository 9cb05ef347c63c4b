// Browser extensions and translation change the page around a text and within it: neither gets into the article, and
// neither ends in a page that says that something went wrong.
import type { Page } from '@playwright/test';
import { saved, storedText, textOf, write } from './article.ts';
import { expect, test } from './desk.ts';

/** What an extension does: adds an element to a text, at its end or behind its first block. */
async function addToText(page: Page, label: string, html: string, place: 'end' | 'inBlock'): Promise<void> {
  await textOf(page, label).evaluate(
    (element, [markup, where]) => {
      const holder = document.createElement('div');
      holder.innerHTML = markup;
      const target = where === 'end' ? element : element.firstElementChild;
      target?.append(...holder.childNodes);
    },
    [html, place] as const,
  );
}

test('elements that an extension adds to a text are no part of it', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'News', 'Ships came in.');
  await addToText(page, 'News', '<div class="checker"><button>2 mistakes</button></div>', 'end');
  await addToText(page, 'News', '<checker-extension>3 mistakes</checker-extension>', 'end');
  await addToText(page, 'News', '<span class="mark" contenteditable="false">4 mistakes</span>', 'inBlock');
  await page.keyboard.press('End');
  await page.keyboard.type(' Crews');
  await page.keyboard.press('Enter');
  await page.keyboard.type('had waited.');
  await saved(page);
  const stored = await storedText(page, id);
  expect(stored).toContain('Ships came in. Crews\n\nhad waited.');
  expect(stored).not.toContain('mistakes');
  await page.reload();
  await expect(textOf(page, 'News').locator('p')).toHaveText(['Ships came in. Crews', 'had waited.']);
});

test('what the browser itself puts into a text while a person writes is text', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', 'Ships');
  await page.evaluate(() => {
    document.execCommand('insertHTML', false, '<b> came</b>');
    document.execCommand('insertText', false, ' in.');
  });
  await expect(textOf(page, 'News')).toHaveText('Ships came in.');
});

test('an element that is moved under the page’s feet costs no text, and no page', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', 'Ships came in.');
  await page.keyboard.press('ControlOrMeta+f');
  await expect(page.getByLabel('Find', { exact: true })).toBeFocused();
  await page.evaluate(() => {
    const wrapper = document.createElement('font');
    const bar = document.querySelector('search');
    bar?.replaceWith(wrapper);
    if (bar) wrapper.append(bar);
  });
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByText('Nothing was lost.')).toBeVisible();
  await expect(textOf(page, 'News')).toHaveText('Ships came in.');
  await write(page, 'News', ' Crews had waited.');
  await expect(textOf(page, 'News')).toHaveText('Ships came in. Crews had waited.');
});

test('a translated page can still be written in', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const page = await openAs('amira', `/desk/articles/${id}`);
  await write(page, 'News', 'Ships came in.');
  await saved(page);
  await expect(page.locator('html')).toHaveAttribute('translate', 'no');
  // As browsers do it where they are asked to all the same: every text of the page in elements of their own.
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (text.parentElement?.closest('.ProseMirror, script, style') || !text.textContent?.trim()) continue;
      const font = document.createElement('font');
      text.parentNode?.replaceChild(font, text);
      font.append(text.textContent);
    }
  });
  await textOf(page, 'News').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Crews had waited.');
  await page.keyboard.press('ControlOrMeta+f');
  await page.getByRole('search').getByRole('textbox').first().fill('Crews');
  await page.keyboard.press('Escape');
  await page.goto('/desk');
  await page.goBack();
  await expect(textOf(page, 'News')).toHaveText('Ships came in. Crews had waited.');
  await expect(page.getByText('Something went wrong')).toHaveCount(0);
});
