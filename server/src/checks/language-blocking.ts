// Spelling and grammar where a template lets them block. The server is asked before an article is held: within, only what it has
// answered counts, for nobody may wait for another server then. What it could not be asked does not block.
import type { Publication } from '@galley/shared/api/publishing.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import type { ReadinessItem } from '@galley/shared/article/readiness-item.ts';
import { blocksOf, itemsOf, languageBlocks } from '@galley/shared/checks/blocking.ts';
import { type CheckLevels, levelOf } from '@galley/shared/checks/levels.ts';
import type { Language } from '@galley/shared/language.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import { isKnownWord, knownWords } from './known-words.ts';
import type { LanguageTool } from './language-tool.ts';

/** A text as it would go out, and what its template sets. */
interface LanguageText {
  content: ArticleContent;
  language: Language;
  levels: CheckLevels;
}

/** Spelling and grammar of texts that are to go out, where a template lets them block. */
export interface LanguageBlocking {
  /**
   * Asks about the text, for at most so many milliseconds. What has been sent by then is remembered all the same, the rest is not
   * asked about.
   */
  ask(text: LanguageText, limitMs: number): Promise<void>;
  /** What blocks by what was answered, as the transaction `within` sees the words that are known. */
  found(
    text: LanguageText,
    within: Kysely<Tables>,
  ): Promise<{ state: Publication['languageCheck']; items: ReadinessItem[] }>;
}

/** By this server; null where the desk has none. */
export function createLanguageBlocking(tool: LanguageTool | null): LanguageBlocking {
  const textsOf = ({ content }: LanguageText) => blocksOf(content).map(({ text }) => text);
  return {
    ask: async (text, limitMs) => {
      if (!tool || !languageBlocks(text.levels)) return;
      // What has been sent goes on: a slow server has answered by the next time, and a silent one is known to be away.
      const limit = AbortSignal.timeout(limitMs);
      // What could not be asked is not remembered, which says all; the tool logs its own failures.
      await tool.check(textsOf(text), text.language, limit, 'goes-on').catch(() => {});
    },
    found: async (text, within) => {
      if (!languageBlocks(text.levels)) return { state: 'off', items: [] };
      if (!tool) return { state: 'none', items: [] };
      const matches = tool.remembered(textsOf(text), text.language);
      if (!matches) return { state: 'unreachable', items: [] };
      const names = await knownWords(within);
      const found = blocksOf(text.content).flatMap(({ place, text: words }, index) =>
        (matches[index] ?? []).flatMap(({ code, from, to }) => {
          const isKnown = isKnownWord(names, code, words.slice(from, to));
          return !isKnown && levelOf(code, text.levels) === 'block' ? [{ code, place }] : [];
        }),
      );
      return { state: 'done', items: itemsOf(found, text.content) };
    },
  };
}
