// Text with its formatting as Markdown. Signs are used where they can only be read one way, and HTML elements elsewhere.
import type { NodeJson } from '../content.ts';

type Mark = NonNullable<NodeJson['marks']>[number];
type Token =
  | { type: 'open' | 'close'; mark: Mark }
  | { type: 'text'; text: string; code: boolean }
  | { type: 'break' };

export interface InlineOptions {
  /** How a line's end within the text is written. */
  lineBreak: string;
  /** Within a table, where a bar ends a cell. */
  cell?: boolean;
}

/** The inline content of one block, to stand at the start of a line. */
export function inlineMarkdown(nodes: readonly NodeJson[], options: InlineOptions): string {
  const tokens = tokensOf(withFreeBlanks(nodes));
  const signs = signedSpans(tokens);
  let result = '';
  let lineStart = true;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'break') {
      result += options.lineBreak;
    } else if (token.type === 'text') {
      const text = token.code ? codeSpan(token.text) : escapedText(token.text, lineStart);
      // What ends in an exclamation mark would make a picture of the link behind it.
      const next = tokens[index + 1];
      const made = next?.type === 'open' && next.mark.type === 'link' ? text.replace(/!$/, '\\!') : text;
      result += options.cell ? made.replaceAll('|', '\\|') : made;
    } else {
      result +=
        token.type === 'open' ? opening(token.mark, signs.has(token)) : closing(token.mark, signs.has(token));
    }
    lineStart = token.type === 'break';
  }
  return result.trim();
}

const order = ['link', 'bold', 'italic', 'strike', 'superscript', 'subscript', 'code'];
const signOf: Record<string, string | undefined> = { bold: '**', italic: '*', strike: '~~' };
const elementOf: Record<string, string | undefined> = {
  bold: 'strong',
  italic: 'em',
  strike: 'del',
  superscript: 'sup',
  subscript: 'sub',
};

function opening(mark: Mark, signed: boolean): string {
  if (mark.type === 'link') return '[';
  if (mark.type === 'code') return '';
  return (signed && signOf[mark.type]) || `<${elementOf[mark.type]}>`;
}

function closing(mark: Mark, signed: boolean): string {
  if (mark.type === 'link') return `](${destination(String(mark.attrs?.href ?? ''))})`;
  if (mark.type === 'code') return '';
  return (signed && signOf[mark.type]) || `</${elementOf[mark.type]}>`;
}

/** Where a link leads. */
export function destination(address: string): string {
  const plain = address.replaceAll('\\', '%5C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return /[()\s]/.test(plain) ? `<${plain}>` : plain;
}

/** Text without any meaning in Markdown. */
export function escapedText(text: string, lineStart: boolean): string {
  const escaped = text
    .replace(/\s+/g, (blank) => (blank.includes('\u00a0') && blank.length === 1 ? blank : ' '))
    .replace(/[\\`*[\]<~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '&amp;');
  if (!lineStart) return escaped;
  return escaped
    .trimStart()
    .replace(/^[#>+=|:-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padded = /^`|`$|^ .* $/.test(text) ? ` ${text} ` : text;
  return fence + padded.replace(/[\r\n]+/g, ' ') + fence;
}

/** Blanks bear formatting only where it goes on on both sides: no sign may stand beside a blank that it encloses. */
function withFreeBlanks(nodes: readonly NodeJson[]): NodeJson[] {
  const parts = nodes.flatMap((node) => {
    if (node.type !== 'text' || isCode(node)) return [node];
    const pieces = (node.text ?? '').split(/(^\s+|\s+$)/).filter((piece) => piece !== '');
    return pieces.map((text) => ({ ...node, text }));
  });
  return parts.map((part, index) => {
    if (part.type !== 'text' || (part.text ?? '').trim() !== '' || isCode(part)) return part;
    const before = parts[index - 1]?.marks ?? [];
    const after = parts[index + 1]?.marks ?? [];
    const marks = (part.marks ?? []).filter((mark) => has(before, mark) && has(after, mark));
    return { ...part, marks };
  });
}

function isCode(node: NodeJson): boolean {
  return node.marks?.some(({ type }) => type === 'code') ?? false;
}

function has(marks: readonly Mark[], mark: Mark): boolean {
  return marks.some((other) => same(other, mark));
}

function same(a: Mark | undefined, b: Mark | undefined): boolean {
  return a?.type === b?.type && a?.attrs?.href === b?.attrs?.href;
}

function tokensOf(nodes: readonly NodeJson[]): Token[] {
  const tokens: Token[] = [];
  const open: Mark[] = [];
  const closeTo = (depth: number) => {
    while (open.length > depth) {
      const mark = open.pop();
      if (mark) tokens.push({ type: 'close', mark });
    }
  };
  for (const node of nodes) {
    const marks = (node.marks ?? []).filter(({ type }) => order.includes(type));
    const wanted = marks.toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
    let kept = 0;
    while (kept < open.length && kept < wanted.length && same(open[kept], wanted[kept])) kept += 1;
    // A break bears no formatting that begins with it.
    if (node.type === 'hardBreak') wanted.length = kept;
    closeTo(kept);
    for (const mark of wanted.slice(kept)) {
      tokens.push({ type: 'open', mark });
      open.push(mark);
    }
    if (node.type === 'hardBreak') tokens.push({ type: 'break' });
    else tokens.push({ type: 'text', text: node.text ?? '', code: isCode(node) });
  }
  closeTo(0);
  return tokens;
}

/** The tokens of the spans that may be written with signs: those whose signs touch text within and no letter without. */
function signedSpans(tokens: readonly Token[]): Set<Token> {
  const signed = new Set<Token>();
  const stack: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'open') stack.push(index);
    if (token.type !== 'close') continue;
    const start = stack.pop() ?? index;
    const opener = tokens[start];
    const opens = isFree(edge(tokens[start - 1], 'end'), edge(tokens[start + 1], 'start'));
    const closes = isFree(edge(tokens[index + 1], 'start'), edge(tokens[index - 1], 'end'));
    if (opener && opens && closes) {
      signed.add(opener);
      signed.add(token);
    }
  }
  return signed;
}

/** The character at a token's side; a blank for the line's end, null where another sign or element stands there. */
function edge(token: Token | undefined, side: 'start' | 'end'): string | null {
  if (token === undefined || token.type === 'break') return ' ';
  if (token.type !== 'text' || token.code || token.text === '') return null;
  return (side === 'start' ? token.text.match(/^./su) : token.text.match(/.$/su))?.[0] ?? null;
}

function isFree(without: string | null, within: string | null): boolean {
  if (without === null || within === null || /\s/.test(within)) return false;
  return /\s/.test(without) || (!/[\p{L}\p{N}]/u.test(without) && /[\p{L}\p{N}]/u.test(within));
}
