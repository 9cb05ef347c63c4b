// Texts that one can only read are within reach of the keyboard, and say what they are.
import { textOf } from './article.ts';
import { expect, test } from './desk.ts';

test('a reader comes to every text by Tab, and nobody sees a caret there', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const grace = await openAs('grace', `/desk/articles/${id}`);
  for (const label of ['Headline', 'Dek', 'Introduction', 'News'])
    await expect(textOf(grace, label)).toHaveAttribute('aria-readonly', 'true');
  await textOf(grace, 'Headline').focus();
  await expect(textOf(grace, 'Headline')).toBeFocused();
  await expect(textOf(grace, 'Headline')).toHaveCSS('outline-style', 'solid');
  for (const label of ['Dek', 'Introduction', 'News']) {
    for (let step = 0; step < 12; step += 1) {
      await grace.keyboard.press('Tab');
      if (await textOf(grace, label).evaluate((element) => element === document.activeElement)) break;
    }
    await expect(textOf(grace, label)).toBeFocused();
  }
  await grace.keyboard.type('nothing');
  await expect(textOf(grace, 'News')).not.toContainText('nothing');
  // What is written afterwards comes after whatever might have been said of the reader's caret.
  await textOf(amira, 'News').click();
  await amira.keyboard.type('Written.');
  await expect(textOf(grace, 'News')).toContainText('Written.');
  await expect(textOf(amira, 'News').getByText('Grace Okafor')).toHaveCount(0);
});

test('of an article with a sealed section only that is read-only for who may write', async ({ openAs }) => {
  const page = await openAs('amira');
  await page
    .getByRole('link', { name: /Fischmarkt/ })
    .first()
    .click();
  const sealed = textOf(page, 'Einleitung');
  await expect(sealed).toHaveAttribute('aria-readonly', 'true');
  await sealed.focus();
  await expect(sealed).toBeFocused();
  await expect(textOf(page, 'Nachricht')).not.toHaveAttribute('aria-readonly');
});
