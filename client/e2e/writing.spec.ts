// Writing as in one text: undo, selections over sections, blocks that move, pasting, pictures, tables and the rest of the
// tools.
import type { Locator, Page } from '@playwright/test';
import { copied, paste } from './clipboard.ts';
import { expect, test } from './desk.ts';

const text = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });
const blocks = (page: Page, label: string) => text(page, label).locator('> *');
const undo = (page: Page) => page.keyboard.press('ControlOrMeta+z');

async function write(page: Page, label: string, words: string): Promise<void> {
  await text(page, label).click();
  await page.keyboard.type(words);
}

async function dropFile(
  target: Locator,
  file: { name: string; type: string; bytes: number[] },
): Promise<void> {
  await target.evaluate((element, { name, type, bytes }) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
    const { left, top } = element.getBoundingClientRect();
    const place = { clientX: left + 20, clientY: top + 8 };
    element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, ...place }));
  }, file);
}

const picture = [
  ...Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
];

test('undo takes back words, not letters, and a deletion without the typing before it', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  const news = text(page, 'News');
  await write(page, 'News', 'alpha beta gamma');
  await undo(page);
  await expect(news).toHaveText('alpha beta ');
  await undo(page);
  await expect(news).toHaveText('alpha ');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(news).toHaveText('alpha beta ');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await undo(page);
  await expect(news).toHaveText('alpha beta ');
  await page.keyboard.type('again');
  await expect(news).toHaveText('alpha beta again');
});

test('undo goes to the section that it changes, and the caret of somebody else stays where it is', async ({
  openAs,
  newArticle,
}) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await write(amira, 'Introduction', 'one two');
  await write(amira, 'Outlook', 'three');
  await write(jonas, 'Introduction', 'Here: ');
  await amira.keyboard.press('ControlOrMeta+z');
  await expect(text(amira, 'Outlook')).toBeFocused();
  await amira.keyboard.press('ControlOrMeta+z');
  await expect(text(amira, 'Introduction')).toBeFocused();
  await expect(text(amira, 'Introduction')).toContainText('one ');
  await amira.keyboard.type('five');
  await expect(text(jonas, 'Introduction')).toContainText('one five');
  await expect(text(jonas, 'Introduction')).toContainText('Here: ');
});

test('arrow keys keep their column over a region boundary, and page and article keys walk over all sections', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', 'abcdefghijklmnopqrstuvwxyz');
  await write(page, 'Introduction', 'abcdefghijklmnopqrstuvwxyz');
  for (let step = 0; step < 16; step++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('!');
  await expect(text(page, 'News')).toHaveText('abcdefghij!klmnopqrstuvwxyz');
  await page.keyboard.press('ControlOrMeta+End');
  await expect(text(page, 'Summary')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(text(page, 'Headline')).toBeFocused();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(text(page, 'Summary')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(text(page, 'Support')).toBeFocused();
});

test('at a section’s start Backspace makes a heading a paragraph first and never joins sections', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Introduction', 'Before');
  await write(page, 'News', '## Title');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await expect(text(page, 'News').locator('p')).toHaveText('Title');
  await page.keyboard.press('Backspace');
  await expect(text(page, 'Introduction')).toBeFocused();
  await expect(text(page, 'Introduction')).toHaveText('Before');
  await expect(text(page, 'News')).toHaveText('Title');
});

test('a selection that is dragged over sections takes whole blocks and can be formatted, copied, cut and pasted', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Introduction', 'First words.');
  await write(page, 'News', 'Second words.');
  const from = await text(page, 'Introduction').boundingBox();
  const to = await text(page, 'News').boundingBox();
  if (!from || !to) throw new Error('The sections are not on the page.');
  await page.mouse.move(from.x + 40, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + 12, { steps: 8 });
  await page.mouse.up();
  await expect(page.getByText('4 words selected')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+b');
  await expect(text(page, 'Introduction').locator('strong')).toHaveText('First words.');
  await expect(text(page, 'News').locator('strong')).toHaveText('Second words.');
  expect(await copied(page, 'text/plain')).toBe('First words.\n\nSecond words.');
  await page.keyboard.press('Delete');
  await expect(text(page, 'Introduction')).toHaveText('');
  await expect(text(page, 'News')).toHaveText('');
  await undo(page);
  await expect(text(page, 'News').locator('strong')).toHaveText('Second words.');
  await undo(page);
  await expect(text(page, 'News').locator('strong')).toHaveCount(0);
  await expect(text(page, 'News')).toHaveText('Second words.');
});

test('typing replaces a selection over sections', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Introduction', 'First words.');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await write(page, 'News', 'Second words.');
  await text(page, 'Introduction').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.type('New');
  await expect(text(page, 'Introduction')).toHaveText('New');
  await expect(text(page, 'News')).toHaveText('');
});

