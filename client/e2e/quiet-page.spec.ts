// What the page does with letters, one's own and others': they are the editors' affair, and React stays out of them.
import type { Page } from '@playwright/test';
import { saved, textOf, write } from './article.ts';
import { expect, test } from './desk.ts';

/** As much of React's own tree as is read here. */
interface Fiber {
  tag: number;
  flags: number;
  child: Fiber | null;
  sibling: Fiber | null;
  alternate: Fiber | null;
}

/** Counts in `rendered` of the page's window how often components render, as React tells its developer tools. */
async function countRendering(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const performedWork = 1;
    /** Functions, plain and with `forwardRef` or `memo`. */
    const components = [0, 11, 14, 15];
    const counts = { rendered: 0 };
    const visit = (fiber: Fiber) => {
      if (components.includes(fiber.tag) && fiber.flags & performedWork) counts.rendered += 1;
      // Below what was not rendered, the tree is still that of the commit before.
      if (fiber.child === fiber.alternate?.child) return;
      for (let child = fiber.child; child; child = child.sibling) visit(child);
    };
    Object.assign(window, {
      counts,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberRoot: (_id: number, root: { current: Fiber }) => visit(root.current),
        onPostCommitFiberRoot: () => {},
        onCommitFiberUnmount: () => {},
      },
    });
  });
}

const rendered = (page: Page): Promise<number> => page.evaluate('counts.rendered');

test('letters render hardly anything of the page', async ({ openAs, newArticle }) => {
  const id = await newArticle();
  const nora = await openAs('nora', `/desk/articles/${id}`);
  const amira = await openAs('amira', '/desk/');
  await countRendering(amira);
  await amira.goto(`/desk/articles/${id}`);
  await write(nora, 'News', 'Words ');
  await write(amira, 'Introduction', 'Words ');
  await saved(amira);
  const opening = await rendered(amira);
  expect(opening).toBeGreaterThan(500);

  const letters = 'abcdefghijklmnopqrstuvwxyz';
  await amira.keyboard.type(letters, { delay: 30 });
  await nora.keyboard.type(letters, { delay: 30 });
  await expect(textOf(amira, 'News')).toContainText(letters);
  await saved(amira);
  // What is said of saving changes twice with each letter of one's own, and sizes now and then.
  expect((await rendered(amira)) - opening).toBeLessThan(30 * letters.length);

  const tip = amira.getByRole('tooltip');
  await amira.getByRole('button', { name: 'Bold' }).hover();
  await expect(tip).toHaveText('Bold (Ctrl+B)');
  await amira.getByRole('button', { name: 'Italic' }).hover();
  await expect(tip).toHaveText('Italic (Ctrl+I)');
  await amira.keyboard.press('Shift');
  await expect(tip).toHaveCount(0);
});
