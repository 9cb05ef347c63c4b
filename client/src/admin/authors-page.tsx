// Authors for admins: who has a page on the public site, and what it says of them.
import type { AuthorProfile } from '@galley/shared/api/authors.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { Anchor, Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { authorsQuery } from '../app/authors.ts';
import { AuthorForm } from './author-form.tsx';
import classes from './authors-page.module.css';
import { RowsPage } from './rows-page.tsx';

export function AuthorsPage() {
  const { t } = useTranslation('authors');
  const authors = useQuery(authorsQuery);
  return (
    <RowsPage
      title={t('title')}
      intro={t('intro')}
      rows={authors}
      textsOf={({ name }) => [name]}
      words={{ add: t('add'), search: t('search'), none: t('none'), noneFits: t('nobody') }}
      form={(author, onClose) => <AuthorForm author={author} onClose={onClose} />}
      list={(shown, change) => (
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
                onClick={() => change(author)}
              >
                {t('change')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    />
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
