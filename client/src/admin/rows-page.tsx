// A page of rows that admins keep, such as authors: the list, searched once it is long, and a form for a new row and for each.
import { Button, Group, Skeleton, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { problemText } from '../app/problem-text.ts';
import { AdminPage } from './admin-page.tsx';
import classes from './rows-page.module.css';

interface RowsPageProps<Row> {
  title: string;
  intro: string;
  rows: Pick<UseQueryResult<readonly Row[]>, 'data' | 'error' | 'isPending'>;
  /** What a row is found by. */
  textsOf: (row: Row) => readonly string[];
  words: {
    add: string;
    search: string;
    /** There are no rows. */
    none: string;
    /** None has what is searched for. */
    noneFits: string;
  };
  /** The rows that are shown, at least one; `change` opens the form for one of them. */
  list: (shown: readonly Row[], change: (row: Row) => void) => ReactNode;
  /** The form for a row, null for a new one. */
  form: (row: Row | null, onClose: () => void) => ReactNode;
  /** What else can be done with the list, beside adding to it. */
  more?: ReactNode;
  /** What stands below a list that is not empty. */
  foot?: ReactNode;
}

/** From so many on there is a field to search them by. */
const searchedFrom = 10;

export function RowsPage<Row>({
  title,
  intro,
  rows,
  textsOf,
  words,
  list,
  form,
  more,
  foot,
}: RowsPageProps<Row>) {
  const [search, setSearch] = useState('');
  /** What is open above the list; null in it stands for a new row. */
  const [opened, setOpened] = useState<{ row: Row | null } | null>(null);
  const all = rows.data ?? [];
  const wanted = search.trim().toLowerCase();
  const shown = all.filter((row) => textsOf(row).some((text) => text.toLowerCase().includes(wanted)));
  return (
    <AdminPage
      title={title}
      intro={intro}
      action={
        <Group gap="xs">
          {more}
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpened({ row: null })}>
            {words.add}
          </Button>
        </Group>
      }
    >
      {rows.isPending && <Skeleton height={160} radius="lg" aria-busy />}
      {rows.error && !rows.data && <p role="alert">{problemText(rows.error)}</p>}
      {rows.data?.length === 0 && <p className={classes.none}>{words.none}</p>}
      {all.length >= searchedFrom && (
        <TextInput
          type="search"
          mb="sm"
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {all.length > 0 && shown.length === 0 && <p className={classes.none}>{words.noneFits}</p>}
      {shown.length > 0 && list(shown, (row) => setOpened({ row }))}
      {all.length > 0 && foot}
      {opened && form(opened.row, () => setOpened(null))}
    </AdminPage>
  );
}
