// Somebody who reads while everything fails: refused is what they may be, and never given less than was acknowledged before they asked.
import { setTimeout as pause } from 'node:timers/promises';
import type { Typist } from '../collab/typist-testing.ts';
import type { TestEditor } from '../testing/desk-process.ts';

export class Reader {
  /** Answers that were given. */
  answered = 0;
  /** Answers that are wrong, a line each. */
  readonly wrong: string[] = [];
  readonly #person: TestEditor;
  readonly #typists: readonly Typist[];
  #going = false;
  #work: Promise<void> = Promise.resolve();

  /** Reads the article of these, who all write in one. */
  constructor(person: TestEditor, typists: readonly Typist[]) {
    this.#person = person;
    this.#typists = typists;
  }

  /** Reads until asked to stop. */
  begin(): void {
    this.#going = true;
    this.#work = this.#read();
  }

  /** Resolves once the last answer is here. */
  async stop(): Promise<void> {
    this.#going = false;
    await this.#work;
  }

  async #read(): Promise<void> {
    const article = this.#typists[0]?.article;
    while (this.#going) {
      const acknowledged = this.#typists.flatMap(({ typed, acknowledged }) => typed.slice(0, acknowledged));
      await this.#ask(`/api/articles/${article}/moments/now`, (body) => {
        const there = new Set(JSON.stringify(body).match(/\d+x\d+x\d+/g));
        const missing = acknowledged.filter((word) => !there.has(word)).length;
        return missing === 0 ? null : `an answer lacks ${missing} acknowledged words of ${article}`;
      });
      // Nothing is published, so there is nothing that could be missing; the page itself is never gone.
      await this.#ask('/', () => null);
      await pause(300);
    }
  }

  async #ask(path: string, faultIn: (body: unknown) => string | null): Promise<void> {
    const answer = await this.#person.ask('GET', path).catch(() => null);
    // No answer, no database, going away, too many at once.
    if (answer === null || [429, 502, 503, 504].includes(answer.status)) return;
    const fault = answer.status === 200 ? faultIn(answer.body) : `${answer.status} for ${path}`;
    if (fault !== null) this.wrong.push(fault);
    this.answered += 1;
  }
}
