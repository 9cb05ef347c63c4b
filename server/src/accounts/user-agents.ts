// What a browser says of itself, in words that people know: "Firefox" and "Windows".
import { cleanName } from '@galley/shared/text/characters.ts';
import Bowser from 'bowser';

/** The names of browser and system; null for what is not said or not known. */
export function readUserAgent(userAgent: string | null): { browser: string | null; system: string | null } {
  // Whatever a client sends is stored; only so much of it is read.
  const text = cleanName(userAgent ?? '').slice(0, 400);
  if (text === '') return { browser: null, system: null };
  const { browser, os } = Bowser.parse(text);
  return { browser: named(browser.name), system: named(os.name) };
}

function named(name: string | undefined): string | null {
  return name ? name.slice(0, 40) : null;
}
