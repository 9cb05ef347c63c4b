// Authors for admins: who has a page on the public site, and what it says of them.
import type { AuthorProfile } from '@galley/shared/api/authors.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { Anchor, Button, Skeleton, TextInput } from '@mantine/core';
import { IconExternalLink, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { authorsQuery } from '../app/authors.ts';
import { problemText } from '../app/problem-text.ts';
import { AdminPage } from './admin-page.tsx';
import { AuthorForm } from './author-form.tsx';
import classes from './authors-page.module.css';

/** From so many on there is a field to search them by. */
const searchedFrom = 10;

export function AuthorsPage() {
  const { t } = useTranslation('authors');
  const authors = useQuery(authorsQuery);
  const [search, setSearch] = useState('');
  /** What is open above the list; null in it stands for a new profile. */
  const [form, setForm] = useState<{ author: AuthorProfile | null } | null>(null);
  const all = authors.data ?? [];
  const words = search.trim().toLowerCase();
  const shown = all.filter(({ name }) => name.toLowerCase().includes(words));
  return (
    <AdminPage
      title={t('title')}
      intro={t('intro')}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setForm({ author: null })}>
          {t('add')}
        </Button>
      }
    >
      {authors.isPending && <Skeleton height={160} radius="lg" aria-busy />}
      {authors.error && !authors.data && <p role="alert">{problemText(authors.error)}</p>}
      {authors.data?.length === 0 && <p className={classes.none}>{t('none')}</p>}
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
      {all.length > 0 && shown.length === 0 && <p className={classes.none}>{t('nobody')}</p>}
      <ul className={classes.list}>
        {shown.map((author) => (
          <li key={author.slug} className={classes.author}>
            <Portrait author={author} />
            <div className={classes.what}>
              <b>{author.name}</b>
              <span className={classes.facts}>
                {t(`kind.${author.kind}`)}
                {author.bio !== '' && ` · ${author.bio}`}
              </span>
              <Anchor href={`/authors/${author.slug}`} target="_blank" className={classes.page ?? ''}>
                /authors/{author.slug} <IconExternalLink size={14} aria-hidden />
              </Anchor>
            </div>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('changeOf', { name: author.name })}
              onClick={() => setForm({ author })}
            >
              {t('change')}
            </Button>
          </li>
        ))}
      </ul>
      {form && <AuthorForm author={form.author} onClose={() => setForm(null)} />}
    </AdminPage>
  );
}

function Portrait({ author: { picture, name } }: { author: AuthorProfile }) {
  return picture === null ? (
    <span className={classes.portrait} aria-hidden>
      {[...name][0]?.toUpperCase()}
    </span>
  ) : (
    <img className={classes.portrait} src={picturePath(picture)} alt="" />
  );
}
