// What publishing needs to know besides the text: the address, the byline, the language. Saved field by field.
import type { ArticleId } from '@galley/shared/ids.ts';
import { languages } from '@galley/shared/language.ts';
import { Input, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { isRefusedBy, problemText } from '../app/problem-text.ts';
import { useMay } from '../app/session.tsx';
import { siteSectionsQuery } from '../app/site-sections.ts';
import { useArticle } from '../editor/article-context.ts';
import { useDeskTimes } from '../ui/desk-times.ts';
import { useTimes } from '../ui/times.ts';
import classes from './article-settings.module.css';
import { AssignmentFields } from './assignment-fields.tsx';
import { AuthorsField } from './authors-field.tsx';
import { BylineField } from './byline-field.tsx';
import { EmbargoField } from './embargo-field.tsx';
import { Part } from './part.tsx';
import { useArticleChange } from './publication.ts';
import { RelatedField } from './related-field.tsx';
import { SeriesField } from './series-field.tsx';
import { SiteSectionField } from './site-section-field.tsx';
import { SlugField } from './slug-field.tsx';
import { TagsField } from './tags-field.tsx';
import { TranslationsField } from './translations-field.tsx';

interface ArticleSettingsProps {
  article: ArticleId;
  /** Whether the public sees the article now. */
  live: boolean;
  /** The desk's. */
  timeZone: string;
  slugField: RefObject<HTMLInputElement | null>;
  bylineField: RefObject<HTMLInputElement | null>;
}

export function ArticleSettings({ article, live, slugField, bylineField, timeZone }: ArticleSettingsProps) {
  const { t } = useTranslation('publishing');
  const mayChange = useMay('article.settings');
  return (
    <Part title={t('settings.title')}>
      {mayChange ? (
        <div className={classes.fields}>
          <AssignmentFields article={article} />
          <SlugField article={article} live={live} field={slugField} />
          <BylineField article={article} field={bylineField} />
          <AuthorsField article={article} />
          <LanguageField article={article} />
          <TranslationsField article={article} />
          <SiteSectionField article={article} />
          <TagsField article={article} />
          <SeriesField article={article} />
          <RelatedField article={article} />
          <EmbargoField article={article} timeZone={timeZone} />
        </div>
      ) : (
        <Facts timeZone={timeZone} />
      )}
    </Part>
  );
}

function LanguageField({ article }: { article: ArticleId }) {
  const { t } = useTranslation(['publishing', 'app']);
  const { row } = useArticle();
  const change = useArticleChange(article);
  const isTaken = isRefusedBy(change.error, 'language-taken');
  return (
    <Input.Wrapper
      label={t('settings.language')}
      labelElement="div"
      error={change.isError && (isTaken ? t('translations.languageTaken') : problemText(change.error))}
    >
      <div>
        <SegmentedControl
          size="xs"
          aria-label={t('settings.language')}
          value={change.isPending ? (change.variables.language ?? row.language) : row.language}
          onChange={(value) => {
            const language = languages.find((one) => one === value);
            if (language) change.mutate({ language });
          }}
          data={languages.map((value) => ({ value, label: t(`app:language.${value}`) }))}
        />
      </div>
    </Input.Wrapper>
  );
}

function Facts({ timeZone }: { timeZone: string }) {
  const { t } = useTranslation(['publishing', 'app']);
  const { row } = useArticle();
  const assignee = usePeople().get(row.assignee ?? row.createdBy);
  const { data: sections = [] } = useQuery(siteSectionsQuery);
  const time = useTimes();
  const times = useDeskTimes();
  const facts = [
    [t('settings.assignee'), row.assignee === null ? null : assignee?.name],
    [t('settings.due'), row.dueAt === null ? null : times.text(row.dueAt, 'dateTime')],
    [t('settings.slug'), row.slug],
    [t('settings.byline'), row.byline],
    [t('settings.language'), t(`app:language.${row.language}`)],
    [t('settings.siteSection'), sections.find(({ id }) => id === row.siteSection)?.name],
    [t('settings.tags'), row.tags.join(', ')],
    [t('settings.embargo'), row.embargo && time(row.embargo, 'zoned', timeZone)],
  ] as const;
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || t('settings.none')}</dd>
        </div>
      ))}
    </dl>
  );
}
