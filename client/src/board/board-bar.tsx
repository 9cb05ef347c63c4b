// The bar above the board: search, filters, order, and how the board is shown.
import { may } from '@galley/shared/access/roles.ts';
import { articleSorts } from '@galley/shared/api/articles.ts';
import { type Stage, stages } from '@galley/shared/article/stages.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import { ActionIcon, Button, CloseButton, Menu, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconArchive, IconArrowsSort, IconLayoutKanban, IconSearch, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { useMe } from '../app/session.tsx';
import { siteSectionsQuery } from '../app/site-sections.ts';
import { useTemplates } from '../app/templates.ts';
import { Face } from '../ui/face.tsx';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import { StageDot } from '../ui/stage-dot.tsx';
import classes from './board-bar.module.css';
import { type BoardView, isFiltered, naturalDirection, noFilters } from './board-view.ts';
import { FilterMenu } from './filter-menu.tsx';

interface BoardBarProps {
  view: BoardView;
  onChange: (change: Partial<BoardView>, how?: 'replace' | 'push') => void;
}

export function BoardBar({ view, onChange }: BoardBarProps) {
  const { t } = useTranslation('board');
  return (
    <search className={classes.bar}>
      <Search query={view.query} onChange={(query) => onChange({ query }, 'replace')} />
      <div className={classes.filters}>
        <Filters view={view} onChange={onChange} />
        <MineButton view={view} onChange={onChange} />
        {(isFiltered(view) || (view.layout === 'table' && view.stage)) && (
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            className={classes.clear ?? ''}
            onClick={() => onChange(noFilters)}
          >
            {t('filter.clear')}
          </Button>
        )}
      </div>
      <div className={classes.right}>
        <SortMenu view={view} onChange={onChange} />
        <ActionIcon
          data-tip={t(view.archived ? 'view.leaveArchive' : 'view.archive')}
          size={32}
          variant={view.archived ? 'light' : 'subtle'}
          color={view.archived ? 'pencil' : 'gray'}
          aria-label={t('view.archive')}
          aria-pressed={view.archived}
          onClick={() => onChange({ archived: !view.archived })}
        >
          <IconArchive size={18} stroke={1.75} />
        </ActionIcon>
        <SegmentedControl
          size="xs"
          aria-label={t('view.label')}
          value={view.layout}
          onChange={(layout) => onChange({ layout: layout === 'table' ? 'table' : 'columns' })}
          data={[
            { value: 'columns', label: <ViewLabel icon={IconLayoutKanban} label={t('view.columns')} /> },
            { value: 'table', label: <ViewLabel icon={IconTable} label={t('view.table')} /> },
          ]}
        />
      </div>
    </search>
  );
}

function ViewLabel({ icon: Icon, label }: { icon: typeof IconTable; label: string }) {
  return (
    <span className={classes.viewLabel}>
      <Icon size={15} stroke={1.75} aria-hidden />
      {label}
    </span>
  );
}

/** Searches a moment after the last key; the field itself never waits. */
function Search({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  const { t } = useTranslation('board');
  const [typed, setTyped] = useState({ text: query, query });
  // Back, a cleared filter or a link changed the query from outside: then that is what the field says.
  if (typed.query !== query) setTyped({ text: query, query });
  const search = useDebouncedCallback((text: string) => {
    setTyped({ text, query: text.trim() });
    onChange(text.trim());
  }, 220);
  const type = (text: string) => {
    setTyped((current) => ({ ...current, text }));
    search(text);
  };
  return (
    <TextInput
      type="search"
      size="sm"
      className={classes.search ?? ''}
      classNames={{ input: classes.searchInput ?? '' }}
      aria-label={t('search.label')}
      placeholder={t('search.placeholder')}
      maxLength={200}
      value={typed.text}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') search.flush();
        if (event.key === 'Escape' && typed.text) type('');
      }}
      leftSection={<IconSearch size={16} stroke={1.75} />}
      rightSection={
        typed.text && <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => type('')} />
      }
    />
  );
}

