// What every page has to hold, in all themes and widths.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './desk.ts';

interface AccessibleOptions {
  /** Selectors of the parts to look at; the whole page without them. */
  within?: readonly string[];
  /** Only these rules of axe, such as `color-contrast` where nothing but the theme has changed. */
  rules?: string[];
}

/** Expects that axe finds nothing serious or critical. */
export async function expectAccessible(
  page: Page,
  { within = [], rules }: AccessibleOptions = {},
): Promise<void> {
  // Passes and undecided checks are not read, and describing them takes most of the time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'], preload: false });
  for (const selector of within) axe.include(selector);
  if (rules) axe.withRules(rules);
  const { violations } = await axe.analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious, page.url()).toEqual([]);
}

/** The same in the light and in the dark. Only colors differ there, so the dark is looked at for contrast alone. */
export async function expectAccessibleInBothThemes(page: Page, options?: AccessibleOptions): Promise<void> {
  await switchTheme(page, 'light');
  await expectAccessible(page, options);
  await switchTheme(page, 'dark');
  await expectAccessible(page, { ...options, rules: ['color-contrast'] });
  await switchTheme(page, 'light');
}

async function switchTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  // Some colors change by a transition, and in the middle of it no contrast is right.
  await page.evaluate(async () => {
    // The page's script follows the scheme by an event, so transitions may begin a frame later.
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(transitions.map((transition) => transition.finished));
  });
}

/** Expects that nothing is wider than the window, and that no control is cut off at its left, where nobody can scroll to. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { overflow, cutOff } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    cutOff: [...document.querySelectorAll('button, a, input, select, textarea')]
      .filter((control) => {
        const { left, right } = control.getBoundingClientRect();
        // What is out of the window as a whole is hidden on purpose, as the way past the head is until it has the focus; text
        // areas measure themselves by one that nobody sees.
        return left < -1 && right > 1 && control.checkVisibility({ visibilityProperty: true });
      })
      .map((control) => control.textContent || control.getAttribute('aria-label') || control.tagName),
  }));
  expect(overflow, page.url()).toBeLessThanOrEqual(0);
  expect(cutOff, page.url()).toEqual([]);
}
