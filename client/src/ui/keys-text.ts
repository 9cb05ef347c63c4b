// Keyboard shortcuts as people read them on their machine, in their language.
import i18next from 'i18next';

const mac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);

/** `Mod-Shift-b` as `Ctrl+Shift+B`, as `Strg+Umschalt+B` in German, or `⌘⇧B` on Apple's machines. */
export function keysText(keys: string, language: string = i18next.language): string {
  const names = language === 'de' ? german : english;
  const parts = keys.split('-').map((key) => {
    if (mac && key in apple) return apple[key];
    return names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  });
  return parts.join(mac ? '' : '+');
}

const apple: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' };
const english: Readonly<Record<string, string>> = { Mod: 'Ctrl' };
const german: Readonly<Record<string, string>> = {
  Mod: 'Strg',
  Shift: 'Umschalt',
  Delete: 'Entf',
  Home: 'Pos1',
  End: 'Ende',
  PageUp: 'Bild auf',
  PageDown: 'Bild ab',
  Escape: 'Esc',
  Backspace: 'Rücktaste',
};
