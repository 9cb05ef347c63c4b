// Somebody who comments while everything fails, as the browser's outbox does: each comment is sent until it is answered.
import { setTimeout as pause } from 'node:timers/promises';
import { type ArticleId, type CommentId, newId, type ThreadId } from '@galley/shared/ids.ts';
import type { TestEditor } from '../testing/desk-process.ts';

export class Commenter {
  /** The comments that the server has acknowledged. */
  readonly acknowledged: string[] = [];
  /** Answers that are neither a success nor a reason to try again. */
  readonly refused: string[] = [];
  readonly #editor: TestEditor;
  readonly #article: ArticleId;
  #going = false;
  #work: Promise<void> = Promise.resolve();

  constructor(editor: TestEditor, article: ArticleId) {
    this.#editor = editor;
    this.#article = article;
  }

  /** Comments until asked to stop. */
  begin(): void {
    this.#going = true;
    this.#work = this.#commentOn();
  }

  /** Resolves once the comment that is on its way is answered. */
  async stop(): Promise<void> {
    this.#going = false;
    await this.#work;
  }

  async #commentOn(): Promise<void> {
    while (this.#going) {
      const body = `comment ${newId<string>()}`;
      await this.#send({
        id: newId<ThreadId>(),
        subject: { type: 'article' },
        comment: { id: newId<CommentId>(), body },
      });
      this.acknowledged.push(body);
      await pause(400);
    }
  }

  async #send(thread: object): Promise<void> {
    for (;;) {
      const path = `/api/articles/${this.#article}/threads`;
      const status = await this.#editor.ask('POST', path, thread).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 201) return;
      // No answer, no database, going away, too many at once: the outbox sends the same again.
      if (![0, 429, 500, 502, 503, 504].includes(status)) this.refused.push(`${status} for a comment`);
      await pause(100);
    }
  }
}
