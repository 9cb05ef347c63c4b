// What somebody types at the end of a paragraph belongs there, also where a colleague joins the next one to it, or takes its
// split back, at that moment. Yjs may put what comes in front of it: by their client ids, or because it stood there before.
import type * as Y from 'yjs';
import { isGone } from '../yjs/items.ts';
import { idAt, spanOf } from '../yjs/spans.ts';
import type { Stretch, TransactionView } from '../yjs/transaction-view.ts';
import { hasPassageOf } from './alignment.ts';
import type { Run } from './copies.ts';

/** Words at the end of a text, and the first character of what has come in front of them. */
export interface Overtaken {
  words: Stretch[];
  by: Y.ID;
}

/**
 * The last words of each text, as far as `isLate` says that they may have been overtaken, where the words of a block that went
 * have come right in front of them.
 */
export function overtaken(view: TransactionView, isLate: (stretch: Stretch) => boolean): Overtaken[] {
  const texts = view.texts();
  const gone = texts.filter((text) => view.isDeletedType(text));
  if (gone.length === 0) return [];
  return texts.flatMap((text) => {
    if (isGone(text) || view.isNewType(text)) return [];
    const standing = view.stretches(text).filter(({ after }) => after !== null);
    const from = standing.findLastIndex((one) => view.isNew(one.item) || !isLate(one)) + 1;
    const start = standing.slice(0, from).findLastIndex(({ item }) => !view.isNew(item)) + 1;
    const came = standing.slice(start, from);
    const [first] = came;
    if (!first || from === standing.length) return [];
    const run: Run = {
      in: text,
      text: came.map((one) => one.text).join(''),
      spans: came.map(({ item }) => spanOf(item)),
      whole: false,
    };
    const isJoined = gone.some((one) => {
      const said = view.stretches(one).map(({ before, text: words }) => (before === null ? '' : words));
      return hasPassageOf(said.join(''), run);
    });
    return isJoined ? [{ words: standing.slice(from), by: idAt(spanOf(first.item), 0) }] : [];
  });
}
