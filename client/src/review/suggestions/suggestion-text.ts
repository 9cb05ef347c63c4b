// What a suggestion does, in words.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { isFormatting, textsOf } from '@galley/shared/review/suggestions/change.ts';
import { lineHunks } from '@galley/shared/review/suggestions/line.ts';
import type {
  LineChange,
  SectionChange,
  SuggestionChange,
} from '@galley/shared/review/suggestions/suggestion-change.ts';
import i18next from 'i18next';

export type SuggestionKind = 'insert' | 'delete' | 'replace' | 'format';

export function kindOf(change: SuggestionChange): SuggestionKind {
  if (isFormatting(change)) return 'format';
  // Of a line everything is quoted, so its parts tell.
  const parts = change.type === 'line' ? lineParts(change) : [];
  if (parts.length > 0 && parts.every(({ before }) => before === '')) return 'insert';
  if (parts.length > 0 && parts.every(({ after }) => after === '')) return 'delete';
  // An empty text and an empty list of nodes alike.
  if (change.before.length === 0) return 'insert';
  return change.after.length === 0 ? 'delete' : 'replace';
}

/** Who suggests what, as one line. */
export function titleOf(change: SuggestionChange, name: string): string {
  return i18next.t(`suggestions:title.${kindOf(change)}`, { name });
}

/** What goes and what comes, as texts; a block without words is named. */
export function shownTexts(change: SuggestionChange): { before: string; after: string } {
  const { before, after } = textsOf(change);
  if (change.type === 'line') return { before, after };
  return {
    before: before.trim() === '' ? before || namesOf(change.before) : before,
    after: after.trim() === '' ? after || namesOf(change.after) : after,
  };
}

/** Of a line the words that differ, piece by piece; the rest of it stands in the text beside. */
export function lineParts({ before, after }: LineChange): { before: string; after: string }[] {
  if (before === '' || after === '') return [{ before, after }];
  // Positions begin inside of the line.
  return lineHunks(before, after).map(({ from, to, forkFrom, forkTo }) => ({
    before: before.slice(from - 1, to - 1).trim(),
    after: after.slice(forkFrom - 1, forkTo - 1).trim(),
  }));
}

/** What of its form changes: marks that come or go, or the kind of the block. */
export function formOf({ before, after }: SectionChange): { gains: string[]; loses: string[] } {
  const [old, now] = [formsIn(before), formsIn(after)];
  return {
    gains: [...now].filter((form) => !old.has(form)).map(nameOf),
    loses: [...old].filter((form) => !now.has(form)).map(nameOf),
  };
}

function formsIn(nodes: readonly NodeJson[]): Set<string> {
  const forms = new Set<string>();
  const visit = (node: NodeJson, depth: number) => {
    for (const { type } of node.marks ?? []) forms.add(`mark.${type}`);
    if (depth === 0 && node.type !== 'text' && node.type !== 'hardBreak')
      forms.add(`block.${blockKey(node)}`);
    for (const inner of node.content ?? []) visit(inner, depth + 1);
  };
  for (const node of nodes) visit(node, 0);
  return forms;
}

function blockKey({ type, attrs }: NodeJson): string {
  return type === 'heading' ? `heading${attrs?.level === 3 ? 3 : 2}` : type;
}

function nameOf(form: string): string {
  return i18next.t(`tools:${form as 'block.paragraph'}`, { defaultValue: '' });
}

function namesOf(nodes: readonly NodeJson[]): string {
  const names = nodes
    .filter(({ type }) => type !== 'text' && type !== 'hardBreak')
    .map((node) => nameOf(`block.${blockKey(node)}`));
  return [...new Set(names)].filter((name) => name !== '').join(', ');
}
