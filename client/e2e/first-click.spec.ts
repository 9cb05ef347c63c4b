// The first click into an article that has just been opened, on a slow machine: the caret stands where one clicked, and what
// is typed at once stands there.
import type { Page } from '@playwright/test';
import { saved, storedText, textOf } from './article.ts';
import { expect, test } from './desk.ts';

const sections = ['Introduction', 'News', 'Outlook', 'Summary'];
const paragraph = (section: string, number: number) =>
  `${section} number ${number} has enough words for more than one line of its paragraph, so that places in it are far apart.`;

/** Clicks behind a word as soon as it is to be seen, whether there is an editor around it yet or not. */
async function clickBehind(page: Page, words: string): Promise<void> {
  const place = await page.waitForFunction((wanted) => {
    const article = document.querySelector('article');
    const walker = article && document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker?.nextNode()) {
      const node = walker.currentNode;
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { top, bottom } = range.getBoundingClientRect();
      if (top < 150 || bottom > innerHeight - 50)
        node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = range.getBoundingClientRect();
      return { x: box.right, y: box.top + box.height / 2 };
    }
    return null;
  }, words);
  const { x, y } = (await place.jsonValue()) ?? { x: 0, y: 0 };
  await page.mouse.click(x, y);
}

test('the first click puts the caret where one clicked, however early', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const writer = await openAs('amira', `/desk/articles/${id}`);
  for (const section of sections) {
    await textOf(writer, section).click();
    for (const number of [1, 2]) {
      await writer.keyboard.insertText(paragraph(section, number));
      if (number === 1) await writer.keyboard.press('Enter');
    }
  }
  await textOf(writer, 'Headline').click();
  await writer.keyboard.insertText('Headline number 1 has a few words');
  await saved(writer);

  for (const [index, words] of [
    'Headline number 1',
    ...sections.map((name) => `${name} number 2`),
  ].entries()) {
    const page = await writer.context().newPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 5 });
    await page.goto(`/desk/articles/${id}`, { waitUntil: 'commit' });
    await clickBehind(page, words);
    await page.keyboard.type(`Q${index}`);
    await expect.poll(() => storedText(page, id)).toContain(`${words}Q${index}`);
    await page.close();
  }
});
