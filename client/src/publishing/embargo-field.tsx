// Until when nothing of the article may be public, on the desk's clocks, with the server's refusal at the field.
import type { ArticleId } from '@galley/shared/ids.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';
import { WallTimeInput } from '../ui/wall-time-input.tsx';
import { localTime } from '../ui/zone-time.ts';
import { embargoRefusal } from './embargo-refusal.ts';
import { useArticleChange } from './publication.ts';
import { SavedSign } from './saved-sign.tsx';

export function EmbargoField({ article, timeZone }: { article: ArticleId; timeZone: string }) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const change = useArticleChange(article);
  /** What is typed and not saved yet. */
  const [draft, setDraft] = useState<string | null>(null);
  const saved = row.embargo === null ? '' : localTime(new Date(row.embargo), timeZone);
  const save = () => {
    if (draft === null) return;
    if (draft === saved) setDraft(null);
    else change.mutate({ embargo: draft === '' ? null : draft }, { onSuccess: () => setDraft(null) });
  };
  const refusal = change.isError && draft !== null ? embargoRefusal(change.error) : null;
  return (
    <WallTimeInput
      timeZone={timeZone}
      size="sm"
      label={t('settings.embargo')}
      description={t('settings.embargoHint', { zone: timeZone })}
      value={draft ?? saved}
      error={refusal}
      rightSection={<SavedSign shown={change.isSuccess && draft === null} />}
      onChange={(event) => {
        setDraft(event.currentTarget.value.slice(0, 16));
        change.reset();
      }}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
    />
  );
}
