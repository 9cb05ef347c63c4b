// Keeps threads at their text: sets the mark of a new one, and finds the place again of one whose mark has gone or does
// not stand on all of its words, such as after cut and paste, or when deleted text comes back. In a sealed section no mark
// can be set: there the quote alone says where a thread belongs, and as long as the seal holds it can't be wrong.
import type { Thread } from '@galley/shared/api/threads.ts';
import { type ArticleId, documentNameOf, type ThreadId } from '@galley/shared/ids.ts';
import {
  misplacedAnchors,
  moveAnchor,
  type Passage,
  removeAnchor,
  setAnchor,
} from '@galley/shared/review/anchors.ts';
import type { Documents } from '../collab/documents.ts';
import { type Journal, SealedError } from '../collab/journal.ts';

type TextThread = Thread & { subject: { type: 'text' } };

interface Places {
  documents: Documents;
  journal: Journal;
}

/** Sets the mark of a thread on a passage; gives whether that was possible. */
export async function anchorThread({ documents }: Places, thread: Thread): Promise<boolean> {
  if (!isOnText(thread)) return false;
  const { section, quote } = thread.subject;
  const set = documents.change(thread.article, null, (doc) => setAnchor(doc, section, thread.id, quote));
  return await unlessSealed(set, false);
}

/** Takes the mark of a thread away that is no more. One that stays in a sealed section is nobody's and shows nowhere. */
export async function releaseThread({ documents }: Places, article: ArticleId, id: ThreadId): Promise<void> {
  await unlessSealed(
    documents.change(article, null, (doc) => removeAnchor(doc, id)),
    undefined,
  );
}

/** Brings the marks of threads back to their words that stand somewhere without them, or not with all; gives how many. */
export async function findAgain(
  { documents, journal }: Places,
  article: ArticleId,
  threads: readonly Thread[],
): Promise<number> {
  const passages = threads.filter(isOnText).filter(({ state }) => state === 'open');
  if (passages.length === 0) return 0;
  const misplaced = await documents.read(article, (doc) => misplacedAnchors(doc, passages.map(passageOf)));
  if (misplaced.length === 0) return 0;
  const sealed = await journal.sealed(documentNameOf(article));
  const free = misplaced.filter(({ section }) => !sealed.has(section));
  if (free.length === 0) return 0;
  const moved = documents.change(
    article,
    null,
    (doc) => free.filter(({ passage, section }) => moveAnchor(doc, passage, section, sealed)).length,
  );
  return await unlessSealed(moved, 0);
}

function passageOf({ id, subject: { section, quote } }: TextThread): Passage {
  return { id, section, quote };
}

function isOnText(thread: Thread): thread is TextThread {
  return thread.subject.type === 'text';
}

async function unlessSealed<T>(change: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (error instanceof SealedError) return otherwise;
    throw error;
  }
}
