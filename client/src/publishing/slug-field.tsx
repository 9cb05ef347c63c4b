// The article's public address: typed or suggested from the headline, with the server's refusal at the field.
import { maxSlugLength, slugFrom } from '@galley/shared/article/slug.ts';
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type RefObject, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { problemCode, problemText } from '../app/problem-text.ts';
import { useArticle } from '../editor/article-context.ts';
import { useArticleChange } from './publication.ts';
import { SavedSign } from './saved-sign.tsx';
import classes from './slug-field.module.css';

interface SlugFieldProps {
  article: ArticleId;
  live: boolean;
  field: RefObject<HTMLInputElement | null>;
}

export function SlugField({ article, live, field }: SlugFieldProps) {
  const { t } = useTranslation('publishing');
  const { row } = useArticle();
  const change = useArticleChange(article);
  const id = useId();
  /** What is typed and not saved yet. */
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const saved = row.slug ?? '';

  const save = (text: string) => {
    const slug = slugFrom(text, row.language);
    if (slug === '' && text.trim() !== '') return setRefusal(t('settings.slugUnwritable'));
    if (slug === '' && live) return setRefusal(t('settings.slugNeeded'));
    setRefusal(null);
    if (slug === saved) return setDraft(null);
    setDraft(slug);
    change.mutate(
      { slug: slug === '' ? null : slug },
      {
        onSuccess: () => setDraft(null),
        onError: (error) =>
          setRefusal(problemCode(error) === 'conflict' ? t('settings.slugTaken') : problemText(error)),
      },
    );
  };
  const suggest = useMutation({
    mutationFn: () => call(articleRoutes.suggestSlug, { params: { id: article } }),
    onSuccess: ({ slug }) => (slug === null ? setRefusal(t('settings.noSuggestion')) : save(slug)),
    onError: (error) => setRefusal(problemText(error)),
  });

  return (
    <div>
      <div className={classes.head}>
        <label htmlFor={id} className={classes.label}>
          {t('settings.slug')}
        </label>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t('settings.suggestLabel')}
          loading={suggest.isPending}
          onClick={() => suggest.mutate()}
        >
          {t('settings.suggest')}
        </Button>
      </div>
      <TextInput
        ref={field}
        id={id}
        size="sm"
        value={draft ?? saved}
        // What is typed may be longer than what becomes of it.
        maxLength={2 * maxSlugLength}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        error={refusal}
        description={live ? t('settings.slugMoves') : t('settings.slugHint')}
        inputWrapperOrder={['input', 'error', 'description']}
        leftSection={
          <span className={classes.path} aria-hidden>
            /articles/
          </span>
        }
        leftSectionWidth={76}
        rightSection={<SavedSign shown={change.isSuccess && draft === null} />}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setRefusal(null);
        }}
        onBlur={() => draft !== null && save(draft)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && draft !== null) save(draft);
        }}
      />
    </div>
  );
}
