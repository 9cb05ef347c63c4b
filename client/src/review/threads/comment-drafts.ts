// Comments that were begun and not sent, kept on this device for one person and one article: they survive a look
// elsewhere, a reload and the end of a session. Signing out takes them away, and asks before.
import { type ThreadSubject, threadSubjectSchema } from '@galley/shared/api/threads.ts';
import type { CommentId, ThreadId } from '@galley/shared/ids.ts';
import { z } from 'zod';
import { readSubject } from '../kept-subjects.ts';

/** What is written: a reply by its thread, a change by its comment, or a new thread's first comment. */
export type DraftKey = ThreadId | CommentId | 'draft';

const keptSchema = z.object({
  texts: z.record(z.string(), z.string()),
  /** What the new thread is about. */
  subject: z.preprocess(readSubject, threadSubjectSchema.nullable()),
});
type Kept = z.infer<typeof keptSchema>;

export class CommentDrafts {
  readonly #key: string;

  /** `key` is where they are in the browser's storage. */
  constructor(key: string) {
    this.#key = key;
  }

  has(about: DraftKey): boolean {
    return this.get(about) !== undefined;
  }

  get(about: DraftKey): string | undefined {
    return this.#read().texts[about];
  }

  /** What the new thread that was begun is about; null where none was. */
  get subject(): ThreadSubject | null {
    return this.has('draft') ? this.#read().subject : null;
  }

  /** Keeps a text; blank ones are let go. */
  set(about: DraftKey, text: string, subject?: ThreadSubject | null): void {
    const kept = this.#read();
    const { [about]: _before, ...others } = kept.texts;
    const texts = text.trim() === '' ? others : { ...others, [about]: text };
    this.#write({ texts, subject: subject === undefined ? kept.subject : subject });
  }

  delete(about: DraftKey): void {
    if (this.has(about)) this.set(about, '');
  }

  // Read anew each time: another tab may have the same article open.
  #read(): Kept {
    try {
      return keptSchema.parse(JSON.parse(localStorage.getItem(this.#key) ?? ''));
    } catch {
      return { texts: {}, subject: null };
    }
  }

  #write(kept: Kept): void {
    try {
      if (Object.keys(kept.texts).length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // A full storage keeps no drafts; what is on the page stays there.
    }
  }
}
