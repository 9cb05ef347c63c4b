// Fields: what Word computes, with the instruction that it is computed from and the result that is seen. ISO/IEC 29500-1,
// 17.16.

/** What an instruction says of the result. */
export interface Field {
  /** Where its text leads to. */
  href: string | null;
  /** What is seen in place of a result. */
  display: string;
}

/** Reads an instruction such as `HYPERLINK "https://example.org" \l "part" \o "Tip"`. */
export function readField(instruction: string): Field {
  const [name, ...words] = wordsOf(instruction);
  const kind = name?.text.toUpperCase();
  if (kind === 'HYPERLINK') return { href: linkIn(words), display: '' };
  if (kind === 'MACROBUTTON')
    return {
      href: null,
      display: words
        .slice(1)
        .map(({ text }) => text)
        .join(' '),
    };
  return { href: null, display: '' };
}

interface FieldWord {
  text: string;
  /** Whether it is a switch such as `\l`; in quotes nothing is. */
  isSwitch: boolean;
}

function wordsOf(instruction: string): FieldWord[] {
  return [...instruction.matchAll(/"((?:[^"\\]|\\.)*)"?|(\S+)/gs)].map(([, quoted, bare]) =>
    quoted === undefined
      ? { text: bare ?? '', isSwitch: (bare ?? '').startsWith('\\') }
      : { text: quoted.replace(/\\(["\\])/g, '$1'), isSwitch: false },
  );
}

/** Switches that take a word after them: a fragment, a tip, a window. */
const withWord = new Set(['\\l', '\\o', '\\t']);

function linkIn(words: readonly FieldWord[]): string | null {
  let address = '';
  let fragment = '';
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (!word) continue;
    if (!word.isSwitch) {
      address ||= word.text;
      continue;
    }
    const name = word.text.toLowerCase();
    if (!withWord.has(name)) continue;
    const next = words[at + 1];
    if (!next || next.isSwitch) continue;
    if (name === '\\l') fragment = next.text;
    at += 1;
  }
  if (address === '') return null;
  return withFragment(address, fragment);
}

/** The address with this place in it; the one that it already has gives way. */
export function withFragment(address: string, fragment: string): string {
  return fragment === '' ? address : `${address.split('#', 1)[0]}#${fragment}`;
}
