// The house style list for those who keep it: what is not written at this desk, and what is written in its place.
import type { StyleWord } from '@galley/shared/api/house-style.ts';
import { houseStyleRoutes } from '@galley/shared/contract/house-style.ts';
import { pathTo } from '@galley/shared/contract/path.ts';
import { Anchor, Button, Skeleton, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { houseStyleQuery } from '../app/house-style.ts';
import { usePeople } from '../app/people.ts';
import { problemText } from '../app/problem-text.ts';
import { AdminPage } from './admin-page.tsx';
import classes from './house-style-page.module.css';
import { StyleWordForm } from './style-word-form.tsx';

/** From so many on there is a field to search them by. */
const searchedFrom = 10;

export function HouseStylePage() {
  const { t } = useTranslation('style');
  const words = useQuery(houseStyleQuery);
  const people = usePeople();
  const [search, setSearch] = useState('');
  /** What is open above the list; null in it stands for a new word. */
  const [form, setForm] = useState<{ word: StyleWord | null } | null>(null);
  const all = words.data ?? [];
  const query = search.trim().toLowerCase();
  const shown = all.filter((word) =>
    [word.avoid, word.prefer, word.note].some((text) => text.toLowerCase().includes(query)),
  );
  return (
    <AdminPage
      title={t('title')}
      intro={t('intro')}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setForm({ word: null })}>
          {t('add')}
        </Button>
      }
    >
      {words.isPending && <Skeleton height={160} radius="lg" aria-busy />}
      {words.error && !words.data && <p role="alert">{problemText(words.error)}</p>}
      {words.data?.length === 0 && <p className={classes.none}>{t('none')}</p>}
      {all.length >= searchedFrom && (
        <TextInput
          type="search"
          mb="sm"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {all.length > 0 && shown.length === 0 && <p className={classes.none}>{t('noneFits')}</p>}
      {shown.length > 0 && (
        <ul className={classes.list} aria-label={t('title')}>
          {shown.map((word) => {
            const { id, avoid, prefer, note, language, owner } = word;
            return (
              <li key={id} className={classes.word}>
                <span className={classes.pair}>
                  <del>{avoid}</del>
                  {prefer !== '' && <ins>{prefer}</ins>}
                </span>
                <span className={classes.facts}>
                  {note !== '' && <span>{note}</span>}
                  <span>
                    {[t(`language.${language}`), people.get(owner)?.name].filter(Boolean).join(' · ')}
                  </span>
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('changeOf', { word: avoid })}
                  onClick={() => setForm({ word })}
                >
                  {t('change')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {all.length > 0 && (
        <Anchor
          size="sm"
          mt="md"
          display="inline-block"
          href={pathTo(houseStyleRoutes.listStyleWords, { query: { format: 'csv' } })}
        >
          {t('download')}
        </Anchor>
      )}
      {form && <StyleWordForm word={form.word} onClose={() => setForm(null)} />}
    </AdminPage>
  );
}
