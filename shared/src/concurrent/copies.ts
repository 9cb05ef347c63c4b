// What a transaction takes away in one place and brings in another: splitting and joining paragraphs, turning them into
// something else and moving blocks all do that, for Yjs has no moves.
import * as Y from 'yjs';
import { isFigureText } from '../article/picture-texts.ts';
import { attributeOf, isGone } from '../yjs/items.ts';
import { type Span, sliceSpans, spanOf } from '../yjs/spans.ts';
import type { TransactionView } from '../yjs/transaction-view.ts';

/** Characters that went, and the same ones where they came. */
export interface Copy {
  gone: Span;
  came: Span;
}

/** Consecutive characters of one text. */
export interface Run {
  in: Y.XmlText;
  text: string;
  spans: Span[];
  /** Whether the whole text came or went, and not a part of one that stays. */
  whole: boolean;
}

/** What a transaction took away and brought elsewhere. */
export function copiesIn(view: TransactionView): Copy[] {
  const came = cameRuns(view);
  if (came.length === 0) return [];
  const targets = new Targets(came);
  return goneRuns(view).flatMap((gone) => {
    const found = targets.take(gone);
    return found ? zip(gone.spans, sliceSpans(found.run.spans, found.at, found.at + gone.text.length)) : [];
  });
}

/** What came, to be matched with what went: each character once. */
class Targets {
  #runs: readonly Run[];
  #taken = new Map<Run, { from: number; to: number }[]>();

  constructor(runs: readonly Run[]) {
    this.#runs = [...runs];
  }

  /** Where what went came again; in a block with the same id before any other. Null for what did not. */
  take(gone: Pick<Run, 'in' | 'text' | 'whole'>): { run: Run; at: number } | null {
    if (gone.text === '') return null;
    const id = blockIdOf(gone.in);
    const same = this.#runs.filter((run) => id !== null && blockIdOf(run.in) === id);
    for (const run of new Set([...same, ...this.#runs])) {
      // Words that are replaced by themselves within texts that stay are no copy.
      if (run.in === gone.in || !(run.whole || gone.whole)) continue;
      const at = this.#freeIn(run, gone.text);
      if (at === null) continue;
      this.#taken.set(run, [...(this.#taken.get(run) ?? []), { from: at, to: at + gone.text.length }]);
      return { run, at };
    }
    return null;
  }

  #freeIn(run: Run, text: string): number | null {
    const taken = this.#taken.get(run) ?? [];
    for (let at = run.text.indexOf(text); at !== -1; at = run.text.indexOf(text, at + 1)) {
      if (taken.every(({ from, to }) => at >= to || at + text.length <= from)) return at;
    }
    return null;
  }
}

/** The id of the block around a text; null where it has none. */
export function blockIdOf({ parent }: Pick<Y.XmlText, 'parent'>): unknown {
  if (parent instanceof Y.XmlElement && isFigureText(parent.nodeName)) {
    // The words of a picture are known by the picture's id.
    const figure = blockIdOf(parent);
    return figure === null ? null : `${figure} ${parent.nodeName}`;
  }
  // The attributes of a deleted element are deleted with it, but for what they were.
  return parent instanceof Y.XmlElement ? attributeOf(parent, 'id') : null;
}

/** What came, run by run. */
export function cameRuns(view: TransactionView): Run[] {
  return runs(
    view,
    (item) => view.isNew(item) && !item.deleted,
    (text) => view.isNewType(text),
  );
}

function goneRuns(view: TransactionView): Run[] {
  const isTaken = (item: Y.Item) => view.stoodBefore(item) && item.deleted;
  return runs(view, isTaken, isGone);
}

function runs(
  view: TransactionView,
  belongs: (item: Y.Item) => boolean,
  isWhole: (text: Y.XmlText) => boolean,
): Run[] {
  const found: Run[] = [];
  for (const text of view.texts()) {
    let run: Run | null = null;
    for (const { item, text: words } of view.stretches(text)) {
      if (!belongs(item)) {
        // What only stood there before does not stand between what came now, and the other way round.
        if (view.stoodBefore(item) === !item.deleted) run = null;
        continue;
      }
      if (run === null) {
        run = { in: text, text: '', spans: [], whole: isWhole(text) };
        found.push(run);
      }
      run.text += words;
      run.spans.push(spanOf(item));
    }
  }
  return found;
}

/** The same characters of two lists of spans side by side. */
function zip(gone: readonly Span[], came: readonly Span[]): Copy[] {
  const copies: Copy[] = [];
  let at = 0;
  for (const span of gone) {
    let offset = 0;
    for (const part of sliceSpans(came, at, at + span.length)) {
      copies.push({
        gone: { client: span.client, clock: span.clock + offset, length: part.length },
        came: part,
      });
      offset += part.length;
    }
    at += span.length;
  }
  return copies;
}
