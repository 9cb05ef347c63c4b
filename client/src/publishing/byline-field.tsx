// Who wrote the article, as readers see it.
import type { ArticleId } from '@galley/shared/ids.ts';
import { TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { useArticle } from '../editor/article-context.ts';
import { useArticleChange } from './publication.ts';
import { SavedSign } from './saved-sign.tsx';
import { useSavedField } from './use-saved-field.ts';

interface BylineFieldProps {
  article: ArticleId;
  field: RefObject<HTMLInputElement | null>;
}

export function BylineField({ article, field }: BylineFieldProps) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const change = useArticleChange(article);
  const { field: saved, isTyped } = useSavedField(row.byline, (typed, onDone) => {
    const byline = typed.trim();
    if (byline === row.byline) onDone();
    else change.mutate({ byline }, { onSuccess: onDone });
  });
  return (
    <TextInput
      ref={field}
      size="sm"
      label={t('settings.byline')}
      placeholder={t('settings.bylineHint')}
      {...saved}
      maxLength={200}
      error={change.isError && isTyped ? problemText(change.error) : null}
      rightSection={<SavedSign shown={change.isSuccess && !isTyped} />}
    />
  );
}
