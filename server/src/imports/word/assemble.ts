// From a document's paragraphs to what is found in it: paragraphs that belong together become one quote, one piece of
// code, one picture with its caption.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { type Found, type FoundLine, type FoundPicture, line } from '@galley/shared/article/formats/found.ts';
import { itemOf, textBlocks } from '@galley/shared/article/formats/found-blocks.ts';
import { inlineText, textNode, tidyInline } from '@galley/shared/article/formats/inline.ts';
import { type Item, listsOf } from '@galley/shared/article/formats/nested-lists.ts';
import type { LeftOutReason } from '@galley/shared/article/formats/pieces.ts';
import { embeddable } from '@galley/shared/article/schema/embed-hosts.ts';
import { withCredit } from './pictures.ts';
import type { StyleRole } from './styles.ts';

/** A paragraph with text, on its way. */
export interface TextBlock {
  is: 'text';
  role: StyleRole;
  /** The item of a list that it is. */
  item: Extract<FoundLine['form'], { is: 'bullet' | 'numbered' }> | null;
  inline: NodeJson[];
  /** The credit that a caption marks as such. */
  credit: string;
  /** Whether it is a first letter that is set larger than the paragraph behind it. */
  dropCap: boolean;
  leftOut: LeftOutReason | null;
}

export type Block = TextBlock | { is: 'empty' } | { is: 'found'; found: Found };

/** What the blocks are together, in their order. */
export function assemble(blocks: readonly Block[]): Found[] {
  const found: Found[] = [];
  const joined = withCaptions(withDropCaps(blocks));
  for (let at = 0; at < joined.length; ) {
    const block = joined[at];
    if (!block) break;
    const run = runFrom(joined, at);
    if (run.length > 0) {
      found.push(...joinedRun(run));
      at += run.length;
      continue;
    }
    if (block.is === 'found') found.push(block.found);
    if (block.is === 'text') found.push(...lineOf(block));
    at += 1;
  }
  return found;
}

/** The paragraphs from there on that are one quote, one piece of code, or lists with items of several paragraphs. */
function runFrom(blocks: readonly Block[], start: number): TextBlock[] {
  const run: TextBlock[] = [];
  for (let at = start; ; at += 1) {
    const block = blocks[at];
    const kind = block?.is === 'text' && block.leftOut === null ? kindOf(block) : null;
    if (block?.is !== 'text' || kind === null || (run[0] && kindOf(run[0]) !== kind)) break;
    run.push(block);
  }
  const [first] = run;
  const isLines = first && kindOf(first) === 'list' && run.every(({ item }) => item !== null);
  return isLines || (first && kindOf(first) === 'list' && first.item === null) ? [] : run;
}

function kindOf({ role, item }: TextBlock): 'quote' | 'code' | 'list' | null {
  if (role.is === 'quote' || role.is === 'code') return role.is;
  return item !== null || role.is === 'item-more' ? 'list' : null;
}

function joinedRun(run: readonly TextBlock[]): Found[] {
  const kind = run[0] && kindOf(run[0]);
  if (kind === 'quote') return quoteOf(run);
  return kind === 'code' ? codeOf(run) : listBlocks(run).map((block) => ({ type: 'block', block }));
}

/** Lists of which an item has more than one paragraph can't be written line by line. */
function listBlocks(run: readonly TextBlock[]): NodeJson[] {
  const items = run.map(({ role, item, inline }): Item => {
    const content = tidyInline(inline);
    if (item !== null) return itemOf({ type: 'line', form: item, inline: content });
    const depth = role.is === 'item-more' ? role.depth : 0;
    return { is: 'more', depth, number: null, type: null, inline: content };
  });
  return listsOf(items);
}

function lineOf({ role, item, inline, credit, leftOut }: TextBlock): Found[] {
  const content = tidyInline(credit === '' ? inline : [...inline, textNode(` ${credit}`)]);
  if (inlineText(content).trim() === '') return [];
  const reason = leftOut ?? (role.is === 'contents' ? 'outside-article' : null);
  const mark = reason === null ? {} : { leftOut: reason };
  const address = inlineText(content).trim();
  if (role.is === 'plain' && embeddable(address))
    return [{ type: 'block', block: { type: 'embed', attrs: { url: address } }, ...mark }];
  if (role.is === 'pull') return [{ type: 'block', block: { type: 'pullQuote', content }, ...mark }];
  return [{ ...line(item ?? formOf(role), content), ...mark }];
}

