// A whole review: an editor, two reviewers, one of them offline for a part of it, and an admin bring an article from its
// first words to the public page.
import type { Page } from '@playwright/test';
import {
  actOn,
  caretBehind,
  chip,
  comment,
  goOffline,
  inserted,
  marked,
  openPublishing,
  publishingPanel,
  removed,
  selectWord,
  statusOf,
  story,
  suggest,
  suggestionCard,
  textOf,
  threadCard,
  write,
} from './article.ts';
import { changePerson, expect, test } from './desk.ts';

const opening = 'The ferries return to the harbour at dawn.';
const news = `Crews had waited for nine days. Ask the pilots. ${'So they set out one by one, slowly and in good order. '.repeat(7)}`;
const sections = ['Introduction', 'News', 'Outlook', 'Support', 'Summary'];

/** What people have said about an article and suggested for it, as the server has it. */
async function storedReview(page: Page, id: string) {
  const read = async (what: string) => (await page.request.get(`/api/articles/${id}/${what}`)).json();
  const threads = (await read('threads')) as { id: string; comments: { body: string }[] }[];
  const suggestions = (await read('suggestions')) as { id: string; state: string }[];
  return {
    ids: [...threads, ...suggestions].map((one) => one.id),
    comments: threads.map((thread) => thread.comments.map(({ body }) => body)),
    states: suggestions.map(({ state }) => state),
  };
}

