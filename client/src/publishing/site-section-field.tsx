// The section of the site in which readers find the article. Saved at once.
import type { ArticleId } from '@galley/shared/ids.ts';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { siteSectionsQuery } from '../app/site-sections.ts';
import { useArticle } from '../editor/article-context.ts';
import { useArticleChange } from './publication.ts';

export function SiteSectionField({ article }: { article: ArticleId }) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const { data: sections = [], refetch } = useQuery(siteSectionsQuery);
  const change = useArticleChange(article);
  const value = change.isPending ? change.variables.siteSection : row.siteSection;
  // A desk whose site has no sections is asked for none.
  if (sections.length === 0) return null;
  return (
    <NativeSelect
      size="sm"
      label={t('settings.siteSection')}
      description={t('settings.siteSectionHint')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      data={[
        { value: '', label: t('settings.noSiteSection') },
        ...sections.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={value ?? ''}
      error={change.isError ? problemText(change.error) : null}
      onChange={(event) => {
        const section = sections.find(({ id }) => id === event.currentTarget.value);
        // Somebody may have removed it meanwhile.
        change.mutate({ siteSection: section?.id ?? null }, { onError: () => void refetch() });
      }}
    />
  );
}
