// Small facts of an article that both the cards and the table tell.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { IconClock, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useWhoIsIn } from '../app/live.ts';
import { usePeople } from '../app/people.ts';
import { siteSectionsQuery } from '../app/site-sections.ts';
import { useTemplates } from '../app/templates.ts';
import { useDeskTimes } from '../ui/desk-times.ts';
import { Face, Faces } from '../ui/face.tsx';
import { TimeAgo, useNow } from '../ui/time-ago.tsx';
import classes from './article-facts.module.css';

/** The template's name in the interface's language. */
export function TemplateName({ article }: { article: ArticleRow }) {
  const { i18n } = useTranslation();
  return useTemplates().get(article.template)?.name[i18n.language as Language] ?? article.template;
}

/** The section of the site that the article is in; nothing where it is in none. */
export function SiteSectionName({ article: { siteSection } }: { article: Pick<ArticleRow, 'siteSection'> }) {
  const { t } = useTranslation('board');
  const { data } = useQuery(siteSectionsQuery);
  const name = siteSection === null ? undefined : data?.find(({ id }) => id === siteSection)?.name;
  if (name === undefined) return null;
  return <span title={t('card.section')}>{name}</span>;
}

/** The article's language as two letters; in full for screen readers and on hover. */
export function LanguageTag({ language }: { language: Language }) {
  const { t } = useTranslation('board');
  return (
    <abbr title={t(`language.${language}`)} className={classes.language}>
      {language.toUpperCase()}
    </abbr>
  );
}

/** When the article is published by itself; what is overdue by more than a moment is held. */
export function DueTime({ at }: { at: string }) {
  const { t } = useTranslation('board');
  const isHeld = useNow() - new Date(at).getTime() > lateMs;
  const times = useDeskTimes();
  return (
    <p className={classes.due} data-held={isHeld || undefined}>
      <IconClock size={14} aria-hidden />
      <time dateTime={at}>{t(isHeld ? 'card.held' : 'card.due', { time: times.text(at, 'dateTime') })}</time>
    </p>
  );
}

const lateMs = 60_000;

/** Who changed the text last, and when. */
export function LastEdit({ article, sign = 'face' }: { article: ArticleRow; sign?: 'face' | 'pencil' }) {
  const { t } = useTranslation('board');
  const editor = usePeople().get(article.editedBy ?? article.createdBy);
  return (
    <span className={classes.edit} title={editor && t('card.editedBy', { name: editor.name })}>
      {sign === 'pencil' && <IconPencil size={14} stroke={1.75} aria-hidden />}
      {editor && sign === 'face' && <Face person={editor} size={20} />}
      {editor && <span className={classes.editor}>{editor.name.split(' ')[0]}</span>}
      <span className={classes.when}>
        <TimeAgo at={article.editedAt} />
      </span>
    </span>
  );
}

/** Who is in the article now. */
export function WhoIsHere({ article, max = 3 }: { article: ArticleId; max?: number }) {
  const people = usePeople();
  const here = useWhoIsIn(article).flatMap((id: UserId) => people.get(id) ?? []);
  return <Faces people={here} size={22} max={max} ring />;
}
