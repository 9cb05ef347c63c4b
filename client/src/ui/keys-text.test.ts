import { expect, test } from 'vitest';
import { keysText } from './keys-text.ts';

test('keys have the names that stand on the keyboards of the language', () => {
  expect(keysText('Mod-Shift-b', 'en')).toBe('Ctrl+Shift+B');
  expect(keysText('Mod-Shift-b', 'de')).toBe('Strg+Umschalt+B');
  expect(keysText('Alt-ArrowUp', 'en')).toBe('Alt+ArrowUp');
  expect(keysText('Delete', 'de')).toBe('Entf');
});
