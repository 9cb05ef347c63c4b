// Words that a machine made: marked in the text, seen by everybody, and fewer with every word that people write instead.
import { saved, textOf, write } from './article.ts';
import { expect, test } from './desk.ts';
import { expectAccessibleInBothThemes } from './looks.ts';

test('an editor marks words as made by a machine, others see it, and rewriting lowers the share', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'Written by nobody at all.');
  await amira.keyboard.press('Control+a');
  await amira.getByRole('button', { name: 'Mark as made by a machine' }).click();
  const words = (page: typeof amira) => page.getByRole('article').locator('.galley-machine');
  for (const page of [amira, tomas]) await expect(words(page)).toHaveText('Written by nobody at all.');
  await expect(words(tomas)).toHaveAttribute('title', 'Made by a machine, marked by Amira Haddad');
  const section = tomas.getByRole('region', { name: 'Introduction', exact: true });
  await expect(section.getByText('100%')).toBeVisible();
  await expectAccessibleInBothThemes(tomas);

  await textOf(amira, 'Introduction').click();
  await amira.keyboard.press('End');
  await amira.keyboard.type(' But people say more than that, and better.');
  await saved(amira);
  await expect(section.getByText('38%')).toBeVisible();
  await amira.reload();
  await expect(words(amira)).toHaveText('Written by nobody at all.');
  await amira.getByRole('switch', { name: 'Show in the text' }).first().click();
  await expect(words(amira)).toHaveCount(0);
});
