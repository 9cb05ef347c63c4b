// What the article is about: words that readers and search engines find it by. Saved with each one.
import { maxTagLength, maxTags } from '@galley/shared/api/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { useArticle } from '../editor/article-context.ts';
import { useArticleChange } from './publication.ts';

export function TagsField({ article }: { article: ArticleId }) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const change = useArticleChange(article);
  return (
    <TagsInput
      size="sm"
      label={t('settings.tags')}
      description={t('settings.tagsHint')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      maxLength={maxTagLength}
      maxTags={maxTags}
      splitChars={[',', ';']}
      acceptValueOnBlur
      value={change.isPending || change.isError ? [...(change.variables?.tags ?? row.tags)] : row.tags}
      error={change.isError ? problemText(change.error) : null}
      onChange={(tags) => change.mutate({ tags })}
    />
  );
}
