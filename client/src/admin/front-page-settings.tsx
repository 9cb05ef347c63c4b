// Which stories the front page begins with.
import { maxPinned } from '@galley/shared/api/site-settings.ts';
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Select, Text } from '@mantine/core';
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { articleQuery } from '../app/articles.ts';
import { keys } from '../app/query-keys.ts';
import { PlaceButtons } from './ordered-list.tsx';
import classes from './site-page.module.css';

const publicArticles = (query: string) =>
  queryOptions({
    queryKey: [...keys.articleLists, 'public', query],
    queryFn: ({ signal }) =>
      call(articleRoutes.listArticles, {
        query: { stage: 'published', limit: 100, query: query || undefined },
        signal,
      }),
  });

interface FrontPageSettingsProps {
  pinned: readonly ArticleId[];
  onChange: (pinned: ArticleId[]) => void;
}

export function FrontPageSettings({ pinned, onChange }: FrontPageSettingsProps) {
  const { t } = useTranslation('site');
  const [search, setSearch] = useState('');
  const { data: newest } = useQuery(publicArticles(''));
  const { data: found } = useQuery({ ...publicArticles(search.trim()), enabled: search.trim() !== '' });
  // They may be older than all that are offered.
  const rows = useQueries({ queries: pinned.map((id) => articleQuery(id)) });
  const offered = (search.trim() === '' ? newest : found)?.articles ?? [];
  const headlineAt = (index: number) => {
    const { data, isError } = rows[index] ?? {};
    if (isError) return t('pinned.unknown');
    return data ? data.headline || t('pinned.untitled') : '…';
  };
  const isHidden = (index: number) => rows[index]?.data?.liveRevision === null;
  return (
    <section className={classes.card} aria-labelledby="site-front">
      <h2 id="site-front">{t('pinned.title')}</h2>
      <Text size="sm" c="dimmed">
        {t('pinned.intro')}
      </Text>
      {pinned.length > 0 && (
        <ol className={classes.ordered}>
          {pinned.map((id, index) => (
            <li key={id}>
              <span>
                {headlineAt(index)}
                {isHidden(index) && <small className={classes.lead}>{t('pinned.hidden')}</small>}
                {index === 0 && <small className={classes.lead}>{t('pinned.lead')}</small>}
              </span>
              <PlaceButtons items={pinned} index={index} name={headlineAt(index)} onChange={onChange} />
            </li>
          ))}
        </ol>
      )}
      {pinned.length < maxPinned && (
        <Select
          label={t('pinned.add')}
          placeholder={t('pinned.search')}
          searchable
          searchValue={search}
          onSearchChange={setSearch}
          nothingFoundMessage={t('pinned.nothing')}
          // The server has searched the texts too, so what it found is shown whatever its headline says.
          filter={({ options }) => options}
          maxDropdownHeight={320}
          limit={30}
          value={null}
          data={offered
            .filter(({ id }) => !pinned.includes(id))
            .map(({ id, headline }) => ({ value: id, label: headline || t('pinned.untitled') }))}
          onChange={(id) => {
            if (id === null) return;
            setSearch('');
            onChange([...pinned, id]);
          }}
        />
      )}
    </section>
  );
}
