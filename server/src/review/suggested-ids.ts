// The ids of suggested blocks: no two blocks of an article may have the same one.
import { blockTypes } from '@galley/shared/article/blocks.ts';
import type { NodeJson } from '@galley/shared/article/content.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { readOutline } from '@galley/shared/article/outline.ts';
import { newId } from '@galley/shared/ids.ts';
import type { SuggestionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import * as Y from 'yjs';

const withIds: ReadonlySet<string> = new Set(blockTypes);

/** The ids of all blocks in all sections, those included that were removed. */
export function blockIdsIn(doc: Y.Doc): Set<string> {
  const ids = new Set<string>();
  const visit = (type: Y.XmlFragment) => {
    for (const child of type.toArray()) {
      if (!(child instanceof Y.XmlElement)) continue;
      const id: unknown = child.getAttribute('id');
      if (typeof id === 'string') ids.add(id);
      visit(child);
    }
  };
  for (const { id } of readOutline(doc)) visit(sectionFragment(doc, id));
  return ids;
}

/**
 * The change with a fresh id for each block that it brings in without one, or with one that is taken; what takes a block's
 * place keeps its id. Ids that it brings in are taken from then on.
 */
export function withOwnIds(change: SuggestionChange, taken: Set<string>): SuggestionChange {
  if (change.type !== 'blocks') return change;
  const free = new Set<unknown>();
  const collect = (node: NodeJson) => {
    free.add(node.attrs?.id);
    node.content?.forEach(collect);
  };
  change.before.forEach(collect);
  const own = (node: NodeJson): NodeJson => {
    const content = node.content && { content: node.content.map(own) };
    if (!withIds.has(node.type)) return { ...node, ...content };
    const wanted = node.attrs?.id;
    const mayKeep = typeof wanted === 'string' && (free.has(wanted) || !taken.has(wanted));
    const id = mayKeep ? wanted : newId<string>();
    free.delete(id);
    taken.add(id);
    return { ...node, attrs: { ...node.attrs, id }, ...content };
  };
  return { ...change, after: change.after.map(own) };
}
