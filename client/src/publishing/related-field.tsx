// Other articles that readers are led to from this one, in their order, before those that the site chooses by itself.
import { maxRelated } from '@galley/shared/api/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { ActionIcon, Input, Select } from '@mantine/core';
import { IconArrowUp, IconX } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { articleQuery, articleSearchQuery } from '../app/articles.ts';
import { problemText } from '../app/problem-text.ts';
import { useArticle } from '../editor/article-context.ts';
import classes from './authors-field.module.css';
import { useArticleChange } from './publication.ts';

export function RelatedField({ article }: { article: ArticleId }) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const change = useArticleChange(article);
  const [search, setSearch] = useState('');
  const related = change.isPending ? (change.variables.related ?? row.related) : row.related;
  const rows = useQueries({ queries: row.related.map((id) => articleQuery(id)) });
  const { data: found } = useQuery(articleSearchQuery(search.trim()));
  const known = new Map(
    [...rows.flatMap(({ data }) => data ?? []), ...(found?.articles ?? [])].map((one) => [
      one.id as string,
      one,
    ]),
  );
  const nameOf = (id: string) => known.get(id)?.headline || t('related.untitled');
  const set = (wanted: readonly string[]) => change.mutate({ related: [...wanted] });
  return (
    <Input.Wrapper label={t('related.title')} labelElement="div">
      {related.length > 0 && (
        <ol className={classes.list}>
          {related.map((id, index) => (
            <li key={id} className={classes.author}>
              <span className={classes.name}>
                {nameOf(id)}
                {known.get(id)?.liveRevision === null && <small>{t('related.hidden')}</small>}
              </span>
              <span className={classes.acts}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('related.up', { name: nameOf(id) })}
                  disabled={index === 0}
                  onClick={() => set(related.toSpliced(index, 1).toSpliced(index - 1, 0, id))}
                >
                  <IconArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('related.remove', { name: nameOf(id) })}
                  onClick={() => set(related.filter((other) => other !== id))}
                >
                  <IconX size={16} />
                </ActionIcon>
              </span>
            </li>
          ))}
        </ol>
      )}
      {related.length < maxRelated && (
        <Select
          size="sm"
          aria-label={t('related.add')}
          placeholder={t('related.add')}
          description={t('related.hint')}
          inputWrapperOrder={['input', 'error', 'description']}
          searchable
          searchValue={search}
          onSearchChange={setSearch}
          nothingFoundMessage={t('related.nothing')}
          // The server has searched the texts too, so what it found is shown whatever its headline says.
          filter={({ options }) => options}
          error={change.isError ? problemText(change.error) : null}
          value={null}
          data={(found?.articles ?? [])
            .filter(({ id }) => id !== article && !related.includes(id))
            .map(({ id, headline }) => ({ value: id, label: headline || t('related.untitled') }))}
          onChange={(id) => {
            if (id === null) return;
            setSearch('');
            set([...related, id]);
          }}
        />
      )}
    </Input.Wrapper>
  );
}