test('select-all takes first the section, empty or not, and then the article', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Introduction', 'First section');
  await write(page, 'Outlook', 'Third section');
  await text(page, 'News').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(text(page, 'Introduction')).toHaveText('First section');
  await expect(text(page, 'Outlook')).toHaveText('Third section');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('So');
  await expect(text(page, 'News')).toHaveText('So');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await expect(text(page, 'Introduction')).toHaveText('First section');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await expect(text(page, 'Introduction')).toHaveText('');
  await expect(text(page, 'Outlook')).toHaveText('');
  await undo(page);
  await expect(text(page, 'Introduction')).toHaveText('First section');
  await expect(text(page, 'Outlook')).toHaveText('Third section');
});

test('a text that is pasted over the whole article has its title and its blocks', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Headline', 'Old title');
  await write(page, 'News', 'Old text.');
  const pasteOverAll = async (data: Record<string, string>) => {
    await text(page, 'Headline').click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+a');
    await paste(page, data);
  };
  await pasteOverAll({ 'text/html': '<h1>Harbor opens</h1><p>Ships came in.</p><p>Crews had waited.</p>' });
  await expect(text(page, 'Headline')).toHaveText('Harbor opens');
  await expect(blocks(page, 'Introduction')).toHaveText(['Ships came in.', 'Crews had waited.']);
  await expect(text(page, 'News')).toHaveText('');
  await page.keyboard.type(' Long.');
  await expect(blocks(page, 'Introduction').last()).toHaveText('Crews had waited. Long.');
  for (let step = 0; step < 3; step++) await undo(page);
  await expect(text(page, 'Headline')).toHaveText('Old title');
  await expect(text(page, 'News')).toHaveText('Old text.');
  await pasteOverAll({ 'text/plain': 'Ships came in.\n\nCrews had waited.' });
  await expect(text(page, 'Headline')).toHaveText('');
  await expect(blocks(page, 'Introduction')).toHaveText(['Ships came in.', 'Crews had waited.']);
});

test('a block is dragged by its handle into another section and turned into what that allows', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', '## Title');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Text');
  await text(page, 'News').locator('h2').hover();
  await page.getByRole('button', { name: 'Block menu' }).last().dragTo(text(page, 'Introduction'));
  await expect(blocks(page, 'Introduction')).toHaveText(['Title']);
  await expect(text(page, 'Introduction').locator('strong')).toHaveText('Title');
  await expect(blocks(page, 'News')).toHaveText(['Text']);
  await undo(page);
  await expect(text(page, 'News').locator('h2')).toHaveText('Title');
  await expect(text(page, 'Introduction')).toHaveText('');
});

test('the block menu works by keyboard: moving, duplicating, turning into, deleting', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', 'One');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Two');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(blocks(page, 'News')).toHaveText(['Two', 'One']);
  await page.keyboard.press('ControlOrMeta+d');
  await expect(blocks(page, 'News')).toHaveText(['Two', 'Two', 'One']);
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByRole('menuitem', { name: 'Move up' })).toBeFocused();
  await page.getByRole('menuitem', { name: 'Bullet list' }).press('Enter');
  await expect(text(page, 'News').locator('li')).toHaveText(['Two']);
  await expect(text(page, 'News')).toBeFocused();
  await undo(page);
  await expect(blocks(page, 'News')).toHaveText(['Two', 'Two', 'One']);
  await page.keyboard.press('Alt+Enter');
  await page.getByRole('menuitem', { name: 'Delete block' }).press('Enter');
  await expect(blocks(page, 'News')).toHaveText(['Two', 'One']);
  await page.keyboard.press('ControlOrMeta+Home');
  await text(page, 'News').locator('p').first().click();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(blocks(page, 'Introduction')).toHaveText(['Two']);
  await expect(text(page, 'Introduction')).toBeFocused();
});

