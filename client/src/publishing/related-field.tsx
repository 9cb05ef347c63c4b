// Other articles that readers are led to from this one, in their order, before those that the site chooses by itself.
import { maxRelated } from '@galley/shared/api/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { ActionIcon, Input, Select } from '@mantine/core';
import { IconArrowUp, IconX } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
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
  const [said, setSaid] = useState('');
  const select = useRef<HTMLInputElement>(null);
  const wasRemoved = useRef(false);
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
  const moveUp = (id: string, index: number) => {
    set(related.toSpliced(index, 1).toSpliced(index - 1, 0, id));
    setSaid(t('related.moved', { name: nameOf(id), place: index }));
  };
  const remove = (id: string) => {
    wasRemoved.current = true;
    set(related.filter((other) => other !== id));
  };
  // Not as it is removed: where there were as many as there may be, the select is not there before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when one is gone from the list, its button is too
  useEffect(() => {
    if (wasRemoved.current) select.current?.focus();
    wasRemoved.current = false;
  }, [related.length]);
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
                  onClick={() => moveUp(id, index)}
                >
                  <IconArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('related.remove', { name: nameOf(id) })}
                  onClick={() => remove(id)}
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
          ref={select}
          size="sm"
          aria-label={t('related.add')}
          placeholder={t('related.add')}
          description={t('related.hint')}
          inputWrapperOrder={['input', 'error', 'description']}
          searchable
          // The focus comes here by itself when an article is taken out.
          openOnFocus={false}
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
      <span className={classes.said} role="status">
        {said}
      </span>
    </Input.Wrapper>
  );
}
