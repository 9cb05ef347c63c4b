// What differs between two states of an article: sections go by their ids, blocks by what they hold, and within a
// changed block the words are distinguished.
import { canonicalBlock } from '../article/canonical.ts';
import type { ArticleContent, NodeJson, SectionContent } from '../article/content.ts';
import { blockText } from './block-text.ts';
import { compareTables, tableAlone } from './compare-tables.ts';
import { align, compareTexts } from './compare-texts.ts';
import {
  type ArticleComparison,
  type BlockComparison,
  comparedLines,
  type SectionComparison,
} from './comparison.ts';

/** Compares two states of an article; null stands for no article at all. */
export function compareArticles(before: ArticleContent | null, after: ArticleContent): ArticleComparison {
  const lines = compareHeads(before, after);
  const sections = compareSections(before?.sections ?? [], after.sections);
  const same = lines.length === 0 && sections.every(({ state, moved }) => state === 'same' && !moved);
  return { same, lines, sections };
}

function compareHeads(before: ArticleContent | null, after: ArticleContent): ArticleComparison['lines'] {
  const linesOf = (content: ArticleContent | null): Record<(typeof comparedLines)[number], string> => ({
    headline: content?.headline ?? '',
    dek: content?.dek ?? '',
    'lead-media': content?.lead.media ?? '',
    'lead-alt': content?.lead.alt ?? '',
    'lead-caption': content?.lead.caption ?? '',
    'lead-credit': content?.lead.credit ?? '',
    'lead-focus': content?.lead.focus?.replace(',', ' % / ').concat(' %') ?? '',
    'lead-source': content?.lead.sourceType ?? '',
  });
  const [old, now] = [linesOf(before), linesOf(after)];
  return comparedLines
    .filter((line) => old[line] !== now[line])
    .map((line) => ({ line, pieces: compareTexts(old[line], now[line]) }));
}

function compareSections(
  before: readonly SectionContent[],
  after: readonly SectionContent[],
): SectionComparison[] {
  const old = new Map(before.map((section) => [section.id, section]));
  const kept = new Set(after.map((section) => section.id));
  const inPlace = new Set(
    align(
      before.map(({ id }) => id).filter((id) => kept.has(id)),
      after.map(({ id }) => id).filter((id) => old.has(id)),
    ).flatMap(({ type, values }) => (type === 'same' ? values : [])),
  );
  const result = after.map((section): SectionComparison => {
    const earlier = old.get(section.id);
    const moved = earlier !== undefined && !inPlace.has(section.id);
    return earlier ? { ...compareSection(earlier, section), moved } : wholly(section, 'added');
  });
  before.forEach((section, index) => {
    if (kept.has(section.id)) return;
    const previous = before[index - 1]?.id;
    const place = result.findIndex(({ id }) => id === previous) + 1;
    result.splice(place, 0, wholly(section, 'removed'));
  });
  return markMoved(result);
}

function compareSection(before: SectionContent, after: SectionContent): Omit<SectionComparison, 'moved'> {
  const blocks = compareBlocks(before.blocks, after.blocks);
  const titles = before.title === after.title ? null : compareTexts(before.title, after.title);
  const same = titles === null && before.kind === after.kind && blocks.every(({ state }) => state === 'same');
  const { id, kind, title } = after;
  return { id, kind, title, state: same ? 'same' : 'changed', titles, blocks };
}

function wholly({ id, kind, title, blocks }: SectionContent, state: 'added' | 'removed'): SectionComparison {
  return {
    id,
    kind,
    title,
    state,
    moved: false,
    titles: null,
    blocks: blocks.map((block) => alone(block, state)),
  };
}

