// Until when nothing of the article may be public, on the desk's clocks, with the server's refusal at the field.
import type { ArticleId } from '@galley/shared/ids.ts';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';
import { WallTimeInput } from '../ui/wall-time-input.tsx';
import { localTime } from '../ui/zone-time.ts';
import { embargoRefusal } from './embargo-refusal.ts';
import { useArticleChange } from './publication.ts';
import { SavedSign } from './saved-sign.tsx';
import { useSavedField } from './use-saved-field.ts';

export function EmbargoField({ article, timeZone }: { article: ArticleId; timeZone: string }) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const change = useArticleChange(article);
  const saved = row.embargo === null ? '' : localTime(new Date(row.embargo), timeZone);
  const { field, isTyped } = useSavedField(saved, (typed, onDone) => {
    const embargo = typed === '' ? null : typed.slice(0, 16);
    change.mutate({ embargo }, { onSuccess: onDone });
  });
  return (
    <WallTimeInput
      timeZone={timeZone}
      size="sm"
      label={t('settings.embargo')}
      description={t('settings.embargoHint', { zone: timeZone })}
      {...field}
      error={change.isError && isTyped ? embargoRefusal(change.error) : null}
      rightSection={<SavedSign shown={change.isSuccess && !isTyped} />}
      onChange={(event) => {
        field.onChange(event);
        change.reset();
      }}
    />
  );
}