test('a numbered list counts in letters and goes on with the list before it, by keyboard', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', '1. one');
  for (const key of ['Enter', 'two', 'Enter', 'Enter', 'Between', 'Enter', '1. three'])
    await (key === 'Enter' ? page.keyboard.press(key) : page.keyboard.type(key));
  const last = text(page, 'News').locator('ol').last();
  await expect(last).toHaveText('three');
  const choose = async (name: string) => {
    await page.keyboard.press('Alt+Enter');
    await page.getByRole('menuitem', { name: 'Numbering' }).press('ArrowRight');
    await page.getByRole('menuitem', { name, exact: true }).press('Enter');
    await expect(text(page, 'News')).toBeFocused();
  };
  await choose('a, b, c');
  await choose('Go on with c');
  await expect(last).toHaveAttribute('type', 'a');
  await expect(last).toHaveAttribute('start', '3');
  await page.reload();
  await expect(last).toHaveAttribute('type', 'a');
});

test('selected text that is dragged into another section moves there', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'Outlook', 'Later.');
  await write(page, 'News', 'moving');
  await page.keyboard.press('Shift+Home');
  const from = await text(page, 'News').boundingBox();
  const to = await text(page, 'Outlook').boundingBox();
  if (!from || !to) throw new Error('The sections are not on the page.');
  await page.mouse.move(from.x + 20, from.y + 14);
  await page.mouse.down();
  await page.mouse.move(to.x + 4, to.y + 14, { steps: 8 });
  await page.mouse.up();
  await expect(text(page, 'Outlook')).toContainText('moving');
  await expect(text(page, 'News')).toHaveText('');
  await undo(page);
  await expect(text(page, 'News')).toHaveText('moving');
  await expect(text(page, 'Outlook')).toHaveText('Later.');
});

test('pasted lines become one headline', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await text(page, 'Headline').click();
  await paste(page, { 'text/plain': 'Harbor opens\nafter nine days' });
  await expect(text(page, 'Headline')).toHaveText('Harbor opens after nine days');
  await expect(blocks(page, 'Headline')).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+a');
  await paste(page, { 'text/html': '<h1>New <b>headline</b></h1>', 'text/plain': 'New headline' });
  await expect(text(page, 'Headline')).toHaveText('New headline');
});

test('pasted text from elsewhere keeps its form and loses its styles', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await text(page, 'News').click();
  const html = `<html><body><b style="font-weight:normal"><h1 style="color:red">Title</h1><p class="MsoNormal">Some
    <span style="font-weight:700;color:blue">bold</span> <u>words</u> <mark>here</mark></p><ol><li>One</li></ol></b></body></html>`;
  await paste(page, { 'text/html': html, 'text/plain': 'Title' });
  await expect(text(page, 'News').locator('h2')).toHaveText('Title');
  await expect(text(page, 'News').locator('strong')).toHaveText('bold');
  await expect(text(page, 'News').locator('ol li')).toHaveText('One');
  await expect(text(page, 'News').locator('[style], u, mark')).toHaveCount(0);
});

test('an address pasted on a selection makes it a link, which says where it leads', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', 'our report');
  await page.keyboard.press('ControlOrMeta+a');
  await paste(page, { 'text/plain': 'https://example.org/report' });
  const link = text(page, 'News').locator('a');
  await expect(link).toHaveText('our report');
  await expect(link).toHaveAttribute('href', 'https://example.org/report');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(' today');
  await expect(link).toHaveText('our report');
  for (let step = 0; step < 7; step++) await page.keyboard.press('ArrowLeft');
  const card = page.getByRole('toolbar', { name: 'Formatting of the selection' });
  await expect(card).toContainText('https://example.org/report');
  await card.getByRole('button', { name: 'Remove link' }).click();
  await expect(link).toHaveCount(0);
  await expect(text(page, 'News')).toHaveText('our report today');
});

