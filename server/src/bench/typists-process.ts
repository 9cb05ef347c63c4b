// Others who type into a measured document, in a process of their own: what they take is not to be the page's.
import { type Address, openProvider } from './clients.ts';
import { paragraphTexts } from './texts.ts';
import type { FromTypists, ToTypists } from './typists.ts';

const { ADDRESSES = '[]', EVERY_MS = '0', PARAGRAPHS = '[]' } = process.env;
const everyMs = Number(EVERY_MS);
const paragraphs = JSON.parse(PARAGRAPHS) as number[];

const clients = await Promise.all(
  (JSON.parse(ADDRESSES) as Address[]).map(({ url, document, headers }) =>
    openProvider(url, document, headers),
  ),
);
const typists = clients.map(({ doc, showCaret }, index) => {
  const text = paragraphTexts(doc)[paragraphs[index] ?? 0];
  if (!text) throw new Error('The article has too few paragraphs.');
  let typed = 0;
  return () => {
    // Words of five letters in the middle of the paragraph, where lines wrap anew behind them.
    const at = Math.min(100 + typed, text.length);
    text.insert(at, typed % 6 === 5 ? ' ' : 'e');
    showCaret(text, at + 1);
    typed += 1;
  };
});

let timers: NodeJS.Timeout[] = [];
process.on('message', (message: ToTypists) => {
  for (const timer of timers) clearTimeout(timer);
  if (message === 'type')
    // They are spread evenly over the pause between two keystrokes.
    timers = typists.map((type, index) =>
      setTimeout(
        () => {
          timers[index] = setInterval(type, everyMs);
        },
        (everyMs * index) / typists.length,
      ),
    );
});
process.on('disconnect', () => process.exit());
const ready: FromTypists = 'ready';
process.send?.(ready);
