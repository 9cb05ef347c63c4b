// Somebody in front of an article who types, for tests of what becomes of their words.
import { sectionFragment } from '@galley/shared/article/document.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { plain, sectionOf } from './room-testing.ts';
import { type TestClient, until } from './testing.ts';

/** How many words may wait for the server before the typist looks up. */
const mostWaiting = 20;

/** Types words that nobody else types, and remembers for which of them the editor said "Saved". */
export class Typist {
  readonly article: ArticleId;
  readonly client: TestClient;
  readonly typed: string[] = [];
  acknowledged = 0;
  #name: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(name: string, article: ArticleId, client: TestClient) {
    this.#name = name;
    this.article = article;
    this.client = client;
    client.provider.on('unsyncedChanges', () => {
      if (client.isSaved) this.acknowledged = this.typed.length;
    });
  }

  /** Makes the paragraph in which everybody types. */
  async begin(): Promise<void> {
    await this.client.synced();
    introductionOf(this.client.doc).push([plain('.')]);
    await this.client.saved();
  }

  /** Types until asked to stop; resolves once the server has acknowledged a word of this round. */
  async type(round: number): Promise<void> {
    await until(() => this.client.isSaved && this.text.includes('.'));
    const before = this.acknowledged;
    const typeOn = () => {
      // On a busy machine there would always be a word that waits, and so never a "Saved".
      if (this.typed.length - this.acknowledged < mostWaiting) this.#typeWord(round);
      this.#timer = setTimeout(typeOn, 20 + ((this.typed.length * 17) % 60));
    };
    typeOn();
    await until(() => this.acknowledged > before);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  get text(): string {
    return introductionOf(this.client.doc).toString();
  }

  #typeWord(round: number): void {
    const section = introductionOf(this.client.doc);
    const text = (section.get(section.length - 1) as Y.XmlElement).get(0);
    if (!(text instanceof Y.XmlText)) throw new Error('The section has no text.');
    const word = `${this.#name}x${round}x${this.typed.length}`;
    text.insert(this.typed.length % 2 === 0 ? text.length : 0, ` ${word} `);
    this.typed.push(word);
  }
}

/**
 * Waits until everything that these typed into one article is saved and with everybody, and holds that it stands there
 * once, and that nobody was refused anything.
 */
export async function expectEveryWordOnce(typists: readonly Typist[]): Promise<void> {
  const [first] = typists;
  if (!first) throw new Error('There is no typist.');
  await until(() => typists.every(({ client, text }) => client.isSaved && text === first.text));
  const typed = typists.flatMap((typist) => typist.typed);
  expect(typedWords(first.client.doc).toSorted()).toEqual(typed.toSorted());
  for (const { client } of typists)
    expect(client.messages.filter(({ type }) => type === 'refused')).toEqual([]);
}

/** The words that stand in the introduction, as often as they stand there. */
export function typedWords(doc: Y.Doc): string[] {
  return (
    introductionOf(doc)
      .toString()
      .match(/\d+x\d+x\d+/g) ?? []
  );
}

function introductionOf(doc: Y.Doc): Y.XmlFragment {
  return sectionFragment(doc, sectionOf(doc, 'introduction'));
}
