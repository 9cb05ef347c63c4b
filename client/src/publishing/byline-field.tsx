// Who wrote the article, as readers see it.
import type { ArticleId } from '@galley/shared/ids.ts';
import { TextInput } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { useArticle } from '../editor/article-context.ts';
import { useArticleChange } from './publication.ts';
import { SavedSign } from './saved-sign.tsx';

interface BylineFieldProps {
  article: ArticleId;
  field: RefObject<HTMLInputElement | null>;
}

export function BylineField({ article, field }: BylineFieldProps) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const change = useArticleChange(article);
  /** What is typed and not saved yet. */
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    if (draft === null) return;
    const byline = draft.trim();
    if (byline === row.byline) setDraft(null);
    else change.mutate({ byline }, { onSuccess: () => setDraft(null) });
  };
  return (
    <TextInput
      ref={field}
      size="sm"
      label={t('settings.byline')}
      placeholder={t('settings.bylineHint')}
      value={draft ?? row.byline}
      maxLength={200}
      error={change.isError && draft !== null ? problemText(change.error) : null}
      rightSection={<SavedSign shown={change.isSuccess && draft === null} />}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
    />
  );
}