test('an editor, two reviewers and an admin bring an article through its review, one of them offline on the way', async ({
  openAs,
  newArticle,
  server,
  browser,
}) => {
  test.slow();
  const id = await newArticle('amira');
  const path = `/desk/articles/${id}`;
  const nora = await openAs('nora', path);
  const amira = await openAs('amira', path);

  try {
    await changePerson(nora, 'Grace Okafor', { role: 'reviewer' });

    // Amira writes.
    await write(amira, 'Headline', 'Ferries return to the harbour');
    await write(amira, 'Introduction', opening);
    await textOf(amira, 'News').click();
    await amira.keyboard.insertText(news);
    await textOf(amira, 'Summary').click();
    await amira.keyboard.type('The harbour is open');
    for (const point of ['Three ships came', 'More will follow']) {
      await amira.keyboard.press('Enter');
      await amira.keyboard.type(point);
    }
    await expect(textOf(amira, 'Summary').getByRole('listitem')).toHaveCount(3);
    await expect(statusOf(amira)).toHaveText('Saved');

    // Tomás comments on a word, and suggests to strike another one.
    const tomas = await openAs('tomas', path);
    await selectWord(tomas, 'Introduction', 'dawn');
    await tomas.getByRole('button', { name: 'Comment', exact: true }).click();
    await comment(tomas, 'Which time zone?');
    await expect(threadCard(amira, 'Which time zone?')).toBeVisible();
    await expect(marked(amira)).toHaveText(['dawn']);
    await suggest(tomas);
    await selectWord(tomas, 'Introduction', 'harbour');
    await tomas.keyboard.press('Delete');
    await expect(removed(amira)).toHaveText([/harbour/]);

    // Grace loses her connection, comments and suggests all the same, while Amira writes on.
    const grace = await openAs('grace', path);
    await expect(textOf(grace, 'Introduction')).toContainText(opening);
    await expect(threadCard(grace, 'Which time zone?')).toBeVisible();
    await goOffline(grace);
    await selectWord(grace, 'News', 'pilots');
    await grace.getByRole('button', { name: 'Comment', exact: true }).click();
    await comment(grace, 'All of them?');
    await expect(threadCard(grace, 'All of them?')).toContainText('not sent yet');
    await suggest(grace);
    await caretBehind(grace, 'Introduction', 'ferries');
    await grace.keyboard.type(' slowly');
    await expect(suggestionCard(grace, 'slowly')).toContainText('not sent yet');
    await write(amira, 'Outlook', 'More boats follow in May.');
    await expect(statusOf(amira)).toHaveText('Saved');
    await expect(threadCard(amira, 'All of them?')).toHaveCount(0);
    await expect(suggestionCard(amira, 'slowly')).toHaveCount(0);
    await expect(textOf(grace, 'Outlook')).not.toContainText('More boats');

    // She is back, and everything is there once.
    await grace.context().setOffline(false);
    await expect(textOf(grace, 'Outlook')).toContainText('More boats follow in May.');
    await expect(threadCard(amira, 'All of them?')).toHaveCount(1);
    await expect(suggestionCard(amira, 'slowly')).toHaveCount(1);
    await expect(marked(amira)).toHaveText(['dawn', 'pilots']);
    await expect(inserted(amira)).toHaveText([/slowly/]);
    await expect(grace.getByText('not sent yet')).toHaveCount(0);
    await expect(statusOf(grace)).toHaveText('Saved');
    await expect(threadCard(grace, 'All of them?')).toHaveCount(1);
    await expect(suggestionCard(grace, 'slowly')).toHaveCount(1);
    const sent = await storedReview(amira, id);
    expect(sent.comments).toEqual([['Which time zone?'], ['All of them?']]);
    expect(sent.states).toEqual(['open', 'open']);

    // Amira answers Tomás and is done with his comment; hers stays open. She takes Grace's word and leaves Tomás' where it is.
    await threadCard(amira, 'Which time zone?').click();
    await amira.getByRole('textbox', { name: 'Reply' }).fill('Local time.');
    await amira.keyboard.press('Control+Enter');
    await expect(threadCard(tomas, 'Which time zone?')).toContainText('Local time.');
    await threadCard(amira, 'Local time.').getByRole('button', { name: 'Mark as resolved' }).click();
    for (const page of [tomas, grace]) await expect(marked(page)).toHaveText(['pilots']);
    await suggestionCard(amira, 'slowly').getByRole('button', { name: 'Accept' }).click();
    await expect(suggestionCard(amira, 'slowly')).toHaveCount(0);
    await suggestionCard(amira, 'harbour').getByRole('button', { name: 'Reject' }).click();
    await expect(suggestionCard(amira, 'harbour')).toHaveCount(0);
    const accepted = 'The ferries slowly return to the harbour at dawn.';
    for (const page of [amira, tomas, grace, nora]) {
      await expect(textOf(page, 'Introduction')).toHaveText(accepted);
      await expect(inserted(page)).toHaveCount(0);
      await expect(removed(page)).toHaveCount(0);
    }

    // Nora sees what is missing.
    await openPublishing(nora);
    const panel = publishingPanel(nora);
    const unapproved = panel.getByRole('listitem').filter({ hasText: 'Needs approval' });
    await expect(unapproved).toHaveCount(sections.length);

    // All is ready but the news, which Tomás returns. Amira reads why, and mends it.
    for (const section of sections) {
      await actOn(amira, section, 'Mark as ready for review');
      await expect(chip(tomas, section)).toContainText('Ready for review');
    }
    await actOn(tomas, 'News', 'Return with a note');
    await tomas.getByRole('dialog').getByRole('textbox').fill('It was eight days.');
    await tomas.getByRole('dialog').getByRole('button', { name: 'Return' }).click();
    await expect(chip(amira, 'News')).toContainText('Open');
    await chip(amira, 'News').click();
    await expect(amira.getByRole('menu')).toContainText('Tomás Silva returned it: “It was eight days.”');
    await amira.keyboard.press('Escape');
    await expect(amira.getByRole('menu')).toHaveCount(0);
    await selectWord(amira, 'News', 'nine');
    await amira.keyboard.type('eight');
    await expect(textOf(amira, 'News')).toContainText('waited for eight days');
    await expect(statusOf(amira)).toHaveText('Saved');
    await actOn(amira, 'News', 'Mark as ready for review');

    // The reviewers approve what they read; the seals show at everybody.
    for (const [index, section] of sections.entries()) {
      const reviewer = index % 2 === 0 ? grace : tomas;
      if (section === 'News') await expect(textOf(reviewer, 'News')).toContainText('waited for eight days');
      await expect(chip(reviewer, section)).toContainText('Ready for review');
      await actOn(reviewer, section, 'Approve this text');
      await expect(chip(amira, section)).toContainText('Approved');
    }
    for (const page of [amira, tomas, grace, nora]) {
      await expect(page.getByText('It is sealed until someone reopens it.')).toHaveCount(sections.length);
      await expect(textOf(page, 'News')).toHaveAttribute('contenteditable', 'false');
    }

    // Nora gives it an address and publishes.
    await expect(unapproved).toHaveCount(0);
    await expect(panel).toContainText('1 thing is missing');
    await panel.getByRole('button', { name: 'Generate from headline' }).click();
    await expect(panel).toContainText('Ready to publish');
    await panel.getByRole('button', { name: 'Publish …' }).click();
    await nora.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(panel).toContainText('Public as revision 1');
    const address = `/articles/${await panel.getByLabel('URL slug', { exact: true }).inputValue()}`;

    // Nothing of the review was lost or doubled, and one comment still stands in the text at the desk.
    const review = await storedReview(nora, id);
    expect(review.comments).toEqual([['Which time zone?', 'Local time.'], ['All of them?']]);
    expect(review.states.toSorted()).toEqual(['accepted', 'rejected']);
    await expect(marked(amira)).toHaveText(['pilots']);

    // Readers get the accepted words and find nothing of how they came about.
    const visitor = await browser.newContext({ baseURL: server.url, locale: 'en-US' });
    const readers = await visitor.newPage();
    await readers.goto(address);
    await expect(story(readers).getByRole('heading', { level: 1 })).toHaveText(
      'Ferries return to the harbour',
    );
    for (const words of [accepted, 'waited for eight days. Ask the pilots.', 'More boats follow in May.'])
      await expect(story(readers)).toContainText(words);
    const html = await readers.content();
    const said = [...review.comments.flat(), 'It was eight days.', 'Silva', 'Okafor'];
    const marks = ['data-anchor', 'galley-thread', 'galley-suggestion', '<ins', '<del', '<mark'];
    for (const trace of [...said, ...marks, ...review.ids]) expect(html).not.toContain(trace);
    await visitor.close();
  } finally {
    await changePerson(nora, 'Grace Okafor', { role: 'viewer' });
  }
});
