// Turns a section's blocks into others with as few edits as will do: what stays the same is left alone, with its authors
// and its anchors, and what other people write meanwhile merges with the rest.
import { updateYFragment } from '@tiptap/y-tiptap';
import { diffArrays } from 'diff';
import * as Y from 'yjs';
import { canonicalBlock } from '../article/canonical.ts';
import type { NodeJson } from '../article/content.ts';
import { withTextsAsNodes } from '../article/picture-texts.ts';
import { addTexts, blocksOf, checkedDocument, elementOf } from '../article/read-article.ts';

/**
 * Makes the fragment hold these blocks; gives whether that changed anything. Blocks of equal form are left as they are: by
 * default those that readers can't tell apart. Throws a `ContentError` for blocks that don't fit the schema.
 */
export function replaceBlocks(
  doc: Y.Doc,
  fragment: Y.XmlFragment,
  blocks: readonly NodeJson[],
  formOf: (block: NodeJson) => string = canonicalBlock,
): boolean {
  const target = checkedDocument(withTextsAsNodes(blocks));
  const steps = stepsBetween(blocksOf(fragment), blocks, formOf);
  if (steps.every(({ type }) => type === 'keep')) return false;
  doc.transact(() => {
    let index = 0;
    for (const step of steps) {
      if (step.type === 'delete') {
        fragment.delete(index, 1);
        continue;
      }
      const element = fragment.get(index);
      if (step.type === 'insert') fragment.insert(index, [elementOf(blocks[step.to] as NodeJson)]);
      else if (step.type === 'change' && element instanceof Y.XmlElement)
        updateYFragment(doc, element, target.child(step.to), { mapping: new Map(), isOMark: new Map() });
      index += 1;
    }
    addTexts(fragment);
  });
  return true;
}

/** What to do with the blocks from first to last; `to` is the place among the wanted ones. */
type Step = { type: 'keep' } | { type: 'delete' } | { type: 'insert' | 'change'; to: number };

function stepsBetween(
  before: readonly NodeJson[],
  after: readonly NodeJson[],
  formOf: (block: NodeJson) => string,
): Step[] {
  const steps: Step[] = [];
  let [old, next] = [0, 0];
  const runs = diffArrays(before.map(formOf), after.map(formOf));
  for (let index = 0; index < runs.length; index += 1) {
    const run = runs[index];
    if (!run) break;
    const { length } = run.value;
    if (!run.added && !run.removed) {
      steps.push(...run.value.map((): Step => ({ type: 'keep' })));
      old += length;
      next += length;
      continue;
    }
    const other = runs[index + 1];
    const isPair = other !== undefined && (other.added || other.removed);
    if (isPair) index += 1;
    const removed = run.removed ? length : isPair ? other.value.length : 0;
    const added = run.added ? length : isPair ? other.value.length : 0;
    steps.push(...replaced(before.slice(old, old + removed), after.slice(next, next + added), next));
    old += removed;
    next += added;
  }
  return steps;
}

/** Blocks between two that stay: one that is the same block on both sides is changed in place. */
function replaced(before: readonly NodeJson[], after: readonly NodeJson[], offset: number): Step[] {
  const steps: Step[] = [];
  let next = 0;
  for (const block of before) {
    const partner = after.findIndex((one, index) => index >= next && isSameBlock(block, one));
    if (partner === -1) {
      steps.push({ type: 'delete' });
      continue;
    }
    for (; next < partner; next += 1) steps.push({ type: 'insert', to: offset + next });
    steps.push({ type: 'change', to: offset + partner });
    next = partner + 1;
  }
  for (; next < after.length; next += 1) steps.push({ type: 'insert', to: offset + next });
  return steps;
}

function isSameBlock(a: NodeJson, b: NodeJson): boolean {
  return a.type === b.type && typeof a.attrs?.id === 'string' && a.attrs.id === b.attrs?.id;
}