/** Blocks by the longest common subsequence of what they hold; what is left is paired where it is the same block. */
function compareBlocks(before: readonly NodeJson[], after: readonly NodeJson[]): BlockComparison[] {
  const result: BlockComparison[] = [];
  const [oldKeys, newKeys] = [before.map(canonicalBlock), after.map(canonicalBlock)];
  let [oldIndex, newIndex] = [0, 0];
  let removed: NodeJson[] = [];
  let added: NodeJson[] = [];
  const settle = () => {
    result.push(...pairBlocks(removed, added));
    [removed, added] = [[], []];
  };
  for (const { type, values } of align(oldKeys, newKeys)) {
    if (type === 'same') {
      settle();
      for (const block of after.slice(newIndex, newIndex + values.length)) result.push(alone(block, 'same'));
    }
    if (type === 'removed') removed.push(...before.slice(oldIndex, oldIndex + values.length));
    if (type === 'added') added.push(...after.slice(newIndex, newIndex + values.length));
    if (type !== 'added') oldIndex += values.length;
    if (type !== 'removed') newIndex += values.length;
  }
  settle();
  return result;
}

/** How many of the blocks that follow are looked at for one that says much the same. */
const lookahead = 8;

/** Between two blocks that stay: which of the old ones became which of the new ones. The order of both is kept. */
function pairBlocks(removed: readonly NodeJson[], added: readonly NodeJson[]): BlockComparison[] {
  const result: BlockComparison[] = [];
  const oldIds = new Set(removed.map(blockId));
  let next = 0;
  for (const block of removed) {
    const partner = partnerOf(block, added, next, oldIds);
    if (partner === -1) {
      result.push(alone(block, 'removed'));
      continue;
    }
    result.push(...added.slice(next, partner).map((one) => alone(one, 'added')));
    result.push(changed(block, added[partner] as NodeJson));
    next = partner + 1;
  }
  result.push(...added.slice(next).map((one) => alone(one, 'added')));
  return result;
}

function partnerOf(
  block: NodeJson,
  added: readonly NodeJson[],
  from: number,
  oldIds: ReadonlySet<unknown>,
): number {
  const id = blockId(block);
  const byId = id === null ? -1 : added.findIndex((one, index) => index >= from && blockId(one) === id);
  if (byId !== -1) return byId;
  const words = wordsOf(block);
  return added.findIndex((one, index) => {
    if (index < from || index >= from + lookahead) return false;
    const itself = blockId(one);
    return (itself === null || !oldIds.has(itself)) && likeness(words, wordsOf(one)) >= 0.5;
  });
}

function changed(before: NodeJson, after: NodeJson): BlockComparison {
  const [old, now] = [blockText(before), blockText(after)];
  const pieces = compareTexts(old, now);
  return {
    type: after.type,
    state: 'changed',
    moved: false,
    formatting: old === now || before.type !== after.type,
    pieces,
    ...(before.type === 'table' && after.type === 'table' ? { table: compareTables(before, after) } : {}),
  };
}

function alone(block: NodeJson, state: 'same' | 'added' | 'removed'): BlockComparison {
  const text = blockText(block);
  const pieces = text === '' ? [] : [{ type: state, text }];
  const table = block.type === 'table' ? { table: tableAlone(block, state) } : {};
  return { type: block.type, state, moved: false, formatting: false, pieces, ...table };
}

/** A block that left one place and came to another, untouched. */
function markMoved(sections: SectionComparison[]): SectionComparison[] {
  const keyOf = ({ type, pieces }: BlockComparison) => `${type} ${pieces.map(({ text }) => text).join('')}`;
  const keysOf = (state: 'added' | 'removed') =>
    new Set(
      sections.flatMap(({ blocks }) =>
        blocks.filter((block) => block.state === state && block.pieces.length > 0).map(keyOf),
      ),
    );
  const [added, removed] = [keysOf('added'), keysOf('removed')];
  return sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => {
      const elsewhere = block.state === 'added' ? removed : block.state === 'removed' ? added : null;
      return elsewhere?.has(keyOf(block)) ? { ...block, moved: true } : block;
    }),
  }));
}

function blockId(node: NodeJson): string | null {
  return typeof node.attrs?.id === 'string' ? node.attrs.id : null;
}

function wordsOf(node: NodeJson): Set<string> {
  return new Set(
    blockText(node)
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
  );
}

/** Which share of their words two blocks have in common. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}
