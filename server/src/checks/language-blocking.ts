// Spelling and grammar where a template lets them block. The server is asked before an article is held: within, only what it has
// answered counts, for nobody may wait for another server then. What it could not be asked does not block.
import type { ArticleContent } from '@galley/shared/article/content.ts';
import type { ReadinessItem } from '@galley/shared/article/readiness-item.ts';
import { blocksOf, itemsOf, languageBlocks } from '@galley/shared/checks/blocking.ts';
import { type CheckLevels, levelOf } from '@galley/shared/checks/levels.ts';
import type { Language } from '@galley/shared/language.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Tables } from '../storage/tables.ts';
import { knownWords } from './known-words.ts';
import { AwayError, type LanguageTool } from './language-tool.ts';

/** A text as it would go out, and what its template sets. */
interface Text {
  content: ArticleContent;
  language: Language;
  levels: CheckLevels;
}

export interface LanguageBlocking {
  /** Asks about the text, for at most so many milliseconds; what comes later is remembered all the same. */
  ask(text: Text, limitMs: number): Promise<void>;
  /** What blocks by what was answered, as the transaction `within` sees the words that are known. */
  found(
    text: Text,
    within: Kysely<Tables>,
  ): Promise<{ state: 'off' | 'none' | 'done' | 'unreachable'; items: ReadinessItem[] }>;
}

/** By this server; null where the desk has none. */
export function createLanguageBlocking(tool: LanguageTool | null, log: Logger): LanguageBlocking {
  const textsOf = ({ content }: Text) => blocksOf(content).map(({ text }) => text);
  return {
    ask: async (text, limitMs) => {
      if (!tool || !languageBlocks(text.levels)) return;
      const never = new AbortController().signal;
      const asking = tool.check(textsOf(text), text.language, never).then(
        () => {},
        (error: unknown) => {
          if (!(error instanceof AwayError))
            log.warn({ err: error }, 'The LanguageTool server could not be asked');
        },
      );
      const { promise: limit, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, limitMs);
      await Promise.race([asking, limit]);
      clearTimeout(timer);
    },
    found: async (text, within) => {
      if (!languageBlocks(text.levels)) return { state: 'off', items: [] };
      if (!tool) return { state: 'none', items: [] };
      const matches = tool.remembered(textsOf(text), text.language);
      if (!matches) return { state: 'unreachable', items: [] };
      const names = await knownWords(within);
      const found = blocksOf(text.content).flatMap(({ place, text: words }, index) =>
        (matches[index] ?? []).flatMap(({ code, from, to }) => {
          const isKnown = code === 'spelling' && names.has(words.slice(from, to).toLowerCase());
          return !isKnown && levelOf(code, text.levels) === 'block' ? [{ code, place }] : [];
        }),
      );
      return { state: 'done', items: itemsOf(found, text.content) };
    },
  };
}
