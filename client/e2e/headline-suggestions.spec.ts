// Suggestions for the headline and the dek: one a person and line, of which the document knows nothing until it is accepted.
import {
  suggestionCard as card,
  caretBehind,
  inserted,
  removed,
  saved,
  selectWord,
  storedText,
  suggest,
  textOf,
  write,
} from './article.ts';
import { wordsOf } from './carets.ts';
import { expect, test } from './desk.ts';

const headline = 'The mayor spoke for an hour';

test('a reviewer suggests a headline, an editor sees it live and accepts it by keyboard; another is rejected', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Headline', headline);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);

  await selectWord(tomas, 'Headline', 'hour');
  await tomas.keyboard.type('eternity');
  await expect(inserted(amira)).toHaveText('eternity');
  await expect(removed(amira)).toHaveText('hour');
  await expect(inserted(amira)).toHaveAttribute('title', /Tomás/);
  await caretBehind(tomas, 'Headline', 'mayor');
  await tomas.keyboard.type(' of Elbe');
  // The words that differ, not the line around them.
  await expect(card(amira, 'Headline')).toContainText('of Elbe … hour with eternity');
  await expect(card(amira, 'Headline')).not.toContainText('spoke');
  await expect(card(amira, 'Tomás')).toHaveCount(1);
  expect(await storedText(amira, id)).toContain(headline);

  await card(amira, 'eternity').focus();
  await amira.keyboard.press('a');
  await expect(card(amira, 'eternity')).toHaveCount(0);
  await expect(textOf(amira, 'Headline')).toHaveText('The mayor of Elbe spoke for an eternity');
  await expect.poll(() => storedText(amira, id)).toContain('The mayor of Elbe spoke for an eternity');
  await expect(textOf(tomas, 'Headline')).toHaveText('The mayor of Elbe spoke for an eternity');
  await expect(inserted(tomas)).toHaveCount(0);

  await write(tomas, 'Dek', 'Nobody asked a question');
  await expect(card(amira, 'Dek')).toContainText('Nobody asked a question');
  const hint = textOf(amira, 'Dek').locator('.is-hint');
  expect(await hint.evaluate((element) => getComputedStyle(element, '::before').content)).toBe('none');
  await card(amira, 'Dek').focus();
  await amira.keyboard.press('r');
  await expect(card(amira, 'Dek')).toHaveCount(0);
  await expect(textOf(tomas, 'Dek')).toHaveText('');

  // What is taken back is a suggestion no longer.
  await write(tomas, 'Headline', '!');
  await expect(card(amira, 'Tomás')).toContainText('Insert !');
  await tomas.getByRole('button', { name: /^Undo/ }).click();
  await expect(textOf(tomas, 'Headline')).toHaveText('The mayor of Elbe spoke for an eternity');
  await expect(card(amira, 'Tomás')).toHaveCount(0);
  expect(await storedText(amira, id)).not.toContain('Nobody');
});

test('a suggestion for a headline goes along with other words of it, and offers both where the same have changed', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Headline', headline);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  await selectWord(tomas, 'Headline', 'hour');
  await tomas.keyboard.type('eternity');
  await expect(card(amira, 'eternity')).toBeVisible();

  await selectWord(amira, 'Headline', 'mayor');
  await amira.keyboard.type('minister');
  await expect
    .poll(() => wordsOf(textOf(tomas, 'Headline')))
    .toEqual([expect.stringContaining('The minister spoke for an')]);
  await expect(card(amira, 'eternity')).toContainText('hour with eternity');
  await expect(card(amira, 'eternity')).not.toContainText('has changed here since');

  await selectWord(amira, 'Headline', 'hour');
  await amira.keyboard.type('evening');
  await expect(card(amira, 'eternity')).toContainText('The text has changed here since.');
  await expect.poll(() => wordsOf(textOf(tomas, 'Headline'))).toEqual(['The minister spoke for an evening']);
  await saved(amira);
  await card(amira, 'eternity').focus();
  await amira.keyboard.press('a');
  const dialog = amira.getByRole('dialog', { name: 'This suggestion no longer fits' });
  await expect(dialog).toContainText('The minister spoke for an evening');
  await expect(dialog).toContainText('eternity');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(card(amira, 'eternity')).toHaveCount(0);
  expect(await storedText(amira, id)).toContain('The minister spoke for an evening');
});

