// Keyboard shortcuts as people read them on their machine.

const mac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);

/** `Mod-Shift-b` as `Ctrl+Shift+B`, or `⌘⇧B` on Apple's machines. */
export function keysText(keys: string): string {
  const parts = keys.split('-').map((key) => {
    if (key === 'Mod') return mac ? '⌘' : 'Ctrl';
    if (key === 'Alt') return mac ? '⌥' : 'Alt';
    if (key === 'Shift') return mac ? '⇧' : 'Shift';
    return key.length === 1 ? key.toUpperCase() : key;
  });
  return parts.join(mac ? '' : '+');
}
