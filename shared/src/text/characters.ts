// Which characters text may hold. What XML 1.0 forbids (and no keyboard writes) is taken out where text enters, and once
// more where it leaves: a single one of them makes a feed or a Word file unreadable as a whole.

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\p{Cs}]/u;
const everyUnwanted = new RegExp(unwanted, 'gu');
/** Vertical tab and form feed (a line and a page break in Word), line and paragraph separator, and other systems' line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
const otherLineBreaks = /\r\n?|[\u000b\u000c\u2028\u2029]/g;
const everyChange = new RegExp(`${otherLineBreaks.source}|${unwanted.source}`, 'gu');
/** Embeddings, overrides and isolates: they turn the text around a name that holds them. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g;
/** Soft hyphen, zero-width space, word joiner, byte order mark: places to break or not to break a line, no letters. */
const invisible = /[\u00ad\u200b\u2060\ufeff]/g;

/**
 * Whether text holds what no text may: control characters but for tab and line ends, U+FFFE, U+FFFF, half a surrogate
 * pair. XML 1.0, section 2.2, and the controls from U+007F to U+009F, which it discourages.
 */
export function holdsUnwanted(text: string): boolean {
  return unwanted.test(text);
}

/** The text, cleaned by `cleanText` only where it holds what no text may. */
export function writableText(text: string): string {
  return unwanted.test(text) ? cleanText(text) : text;
}

/**
 * Text as it may be kept: line breaks of all kinds are `\n`, controls from U+0080 to U+009F are the windows-1252
 * characters that they were meant to be, and everything else that `holdsUnwanted` finds is left out.
 */
export function cleanText(text: string): string {
  const lines = text.replace(otherLineBreaks, '\n');
  return unwanted.test(lines)
    ? lines.replace(everyUnwanted, (character) => windows1252[character] ?? '')
    : lines;
}

/** As `cleanText`, for what comes out of files: without byte order marks, which stand where files were joined. */
export function cleanFileText(text: string): string {
  return cleanText(text).replaceAll('\ufeff', '');
}

/** What `cleanText` would change about a text, from its end to its beginning: where, how much of it, and by what. */
export function unwantedIn(text: string): { at: number; length: number; by: string }[] {
  if (!unwanted.test(text) && text.search(otherLineBreaks) === -1) return [];
  return [...text.matchAll(everyChange)]
    .map(({ 0: found, index }) => ({ at: index, length: found.length, by: cleanText(found) }))
    .reverse();
}

/** As `cleanText`, on one line: line breaks and tabs are blanks. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/[\n\t]+/g, ' ');
}

/** As `cleanLine`, for names and titles: without marks that turn the direction of what stands around them, trimmed. */
export function cleanName(text: string): string {
  return cleanLine(text).replace(directions, '').replace(/ {2,}/g, ' ').trim();
}

/** The text without what shows nothing and splits no word: for counting, searching and comparing words. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}

/**
 * Plain data (objects, lists, texts) with each text in it cleaned, by `cleanText` unless another is given; keys stay as
 * they are. Data in which nothing is to be cleaned is given back as it is.
 */
export function cleanData<Data>(data: Data, clean: (text: string) => string = cleanText): Data {
  if (!someText(data, (text) => clean(text) !== text)) return data;
  const holder = { data };
  const waiting: object[] = [holder];
  // What JSON gives is as deep as its sender likes: no recursion.
  for (let within = waiting.pop(); within !== undefined; within = waiting.pop()) {
    for (const [key, value] of Object.entries(within)) {
      if (typeof value === 'object' && value !== null) {
        const copy = Array.isArray(value) ? [...value] : { ...value };
        put(within, key, copy);
        waiting.push(copy);
      } else if (typeof value === 'string') put(within, key, clean(value));
    }
  }
  return holder.data;
}

/** Whether a text somewhere in plain data is such a one; keys don't count. */
export function someText(data: unknown, test: (text: string) => boolean): boolean {
  const waiting = [data];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string' && test(value)) return true;
    if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) waiting.push(inner);
  }
  return false;
}

/** Also where the key is `__proto__`, which plain assignment takes for something else. */
function put(within: object, key: string, value: unknown): void {
  Object.defineProperty(within, key, { value, writable: true, enumerable: true, configurable: true });
}

/** The printable characters of windows-1252 at 0x80 to 0x9F, by the control of that number: see encoding.spec.whatwg.org. */
const windows1252: Record<string, string> = Object.fromEntries(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ']
    .map((character, index) => [String.fromCharCode(0x80 + index), character] as const)
    .filter(([control, character]) => control !== character),
);
