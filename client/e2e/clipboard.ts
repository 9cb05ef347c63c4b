// The clipboard in tests: what it holds is given and asked for, a text for each type.
import type { Page } from '@playwright/test';

/** Pastes what the clipboard would hold. */
export async function paste(page: Page, data: Record<string, string>): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    for (const [type, content] of Object.entries(pasted)) clipboardData.setData(type, content);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, data);
}

/** What copying puts on the clipboard. */
export async function copied(page: Page, type: 'text/plain' | 'text/html'): Promise<string> {
  return await page.evaluate((wanted) => {
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
    return clipboardData.getData(wanted);
  }, type);
}
