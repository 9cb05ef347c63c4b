// Who the byline names, one by one: in their order, each a person or an organization, with their page where they have one.
// The same people as in the byline's field, which a change here writes anew.
import { maxBylineLength } from '@galley/shared/api/articles.ts';
import type { AuthorProfile } from '@galley/shared/api/authors.ts';
import {
  type Author,
  authorKinds,
  authorSlug,
  bylineOf,
  maxAuthorName,
  maxAuthors,
} from '@galley/shared/article/authors.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { ActionIcon, Autocomplete, Input, NativeSelect } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { authorsQuery } from '../app/authors.ts';
import { problemText } from '../app/problem-text.ts';
import { useArticle } from '../editor/article-context.ts';
import classes from './authors-field.module.css';
import { useArticleChange } from './publication.ts';

export function AuthorsField({ article }: { article: ArticleId }) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const { data: profiles = [] } = useQuery(authorsQuery);
  const change = useArticleChange(article);
  const [name, setName] = useState('');
  const [said, setSaid] = useState('');
  const authors = change.isPending ? (change.variables.authors ?? row.authors) : row.authors;
  const pageOf = (author: Author) => {
    const slug = authorSlug(author, row.language);
    return profiles.find((profile) => profile.slug === slug);
  };
  const set = (wanted: readonly Author[]) => change.mutate({ authors: [...wanted] });
  const isTooLong = (wanted: readonly Author[]) => bylineOf(wanted, 'en').length > maxBylineLength;
  const next = authorNamed(name, profiles);
  const refusal =
    next && isTooLong([...authors, next])
      ? t('authors.tooLong')
      : change.isError
        ? problemText(change.error)
        : null;
  const add = (author: Author | null) => {
    if (!author || isTooLong([...authors, author])) return;
    set([...authors, author]);
    setName('');
  };
  const move = (index: number, by: -1 | 1) => {
    const wanted = [...authors];
    wanted.splice(index + by, 0, ...wanted.splice(index, 1));
    set(wanted);
    setSaid(t('authors.moved', { name: authors[index]?.name ?? '', place: index + by + 1 }));
  };
  return (
    <Input.Wrapper label={t('authors.title')} labelElement="div">
      {authors.length > 0 && (
        <ol className={classes.list}>
          {authors.map((author, index) => {
            const page = pageOf(author);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two authors may have one name, and rows hold no state
              <li key={index} className={classes.author}>
                <span className={classes.name}>
                  {author.name}
                  {page && (
                    <a href={`/authors/${page.slug}`} target="_blank" rel="noreferrer">
                      {t('authors.page')}
                    </a>
                  )}
                </span>
                <NativeSelect
                  size="xs"
                  aria-label={t('authors.kindOf', { name: author.name })}
                  data={authorKinds.map((value) => ({ value, label: t(`authors.kind.${value}`) }))}
                  value={author.kind}
                  onChange={(event) => {
                    const kind = authorKinds.find((one) => one === event.currentTarget.value);
                    if (kind) set(authors.map((one, at) => (at === index ? { ...one, kind } : one)));
                  }}
                />
                <span className={classes.acts}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('authors.up', { name: author.name })}
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                  >
                    <IconArrowUp size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('authors.down', { name: author.name })}
                    disabled={index === authors.length - 1}
                    onClick={() => move(index, 1)}
                  >
                    <IconArrowDown size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('authors.remove', { name: author.name })}
                    onClick={() => set(authors.filter((_, at) => at !== index))}
                  >
                    <IconX size={16} />
                  </ActionIcon>
                </span>
              </li>
            );
          })}
        </ol>
      )}
      {authors.length < maxAuthors && (
        <Autocomplete
          size="sm"
          aria-label={t('authors.add')}
          placeholder={t('authors.add')}
          description={t('authors.hint')}
          inputWrapperOrder={['input', 'error', 'description']}
          maxLength={maxAuthorName}
          data={[...new Set(profiles.map((profile) => profile.name))]}
          limit={8}
          error={refusal}
          value={name}
          onChange={(value) => {
            change.reset();
            setName(value);
          }}
          onOptionSubmit={(value) => add(authorNamed(value, profiles))}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.defaultPrevented) return;
            event.preventDefault();
            add(next);
          }}
        />
      )}
      <span className={classes.said} role="status">
        {said}
      </span>
    </Input.Wrapper>
  );
}

/** With the profile of this name, if there is one; null without a name. */
function authorNamed(written: string, profiles: readonly AuthorProfile[]): Author | null {
  const name = written.trim();
  if (name === '') return null;
  const profile = profiles.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return profile
    ? { name: profile.name, kind: profile.kind, profile: profile.slug }
    : { name, kind: 'person', profile: null };
}
