// Lines that a mail program or an agency broke at a column, put together again: decided paragraph by paragraph.

/** A line that is not empty, and the blanks that it began with. */
export interface FileLine {
  text: string;
  indent: number;
}

export interface Wraps {
  /** Whether the second line only goes on with the first one. */
  goesOn(first: FileLine, second: FileLine): boolean;
  /** The two lines as one. */
  joined(first: string, second: string): string;
}

/** What is known of the breaks in these paragraphs, each with its lines. */
export function wrapsIn(groups: readonly (readonly FileLine[])[]): Wraps {
  const text = groups.flat().map((line) => line.text);
  const width = wrapWidth(groups);
  const english = isEnglish(text);
  return {
    goesOn: (first, second) =>
      width !== null && isFull(first.text, second.text, width) && first.text.length <= maxWidth,
    joined: (first, second) => {
      const [, left = ''] = /(\p{L}+)-$/u.exec(first) ?? [];
      const [right = ''] = /^\p{L}+/u.exec(second) ?? [];
      if (left === '' || right === '' || conjunctions.has(right)) return `${first} ${second}`;
      const whole = `${left}-${right}`;
      const splits = !english && /^\p{Ll}/u.test(right) && /\p{Ll}$/u.test(left);
      return splits && !text.some((line) => line.includes(whole))
        ? first.slice(0, -1) + second
        : first + second;
    },
  };
}

/** Lines between these lengths may have been broken. */
const minWidth = 45;
const maxWidth = 100;

/** `Ein- und Ausgang`: behind these words the hyphen stands for a part that comes later. */
const conjunctions: ReadonlySet<string> = new Set(
  'und oder bzw beziehungsweise sowie bis noch als wie and or to nor'.split(' '),
);

/**
 * The column at which the lines were broken; null where each line is a paragraph. A line that breaks off within a
 * sentence shows it. A line that is one long word, such as an address, says nothing.
 */
function wrapWidth(groups: readonly (readonly FileLine[])[]): number | null {
  let width = 0;
  for (const group of groups) {
    const lines = group.map(({ text }) => text).filter((text) => text.includes(' '));
    const longest = Math.max(0, ...lines.map((text) => text.length));
    if (longest < minWidth || longest > maxWidth) continue;
    const broken = group.some((line, index) => {
      const next = group[index + 1];
      return next !== undefined && breaksOff(line.text, next.text) && isFull(line.text, next.text, longest);
    });
    if (broken) width = Math.max(width, longest);
  }
  return width === 0 ? null : width;
}

/** Whether a sentence obviously goes on in the next line. */
function breaksOff(line: string, next: string): boolean {
  if (line.length < minWidth || endsSentence(line)) return false;
  return /^["'„“(–—-]*\s*\p{Ll}/u.test(next) || (/\p{L}-$/u.test(line) && /^\p{L}/u.test(next));
}

export function endsSentence(text: string): boolean {
  return /[.!?:;…]["'”“’‘«»)\]]*$/u.test(text);
}

/** Whether the next line's first word had no room in this one. */
function isFull(line: string, next: string, width: number): boolean {
  // A dash goes to the next line with the word behind it.
  const [word = ''] = /^(?:[-–—]+ )?\S+/.exec(next) ?? [];
  return line.length >= minWidth * 0.6 && line.length + 1 + word.length > width;
}

function isEnglish(lines: readonly string[]): boolean {
  const text = ` ${lines.join(' ')} `;
  const count = (words: RegExp) => text.match(words)?.length ?? 0;
  return count(/ (?:the|and|of|was) /gi) > count(/ (?:der|die|das|und|ist|war) /gi);
}