test('a suggested headline is accepted right after other words of it were changed, whoever is there to carry it over', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Headline', headline);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  await selectWord(tomas, 'Headline', 'hour');
  await tomas.keyboard.type('eternity');
  await expect(card(amira, 'eternity')).toBeVisible();
  await tomas.close();

  await caretBehind(amira, 'Headline', 'mayor');
  await amira.keyboard.type(' of Elbe');
  await card(amira, 'eternity').getByRole('button', { name: 'Accept' }).click();
  await expect(card(amira, 'eternity')).toHaveCount(0);
  await expect(textOf(amira, 'Headline')).toHaveText('The mayor of Elbe spoke for an eternity');
  await expect.poll(() => storedText(amira, id)).toContain('The mayor of Elbe spoke for an eternity');
});

test('what two people suggest for different words of a headline is accepted, one after the other, and undone', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Headline', headline);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  const nora = await openAs('nora', `/desk/articles/${id}`);
  await suggest(tomas);
  await suggest(nora);
  await selectWord(tomas, 'Headline', 'hour');
  await tomas.keyboard.type('eternity');
  await selectWord(nora, 'Headline', 'mayor');
  await nora.keyboard.type('minister');
  await expect(card(amira, 'eternity')).toBeVisible();
  await expect(card(amira, 'minister')).toBeVisible();

  await card(amira, 'minister').focus();
  await amira.keyboard.press('a');
  await expect(card(amira, 'minister')).toHaveCount(0);
  await expect(inserted(amira)).toHaveText('eternity');
  await expect(removed(amira)).toHaveText('hour');
  await expect(card(amira, 'eternity')).not.toContainText('has changed here since');
  // The card that is left has the focus.
  await amira.keyboard.press('a');
  await expect(card(amira, 'eternity')).toHaveCount(0);
  for (const page of [amira, tomas, nora])
    await expect(textOf(page, 'Headline')).toHaveText('The minister spoke for an eternity');
  await expect.poll(() => storedText(amira, id)).toContain('The minister spoke for an eternity');

  await amira.getByRole('button', { name: 'Undo' }).last().click();
  await expect(textOf(amira, 'Headline').locator('del')).toHaveText(['mayor', 'hour']);
  // Each of the two goes on with their own.
  await caretBehind(tomas, 'Headline', 'eternity');
  await tomas.keyboard.type(' or two');
  await expect(card(amira, 'eternity or two')).toHaveCount(1);
  await expect(card(amira, 'minister')).toHaveCount(1);
});

test('a headline that is suggested offline is sent on return, once, and gone on with after a reload', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Headline', headline);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  await expect.poll(() => wordsOf(textOf(tomas, 'Headline'))).toEqual([headline]);
  await tomas.context().setOffline(true);
  await caretBehind(tomas, 'Headline', 'hour');
  await tomas.keyboard.type(' or two');
  await expect(card(tomas, 'or two')).toContainText('not sent yet');
  await expect(card(amira, 'or two')).toHaveCount(0);
  await tomas.context().setOffline(false);
  await tomas.reload();
  await expect(card(amira, 'or two')).toHaveCount(1);
  await expect(inserted(tomas)).toHaveText(/or two/);
  await caretBehind(tomas, 'Headline', 'two');
  await tomas.keyboard.type(' hours');
  await expect(card(amira, 'or two hours')).toHaveCount(1);
  await expect(card(amira, 'Tomás')).toHaveCount(1);
});

test('on a phone a suggested headline is seen in its place and decided on in the list', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  await write(amira, 'Headline', headline);
  await saved(amira);
  const tomas = await openAs('tomas', `/desk/articles/${id}`);
  await suggest(tomas);
  await selectWord(tomas, 'Headline', 'hour');
  await tomas.keyboard.type('eternity');
  await amira.setViewportSize({ width: 390, height: 800 });
  await expect(inserted(amira)).toHaveText('eternity');
  await inserted(amira).click();
  await card(amira, 'eternity').getByRole('button', { name: 'Accept' }).click();
  await expect(card(amira, 'eternity')).toHaveCount(0);
  await expect.poll(() => storedText(amira, id)).toContain('The mayor spoke for an eternity');
});
