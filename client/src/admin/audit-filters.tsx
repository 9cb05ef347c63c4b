// What of the audit log is shown: by person, act, article and days.
import { actsOf, auditGroups } from '@galley/shared/api/audit.ts';
import { articleIdOf } from '@galley/shared/ids.ts';
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { articleQuery, articleSearchQuery } from '../app/articles.ts';
import { usePeople } from '../app/people.ts';
import classes from './audit-page.module.css';
import { type AuditView, isFiltered, wholeLog } from './audit-view.ts';

interface AuditFiltersProps {
  view: AuditView;
  onChange: (change: Partial<AuditView>) => void;
}

export function AuditFilters({ view, onChange }: AuditFiltersProps) {
  const { t } = useTranslation('audit');
  const people = usePeople();
  const acts = auditGroups.map((group) => ({
    group: t(`group.${group}`),
    items: [
      { value: group as string, label: t(`all.${group}`) },
      ...actsOf(group).map((act) => ({ value: act as string, label: t(`label.${act}`) })),
    ],
  }));
  const named = acts.flatMap(({ items }) => items.map(({ value }) => value));
  return (
    <search className={classes.filters} aria-label={t('filters')}>
      <Select
        label={t('person')}
        placeholder={t('everybody')}
        clearable
        searchable
        data={[...people.values()].map(({ id, name }) => ({ value: id as string, label: name }))}
        value={view.person}
        onChange={(person) => onChange({ person })}
      />
      <Select
        label={t('act')}
        placeholder={t('everything')}
        clearable
        searchable
        maxDropdownHeight={360}
        comboboxProps={{ width: 280, position: 'bottom-start' }}
        data={acts}
        value={view.act}
        // Every value of the list is an act or a group.
        onChange={(act) =>
          onChange({ act: act !== null && named.includes(act) ? (act as AuditView['act']) : null })
        }
      />
      <ArticleFilter article={view.article} onChange={(article) => onChange({ article })} />
      <TextInput
        type="date"
        label={t('from')}
        value={view.from ?? ''}
        max={view.to ?? undefined}
        onChange={(event) => onChange({ from: event.currentTarget.value || null })}
      />
      <TextInput
        type="date"
        label={t('to')}
        value={view.to ?? ''}
        min={view.from ?? undefined}
        onChange={(event) => onChange({ to: event.currentTarget.value || null })}
      />
      {isFiltered(view) && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          className={classes.clear ?? ''}
          onClick={() => onChange(wholeLog)}
        >
          {t('clear')}
        </Button>
      )}
    </search>
  );
}

interface ArticleFilterProps {
  article: string | null;
  onChange: (article: string | null) => void;
}

/** Finds articles by the server's search, as the palette does. */
function ArticleFilter({ article, onChange }: ArticleFilterProps) {
  const { t } = useTranslation('audit');
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 200);
  const id = articleIdOf(article);
  const queries = id === null ? [] : [articleQuery(id)];
  const chosen = useQueries({ queries })[0]?.data;
  const isSearch = query !== '' && query !== chosen?.headline;
  const found = useQuery({
    ...articleSearchQuery(isSearch ? query : ''),
    placeholderData: keepPreviousData,
  }).data;
  const articles = [...(found?.articles ?? [])];
  if (chosen && !articles.some(({ id }) => id === chosen.id)) articles.unshift(chosen);
  return (
    <Select
      className={classes.wide ?? ''}
      label={t('article')}
      placeholder={t('everyArticle')}
      clearable
      searchable
      nothingFoundMessage={t('noArticle')}
      // The server has searched already.
      filter={({ options }) => options}
      data={articles.map(({ id, headline }) => ({ value: id as string, label: headline || t('untitled') }))}
      value={article}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}