function Filters({ view, onChange }: BoardBarProps) {
  const { t, i18n } = useTranslation('board');
  const me = useMe();
  const language = i18n.language as Language;
  const templates = [...useTemplates().values()].filter(
    (template) => !template.archived || template.id === view.template,
  );
  const people = [...usePeople().values()].filter((person) => person.active || person.id === view.person);
  return (
    <>
      {view.layout === 'table' && (
        <FilterMenu
          name={t('filter.stage')}
          value={view.stage}
          onChange={(stage) => onChange({ stage: stage as Stage | null })}
          choices={stages.map((stage) => ({
            value: stage,
            label: t(`stage.${stage}`),
            icon: <StageDot stage={stage} />,
          }))}
        />
      )}
      <FilterMenu
        name={t('filter.template')}
        value={view.template}
        onChange={(template) => onChange({ template })}
        choices={templates.map((template) => ({ value: template.id, label: template.name[language] }))}
      />
      <FilterMenu
        name={t('filter.person')}
        value={view.person}
        onChange={(person) => onChange({ person })}
        choices={people.map((person) => ({
          value: person.id,
          label: person.id === me.id ? t('filter.me', { name: person.name }) : person.name,
          icon: <Face person={person} size={20} />,
        }))}
      />
      <FilterMenu
        name={t('filter.assignee')}
        value={view.assignee}
        onChange={(assignee) => onChange({ assignee })}
        choices={[
          { value: 'nobody', label: t('filter.nobody') },
          ...people
            .filter((person) => may(person.role, 'article.write') || person.id === view.assignee)
            .map((person) => ({
              value: person.id,
              label: person.id === me.id ? t('filter.me', { name: person.name }) : person.name,
              icon: <Face person={person} size={20} />,
            })),
        ]}
      />
      <SectionFilter view={view} onChange={onChange} />
      <FilterMenu
        name={t('filter.language')}
        value={view.language}
        onChange={(chosen) => onChange({ language: chosen as Language | null })}
        choices={languages.map((tag) => ({ value: tag, label: t(`language.${tag}`) }))}
      />
    </>
  );
}

/** By section of the site; nothing where it has none. */
function SectionFilter({ view, onChange }: BoardBarProps) {
  const { t } = useTranslation('board');
  const { data: sections = [] } = useQuery(siteSectionsQuery);
  if (sections.length === 0 && view.section === null) return null;
  return (
    <FilterMenu
      name={t('filter.section')}
      value={view.section}
      onChange={(section) => onChange({ section })}
      choices={[
        { value: 'none', label: t('filter.noSection') },
        ...sections.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}

/** The articles that the person has: what a day begins with. */
function MineButton({ view, onChange }: BoardBarProps) {
  const { t } = useTranslation('board');
  const me = useMe();
  const isOn = view.assignee === me.id;
  return (
    <Button
      size="compact-md"
      variant="default"
      className={classes.mine ?? ''}
      aria-pressed={isOn}
      data-active={isOn || undefined}
      onClick={() => onChange({ assignee: isOn ? null : me.id })}
    >
      {t('filter.mine')}
    </Button>
  );
}

function SortMenu({ view, onChange }: BoardBarProps) {
  const { t } = useTranslation('board');
  return (
    <LazyMenu
      position="bottom-end"
      width={220}
      closeOnItemClick={false}
      target={
        <Button
          size="compact-md"
          variant="subtle"
          color="gray"
          className={classes.sort ?? ''}
          leftSection={<IconArrowsSort size={16} stroke={1.75} />}
          aria-label={t('sort.current', { sort: t(`sort.${view.sort}`) })}
        >
          <span className={classes.sortLabel}>{t(`sort.${view.sort}`)}</span>
        </Button>
      }
    >
      <Menu.Label>{t('sort.label')}</Menu.Label>
      {articleSorts.map((sort) => (
        <Menu.RadioItem
          key={sort}
          value={sort}
          checked={view.sort === sort}
          onChange={() => onChange({ sort, direction: naturalDirection(sort) })}
        >
          {t(`sort.${sort}`)}
        </Menu.RadioItem>
      ))}
      <Menu.Divider />
      {(['descending', 'ascending'] as const).map((direction) => (
        <Menu.RadioItem
          key={direction}
          value={direction}
          checked={view.direction === direction}
          onChange={() => onChange({ direction })}
        >
          {t(`sort.${direction}`)}
        </Menu.RadioItem>
      ))}
    </LazyMenu>
  );
}
