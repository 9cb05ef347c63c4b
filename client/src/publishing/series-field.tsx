// The series that the article is a part of, one that the desk has or a new one, and its place there. Saved field by field.
import { maxSeriesName, maxSeriesPlace } from '@galley/shared/article/series.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Autocomplete, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { seriesQuery } from '../app/articles.ts';
import { problemText } from '../app/problem-text.ts';
import { useArticle } from '../editor/article-context.ts';
import { useArticleChange } from './publication.ts';
import { SavedSign } from './saved-sign.tsx';
import { useSavedField } from './use-saved-field.ts';

export function SeriesField({ article }: { article: ArticleId }) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const { data: known = [] } = useQuery(seriesQuery);
  const change = useArticleChange(article);
  const [typed, setTyped] = useState<string | null>(null);
  const save = (name: string | null) => {
    if (name === null) return;
    const series = name.trim();
    if (series === row.series) setTyped(null);
    else change.mutate({ series }, { onSuccess: () => setTyped(null) });
  };
  return (
    <>
      <Autocomplete
        size="sm"
        label={t('series.title')}
        placeholder={t('series.none')}
        description={t('series.hint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        maxLength={maxSeriesName}
        data={known.map(({ name }) => name)}
        limit={8}
        value={typed ?? row.series}
        onChange={setTyped}
        onOptionSubmit={save}
        onBlur={() => save(typed)}
        onKeyDown={(event) => {
          // Enter on an entry of the list, or that ends an input method's composition, belongs to these.
          if (event.key === 'Enter' && !event.defaultPrevented && !event.nativeEvent.isComposing) save(typed);
        }}
        error={change.isError && typed !== null ? problemText(change.error) : null}
        rightSection={<SavedSign shown={change.isSuccess && typed === null} />}
      />
      {row.series !== '' && <PlaceField article={article} />}
    </>
  );
}

function PlaceField({ article }: { article: ArticleId }) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const change = useArticleChange(article);
  const [isNoPlace, setIsNoPlace] = useState(false);
  const { field, isTyped } = useSavedField(String(row.seriesPlace ?? ''), (typed, onDone) => {
    const seriesPlace = typed.trim() === '' ? null : Number(typed);
    const fits =
      seriesPlace === null ||
      (Number.isInteger(seriesPlace) && seriesPlace >= 1 && seriesPlace <= maxSeriesPlace);
    setIsNoPlace(!fits);
    if (fits) change.mutate({ seriesPlace }, { onSuccess: onDone });
  });
  const refusal = isNoPlace ? t('series.noPlace') : change.isError ? problemText(change.error) : null;
  return (
    <TextInput
      size="sm"
      inputMode="numeric"
      label={t('series.place')}
      placeholder={t('series.byTime')}
      description={t('series.placeHint')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      {...field}
      error={isTyped ? refusal : null}
      rightSection={<SavedSign shown={change.isSuccess && !isTyped} />}
    />
  );
}
