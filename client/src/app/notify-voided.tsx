// Tells a person whom it concerns that an approval has ended because the text changed.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Anchor } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import { articleQuery } from './articles.ts';
import { showToast } from './toasts.ts';

/** Shows the message with the way to the article. It stays until it is closed. */
export async function notifyVoided(client: QueryClient, article: ArticleId): Promise<void> {
  const row: Pick<ArticleRow, 'headline'> = await client
    .ensureQueryData(articleQuery(article))
    .catch(() => ({ headline: '' }));
  const headline = row.headline || i18next.t('editor:untitled');
  showToast(
    <>
      {i18next.t('sections:voided', { headline })}{' '}
      <Anchor href={`/desk/articles/${article}`} inherit>
        {i18next.t('sections:look')}
      </Anchor>
    </>,
    { id: `voided-${article}`, autoClose: 30_000 },
  );
}
