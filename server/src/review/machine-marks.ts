// Marking words of an article as made by a machine, and what is marked of a text. Marks are rows beside the document, one an
// act, that are only ever added: so each moment's marks can be recomputed later.
import type { CharacterSpan, MachineMade } from '@galley/shared/api/machine-made.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Documents } from '../collab/documents.ts';
import type { Live } from '../events/live.ts';
import type { Origins, OriginsOfWords, Span } from '../history/origins.ts';
import { isKnownArticle } from '../storage/article-facts.ts';
import type { Storage } from '../storage/storage.ts';
import { lockMarkings, readMarkings, writeMarking } from './machine-rows.ts';
import { findWords, machineWordsOf, markedBy } from './machine-words.ts';

type MarkOutcome = { outcome: 'done'; made: MachineMade } | { outcome: 'unknown' } | { outcome: 'not-there' };

export interface MachineMarks {
  /** What of the text as it stands is marked; null for an unknown article. */
  of(article: ArticleId): Promise<MachineMade | null>;
  /** Marks words, or takes their mark off; it changes nothing where that is so already. */
  mark(article: ArticleId, made: boolean, spans: readonly CharacterSpan[], by: UserId): Promise<MarkOutcome>;
}

interface MachineMarksOptions {
  storage: Storage;
  documents: Documents;
  origins: OriginsOfWords;
  live: Live;
}

export function createMachineMarks({ storage, documents, origins, live }: MachineMarksOptions): MachineMarks {
  const { db } = storage;

  const read = async (article: ArticleId): Promise<MachineMade> => {
    const markings = await readMarkings(db, article);
    // Most articles have none, and then there is nothing to read.
    if (markings.length === 0) return { hasMarks: false, spans: [], marks: [], parts: [] };
    await origins.catchUp(article);
    const written = await origins.read(db, article);
    const { words, parts } = await documents.read(article, (doc) =>
      machineWordsOf(doc, written, markedBy(markings)),
    );
    const shown = new Set(words.map(({ mark }) => mark));
    return {
      hasMarks: true,
      spans: words.map(({ span, mark }) => ({ span: [span.client, span.clock, span.length], mark })),
      marks: markings
        .filter(({ number }) => shown.has(number))
        .map(({ number, by, at }) => ({ number, by, at })),
      parts: parts.filter(({ machine }) => machine > 0),
    };
  };

  return {
    of: async (article) => ((await isKnownArticle(db, article)) ? await read(article) : null),

    mark: async (article, made, input, by) => {
      if (!(await isKnownArticle(db, article))) return { outcome: 'unknown' };
      const spans = input.map(([client, clock, length]): Span => ({ client, clock, length }));
      // What is in the document now is in the journal, so the origins know of it once they have caught up.
      const isThere = await documents.read(article, (doc) => findWords(doc, noOrigins, spans) !== null);
      if (!isThere) return { outcome: 'not-there' };
      await origins.catchUp(article);
      const written = await origins.read(db, article);
      const found = await documents.read(article, (doc) => findWords(doc, written, spans));
      if (!found) return { outcome: 'not-there' };
      const isNew = await db.transaction().execute(async (transaction) => {
        await lockMarkings(transaction, storage.kind, article);
        const markings = await readMarkings(transaction, article);
        const marked = markedBy(markings);
        const isSo = found.origins.every((span) => {
          const length = marked.within(span).reduce((sum, one) => sum + one.length, 0);
          return length === (made ? span.length : 0);
        });
        if (isSo) return false;
        await writeMarking(transaction, article, { made, words: found, by });
        return true;
      });
      if (isNew) {
        live.announce({ type: 'machine-made', article });
        live.announce({ type: 'history', article });
      }
      return { outcome: 'done', made: await read(article) };
    },
  };
}

/** Takes characters as they stand there. */
const noOrigins: Pick<Origins, 'of'> = { of: (span) => [span] };