function formOf(role: StyleRole): FoundLine['form'] {
  if (role.is === 'heading') return role;
  return role.is === 'title' || role.is === 'subtitle' ? { is: role.is } : { is: 'plain' };
}

/** One paragraph is a line; several are a block. The source stands last, behind a dash. */
function quoteOf(run: readonly TextBlock[]): Found[] {
  const lines = run
    .map(({ item, inline }) => line(item ?? { is: 'plain' }, tidyInline(inline)))
    .filter(({ inline }) => inlineText(inline).trim() !== '');
  const last = inlineText(lines.at(-1)?.inline ?? []);
  const signed = lines.length > 1 && /^[—–]\s*\S/.test(last) && last.length <= 300;
  const source = signed ? last.replace(/^[—–]\s*/, '') : '';
  const quoted = signed ? lines.slice(0, -1) : lines;
  const [only] = quoted;
  if (!only) return [];
  if (quoted.length === 1 && only.form.is === 'plain') return [line({ is: 'quote', source }, only.inline)];
  const content = textBlocks(quoted) ?? [];
  return [{ type: 'block', block: { type: 'blockquote', attrs: { source }, content } }];
}

function codeOf(run: readonly TextBlock[]): Found[] {
  const text = run
    .map(({ inline }) => inlineText(inline))
    .join('\n')
    .replace(/^\n+|\s+$/g, '');
  if (text === '') return [];
  return [
    { type: 'block', block: { type: 'codeBlock', attrs: { language: null }, content: [textNode(text)] } },
  ];
}

/** First letters that are set larger are paragraphs of their own; here they go back to theirs. */
function withDropCaps(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  let letters: NodeJson[] = [];
  for (const block of blocks) {
    if (block.is === 'text' && block.dropCap) {
      letters.push(...tidyInline(block.inline));
    } else if (block.is === 'text' && letters.length > 0) {
      result.push({ ...block, inline: [...letters, ...block.inline] });
      letters = [];
    } else {
      result.push(block);
    }
  }
  return letters.length > 0 ? [...result, { ...plainBlock, inline: letters }] : result;
}

const plainBlock: TextBlock = {
  is: 'text',
  role: { is: 'plain' },
  item: null,
  inline: [],
  credit: '',
  dropCap: false,
  leftOut: null,
};

/** A caption goes to the picture before it, or else to the one behind it. */
function withCaptions(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  let before: TextBlock | null = null;
  for (const [index, block] of blocks.entries()) {
    if (block.is === 'text' && block.role.is === 'caption' && block.leftOut === null) {
      const last = result.at(-1);
      const picture = last?.is === 'found' && last.found.type === 'picture' ? last.found : null;
      if (before === null && picture && picture.caption === '' && picture.credit === '') {
        result[result.length - 1] = { is: 'found', found: { ...picture, ...wordsOf(block) } };
        continue;
      }
      if (before === null && isPicture(blocks[index + 1]) && !isCaption(blocks[index + 2])) {
        before = block;
        continue;
      }
    }
    if (before !== null && block.is === 'found' && block.found.type === 'picture') {
      result.push({ is: 'found', found: { ...block.found, ...wordsOf(before) } });
      before = null;
      continue;
    }
    result.push(block);
  }
  return result;
}

function wordsOf({ inline, credit }: TextBlock): Pick<FoundPicture, 'caption' | 'credit'> {
  const caption = inlineText(tidyInline(inline)).replace(/\s+/g, ' ');
  if (credit.trim() === '') return withCredit(caption);
  return { caption, credit: credit.replace(/^[^:]{0,12}:/, '').trim() };
}

function isPicture(block: Block | undefined): boolean {
  return block?.is === 'found' && block.found.type === 'picture';
}

function isCaption(block: Block | undefined): boolean {
  return block?.is === 'text' && block.role.is === 'caption';
}
