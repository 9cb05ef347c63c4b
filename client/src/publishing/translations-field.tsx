// The articles of this desk that tell the same story in other languages: one for each, found by a search.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import { Select } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { articleQuery, articleSearchQuery } from '../app/articles.ts';
import { isRefusedBy, problemText } from '../app/problem-text.ts';
import { useArticle } from '../editor/article-context.ts';
import { useArticleChange } from './publication.ts';

export function TranslationsField({ article }: { article: ArticleId }) {
  const { row } = useArticle();
  const named = useQueries({ queries: row.translations.map((id) => articleQuery(id)) }).flatMap(
    ({ data }) => data ?? [],
  );
  return languages
    .filter((language) => language !== row.language)
    .map((language) => (
      <TranslationField
        key={language}
        article={article}
        language={language}
        chosen={named.find((one) => one.language === language) ?? null}
        others={named.filter((one) => one.language !== language).map(({ id }) => id)}
      />
    ));
}

interface TranslationFieldProps {
  article: ArticleId;
  language: Language;
  chosen: ArticleRow | null;
  /** Those in further languages, which stay. */
  others: readonly ArticleId[];
}

function TranslationField({ article, language, chosen, others }: TranslationFieldProps) {
  const { t } = useTranslation('publishing');
  const change = useArticleChange(article);
  const [search, setSearch] = useState('');
  const nameOf = ({ headline, liveRevision }: ArticleRow) =>
    (headline || t('related.untitled')) + (liveRevision === null ? t('related.hidden') : '');
  const isTaken = isRefusedBy(change.error, 'translation-taken');
  const asked = chosen && search === nameOf(chosen) ? '' : search.trim();
  const { data: found } = useQuery(articleSearchQuery(asked, language));
  const offered = [
    ...(chosen ? [chosen] : []),
    ...(found?.articles ?? []).filter(({ id }) => id !== chosen?.id && id !== article),
  ];
  return (
    <Select
      size="sm"
      label={t(`translations.title.${language}`)}
      placeholder={t('translations.choose')}
      description={t('translations.hint')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('translations.clear') }}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={t('related.nothing')}
      // The server has searched the texts too, so what it found is shown whatever its headline says.
      filter={({ options }) => options}
      error={change.isError && (isTaken ? t('translations.taken') : problemText(change.error))}
      value={chosen?.id ?? null}
      data={offered.map((one) => ({ value: one.id, label: nameOf(one) }))}
      onChange={(id) => {
        const one = offered.find((other) => other.id === id);
        change.mutate({ translations: [...others, ...(one ? [one.id] : [])] });
      }}
    />
  );
}
