// What a change of an article's settings means for those that tell the same story in other languages.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { Transaction } from 'kysely';
import type { StorageKind } from '../storage/dialect.ts';
import type { Tables } from '../storage/tables.ts';
import {
  lockTranslations,
  nameTranslations,
  type TranslationRefusal,
  translationSpeaks,
} from '../storage/translations.ts';
import type { ArticleRowChange } from './article-changes.ts';

/** Thrown within the transaction, so that it leaves nothing behind. */
export class TranslationsRefused extends Error {
  readonly why: TranslationRefusal | 'language-taken';
  constructor(why: TranslationRefusal | 'language-taken') {
    super(why);
    this.why = why;
  }
}

/** Changes them where the article's language or its translations are changed. Throws `TranslationsRefused`. */
export async function changeTranslations(
  transaction: Transaction<Tables>,
  kind: StorageKind,
  { id, language: before }: Pick<ArticleRow, 'id' | 'language'>,
  { language = before, translations }: Pick<ArticleRowChange, 'language' | 'translations'>,
): Promise<void> {
  if (language === before && !translations) return;
  await lockTranslations(transaction, kind);
  if (translations) {
    const refusal = await nameTranslations(transaction, { article: id, language }, translations);
    if (refusal) throw new TranslationsRefused(refusal);
  } else if (!(await translationSpeaks(transaction, id, language)))
    throw new TranslationsRefused('language-taken');
}
