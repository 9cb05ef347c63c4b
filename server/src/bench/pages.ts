// How well a web page's article is found: on a folder of saved pages, each with the text and the title that are expected of
// it, in the form of the test pages of Mozilla's Readability (`BENCH_PAGES` names the folder). Beside it stands what would be
// found if nothing were chosen: the whole text of the page under its title.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { parseHtml } from '@galley/shared/article/formats/html-parse.ts';
import {
  findElement,
  type HtmlElement,
  isBlock,
  isElement,
  isUnseen,
  textIn,
} from '@galley/shared/article/formats/html-tree.ts';
import { inlineText } from '@galley/shared/article/formats/inline.ts';
import type { ImportPiece } from '@galley/shared/article/formats/pieces.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { readFile } from '../imports/read-file.ts';
import type { Figure, Measured } from './figures.ts';

const junkLimit = 0.1;
const keptLimit = 0.95;

/** Reads all pages of the folder, and prints each that is not found as it should be. */
export async function benchPages(): Promise<Measured> {
  const title = 'Saved web pages';
  const folder = process.env.BENCH_PAGES;
  if (!folder) return { title, figures: [], leftOut: 'BENCH_PAGES names no folder of pages' };
  const names = readdirSync(folder).toSorted();
  const pages: Compared[] = [];
  for (const name of names) {
    const page = await comparedPage(join(folder, name));
    pages.push(page);
    const faults = faultsOf(page);
    if (faults.length > 0) console.log(`  ${name}: ${faults.join('; ')}`);
  }
  const figure = (what: string, is: (found: Judged) => boolean): Figure => ({
    what,
    unit: 'pages',
    value: pages.filter(({ found }) => is(found)).length,
    beside: [{ name: 'title and whole text', value: pages.filter(({ whole }) => is(whole)).length }],
  });
  return {
    title: `${title}: ${names.length}`,
    figures: [
      figure('headline as expected', ({ headlineRight }) => headlineRight),
      figure('more than 10 % of the text are not expected', ({ junk }) => junk > junkLimit),
      figure('at least 95 % of the expected words are kept', ({ kept }) => kept >= keptLimit),
    ],
  };
}

interface Judged {
  headline: string;
  headlineRight: boolean;
  /** The share of what was taken that is not expected, and of what is expected that was taken. */
  junk: number;
  kept: number;
}

interface Compared {
  expected: { headline: string; words: Words };
  found: Judged;
  whole: Judged;
}

async function comparedPage(folder: string): Promise<Compared> {
  const source = readFileSync(join(folder, 'source.html'));
  const metadata: { title: string | null } = JSON.parse(
    readFileSync(join(folder, 'expected-metadata.json'), 'utf8'),
  );
  const text = seenText(parseHtml(readFileSync(join(folder, 'expected.html'), 'utf8')));
  const expected = { headline: metadata.title ?? '', words: wordsOf(text) };
  const root = parseHtml(source.toString());
  const title = findElement(root, 'title');
  return {
    expected,
    found: judged(await importedPage(source), expected),
    whole: judged({ headline: title ? seenText(title) : '', head: '', text: seenText(root) }, expected),
  };
}

interface Taken {
  headline: string;
  /** Headline, dek and credits, which stand beside the text: they may be expected in it, and need not be. */
  head: string;
  text: string;
}

/** What an import of the page takes at first. */
async function importedPage(bytes: Uint8Array): Promise<Taken> {
  const sections = builtInTemplates[0]?.content.sections ?? [];
  const outcome = await readFile({ bytes, format: 'html', sections });
  if (outcome.outcome === 'refused') return { headline: '', head: '', text: '' };
  const texts = { headline: [] as string[], head: [] as string[], text: [] as string[] };
  for (const piece of outcome.preview.pieces) {
    const text = textOfPiece(piece);
    const role = piece.type === 'line' ? piece.role : 'paragraph';
    if (role === 'headline') texts.headline.push(text);
    texts[role === 'headline' || role === 'dek' || role === 'credit' ? 'head' : 'text'].push(text);
  }
  const joined = (parts: string[]) => parts.join('\n');
  return { headline: joined(texts.headline), head: joined(texts.head), text: joined(texts.text) };
}

function textOfPiece(piece: ImportPiece): string {
  if (piece.type === 'line') return piece.role === 'left-out' ? '' : inlineText(piece.inline);
  if (piece.leftOut) return '';
  return piece.type === 'block' ? plainText([piece.block]) : `${piece.caption}\n${piece.credit}`;
}

function judged({ headline, head, text }: Taken, expected: Compared['expected']): Judged {
  const beyond = missing(wordsOf(text), expected.words);
  const lacking = missing(expected.words, wordsOf(`${head}\n${text}`));
  return {
    headline,
    headlineRight: isSameHeadline(headline, expected.headline),
    junk: beyond / Math.max(1, sizeOf(wordsOf(text))),
    kept: 1 - lacking / Math.max(1, sizeOf(expected.words)),
  };
}

function faultsOf({ expected, found }: Compared): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  return [
    found.headlineRight ? '' : `“${found.headline}” in place of “${expected.headline}”`,
    found.junk > junkLimit ? `${percent(found.junk)} too much` : '',
    found.kept >= keptLimit ? '' : `${percent(found.kept)} kept`,
  ].filter(Boolean);
}

/** How often each word stands in a text. */
type Words = ReadonlyMap<string, number>;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

function wordsOf(text: string): Words {
  const words = new Map<string, number>();
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC').toLowerCase()))
    if (isWordLike) words.set(segment, (words.get(segment) ?? 0) + 1);
  return words;
}

function sizeOf(words: Words): number {
  return [...words.values()].reduce((sum, count) => sum + count, 0);
}

/** How many of the words the others lack. */
function missing(words: Words, others: Words): number {
  return [...words].reduce((sum, [word, count]) => sum + Math.max(0, count - (others.get(word) ?? 0)), 0);
}

/** Whether it has the same words, or lacks or adds only the names of a site and its departments before or behind. */
function isSameHeadline(headline: string, expected: string): boolean {
  const [shorter, longer] = [headline, expected].toSorted((a, b) => a.length - b.length);
  if (shorter === undefined || longer === undefined) return false;
  const wanted = lettersOf(shorter);
  const parts = longer.split(/\s+[|–—·:@/_-]+\s+|\s*[|_]\s*/);
  const ends = parts.flatMap((_, index) => [parts.slice(0, index + 1), parts.slice(index)]);
  const minimum = headline === expected || lettersOf(longer) === wanted ? 0 : 10;
  return wanted.length >= minimum && ends.some((end) => lettersOf(end.join(' ')) === wanted);
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** All text that a reader of the page sees, blocks on lines of their own. */
function seenText(element: HtmlElement): string {
  return element.childNodes
    .map((child) => {
      if (!isElement(child)) return textIn(child) ?? '';
      if (child.tagName === 'br') return '\n';
      if (isUnseen(child)) return '';
      return isBlock(child) ? `\n${seenText(child)}\n` : seenText(child);
    })
    .join('');
}