test('an address pasted on an empty line is embedded, and undo makes it a link', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await text(page, 'News').click();
  await paste(page, { 'text/plain': 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' });
  await expect(text(page, 'News').getByText('YouTube', { exact: true })).toBeVisible();
  await expect(text(page, 'News').locator('iframe')).toHaveCount(0);
  await page.keyboard.type('Behind it.');
  await expect(blocks(page, 'News').last()).toHaveText('Behind it.');
  await undo(page);
  await undo(page);
  await undo(page);
  await expect(text(page, 'News').locator('a')).toHaveText('https://www.youtube.com/watch?v=dQw4w9WgXcQ');
});

test('pictures are uploaded by drop; a file of another type or size says why it is not taken', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', 'Before');
  await dropFile(text(page, 'News'), { name: 'harbor.png', type: 'image/png', bytes: picture });
  await expect(text(page, 'News').locator('figure img')).toBeVisible();
  await text(page, 'News').getByRole('group', { name: 'Caption' }).click();
  await page.keyboard.type('The harbor at dawn');
  await expect(blocks(page, 'News').first()).toHaveText('Before');
  await dropFile(text(page, 'News'), { name: 'notes.pdf', type: 'application/pdf', bytes: [1, 2, 3] });
  await expect(page.getByText('notes.pdf can’t be used')).toBeVisible();
  await dropFile(text(page, 'News'), { name: 'broken.png', type: 'image/png', bytes: [1, 2, 3] });
  await expect(page.getByText('This kind of file is not supported.')).toBeVisible();
  await dropFile(text(page, 'Support'), { name: 'harbor.png', type: 'image/png', bytes: picture });
  await expect(page.getByText('This section doesn’t allow images.')).toBeVisible();
  await expect(page.locator('figure')).toHaveCount(1);
  await page.reload();
  await expect(text(page, 'News').getByRole('group', { name: 'Caption' })).toContainText(
    'The harbor at dawn',
  );
});

test('a picture on its way shows how far it has got and can be called off', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await page.route('**/api/media?*', () => {
    // Never answered: the upload stays on its way.
  });
  await write(page, 'News', 'Before');
  await dropFile(text(page, 'News'), { name: 'harbor.png', type: 'image/png', bytes: picture });
  await expect(page.getByText('Uploading harbor.png')).toBeVisible();
  await expect(text(page, 'News').getByRole('progressbar')).toBeVisible();
  await text(page, 'News').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Uploading harbor.png')).toHaveCount(0);
  await expect(page.locator('figure')).toHaveCount(0);
});

test('tables grow and shrink by rows and columns, with a header row or without', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', '/table');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ship');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Tons');
  const rows = text(page, 'News').locator('tr');
  await expect(rows).toHaveCount(3);
  await expect(text(page, 'News').locator('th')).toHaveText(['Ship', 'Tons', '']);
  const tableMenu = async (item: string) => {
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByRole(/^First/.test(item) ? 'menuitemcheckbox' : 'menuitem', { name: item }).click();
  };
  await tableMenu('Insert row below');
  await expect(rows).toHaveCount(4);
  await tableMenu('Delete column');
  await expect(text(page, 'News').locator('th')).toHaveText(['Ship', '']);
  await tableMenu('First row is a header');
  await expect(text(page, 'News').locator('th')).toHaveCount(0);
  await tableMenu('Delete table');
  await expect(text(page, 'News').locator('table')).toHaveCount(0);
});

test('a quote has a source, and an editor’s note shows what it says', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', '> We waited');
  await page.getByRole('button', { name: 'Source of the quote' }).click();
  await page.getByLabel('Who said or wrote it').fill('A captain');
  await page.keyboard.press('Enter');
  await expect(text(page, 'News').locator('blockquote')).toHaveAttribute('data-source', 'A captain');
  await text(page, 'News')
    .locator('blockquote p')
    .dblclick({ position: { x: 45, y: 12 } });
  await page
    .getByRole('toolbar', { name: 'Formatting of the selection' })
    .getByRole('button', { name: 'Editor’s note' })
    .click();
  await page.getByLabel('Note', { exact: true }).fill('Check with the harbor master');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(text(page, 'News').locator('[data-note]')).toHaveText('waited');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('toolbar', { name: 'Formatting of the selection' })).toContainText(
    'Check with the harbor master',
  );
});

