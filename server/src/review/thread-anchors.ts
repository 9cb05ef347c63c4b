// Keeps threads at their text: sets the mark of a new one, and finds the place again of one whose mark has gone, such as
// after cut and paste, or when deleted text comes back. In a sealed section no mark can be set: there the quote alone says
// where a thread belongs, and as long as the seal holds it can't be wrong.
import type { Thread } from '@galley/shared/api/threads.ts';
import { type ArticleId, documentNameOf, type ThreadId } from '@galley/shared/ids.ts';
import { anchorsIn, removeAnchor, sectionOfQuote, setAnchor } from '@galley/shared/review/anchors.ts';
import type * as Y from 'yjs';
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

/** Sets the marks anew of threads that have lost theirs and whose words stand somewhere; gives how many. */
export async function findAgain(
  { documents, journal }: Places,
  article: ArticleId,
  threads: readonly Thread[],
): Promise<number> {
  const onText = threads.filter(isOnText).filter(({ state }) => state === 'open');
  if (onText.length === 0) return 0;
  const places = await documents.read(article, (doc) => placesOf(doc, onText));
  if (places.length === 0) return 0;
  const sealed = await journal.sealed(documentNameOf(article));
  const lost = places.filter(({ section }) => !sealed.has(section));
  if (lost.length === 0) return 0;
  const set = documents.change(article, null, (doc) => lost.filter((one) => mark(doc, one)).length);
  return await unlessSealed(set, 0);
}

interface Place {
  thread: TextThread;
  section: TextThread['subject']['section'];
}

function mark(doc: Y.Doc, { thread, section }: Place): boolean {
  return setAnchor(doc, section, thread.id, thread.subject.quote);
}

function placesOf(doc: Y.Doc, threads: readonly TextThread[]): Place[] {
  const anchored = anchorsIn(doc);
  return threads.flatMap((thread) => {
    if (anchored.has(thread.id)) return [];
    const section = sectionOfQuote(doc, thread.subject.section, thread.subject.quote);
    return section === null ? [] : [{ thread, section }];
  });
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