test('quotes stay as they are typed in code, and single ones are apostrophes in words', async ({
  openAs,
  newArticle,
}) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', `It's the '90s: 'so' she said ("'why'")`);
  await expect(text(page, 'News')).toHaveText('It’s the ’90s: ‘so’ she said (“‘why’”)');
  await page.keyboard.press('Enter');
  await page.keyboard.type('``` let a = \'b\' -- "c"...');
  await expect(text(page, 'News').locator('pre')).toHaveText(`let a = 'b' -- "c"...`);
});

test('finding takes typographic signs for plain ones', async ({ openAs, newArticle }) => {
  const page = await openAs('amira', `/desk/articles/${await newArticle()}`);
  await write(page, 'News', `It's "so"`);
  await page.keyboard.press('ControlOrMeta+h');
  await page.getByLabel('Find', { exact: true }).fill(`it's "so"`);
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await page.getByLabel('Find', { exact: true }).fill('(\\w+)’s');
  await page.getByLabel('Replace with').fill('$1 is');
  await page.getByRole('button', { name: 'Replace all' }).click();
  await expect(text(page, 'News')).toHaveText('It is “so”');
});

test('composing text beside somebody who types loses nothing of either', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const amira = await openAs('amira', `/desk/articles/${id}`);
  const jonas = await openAs('jonas', `/desk/articles/${id}`);
  await write(amira, 'News', 'Tokyo: ');
  await expect(text(jonas, 'News')).toContainText('Tokyo:');
  await write(jonas, 'News', '');
  await jonas.keyboard.press('ControlOrMeta+a');
  await jonas.keyboard.press('ArrowLeft');
  const ime = await amira.context().newCDPSession(amira);
  const compose = (words: string) =>
    ime.send('Input.imeSetComposition', {
      text: words,
      selectionStart: words.length,
      selectionEnd: words.length,
    });
  // Without the flag at the other one's caret.
  const words = () =>
    text(amira, 'News').evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement;
      for (const caret of copy.querySelectorAll('[class*=caret]')) caret.remove();
      return copy.textContent;
    });
  await compose('と');
  await jonas.keyboard.type('From ');
  await expect.poll(words).toBe('From Tokyo: と');
  await compose('とう');
  await jonas.keyboard.type('old ');
  await expect.poll(words).toBe('From old Tokyo: とう');
  await compose('とうきょう');
  await ime.send('Input.insertText', { text: '東京' });
  await expect.poll(words).toBe('From old Tokyo: 東京');
  await amira.keyboard.type(' again');
  await expect(text(jonas, 'News')).toContainText('From old Tokyo: 東京 again');
});

test('a long article mounts editors as they come into view; search, select-all and keys reach the rest', async ({
  openAs,
}) => {
  const page = await openAs('amira');
  const words = 'The harbor opens again after nine days of waiting. '.repeat(28);
  const sections = Array.from({ length: 40 }, (_, index) => ({
    id: `longsection${index}`,
    kind: 'free',
    title: `Part ${index + 1}`,
    blocks: [{ type: 'paragraph', content: [{ type: 'text', text: `${words}End of ${index + 1}.` }] }],
  }));
  const response = await page.request.post('/api/articles', {
    headers: { origin: new URL(page.url()).origin },
    data: {
      template: 'news',
      language: 'en',
      content: {
        headline: 'A long article',
        dek: '',
        lead: { media: '', alt: '', caption: '', credit: '' },
        sections,
      },
    },
  });
  const { id } = (await response.json()) as { id: string };
  await page.goto(`/desk/articles/${id}`);
  const editors = page.locator('.ProseMirror');
  await expect(text(page, 'Part 1')).toHaveAttribute('contenteditable', 'true');
  expect(await editors.count()).toBeLessThan(20);
  await expect(page.getByRole('region', { name: 'Part 40', exact: true })).toContainText('End of 40.');
  await page.keyboard.press('ControlOrMeta+f');
  await page.getByLabel('Find', { exact: true }).fill('End of 31.');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(text(page, 'Part 31').locator('.galley-found-current')).toBeInViewport();
  await page.keyboard.press('Escape');
  await page
    .getByRole('navigation', { name: 'Outline' })
    .getByRole('button', { name: /^Part 38/ })
    .click();
  await expect(text(page, 'Part 38')).toBeFocused();
  await expect(text(page, 'Part 38')).toBeInViewport();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+a');
  expect(await copied(page, 'text/plain')).toContain('End of 20.');
});
