// What an entry of the audit log says, as a sentence with links in it, and what else is known of it.
import type { AuditEntry } from '@galley/shared/api/audit.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { articlePath } from '../app/paths.ts';
import { usePeople } from '../app/people.ts';
import { useTemplates } from '../app/templates.ts';
import { useTimes } from '../ui/times.ts';
import classes from './audit-page.module.css';

/** Stands around the names of slots in a sentence; no name and no headline has it. */
const mark = '\u0001';
const slot = (name: string) => mark + name + mark;

export function AuditSentence({ entry, onPerson }: { entry: AuditEntry; onPerson: (id: UserId) => void }) {
  const { t } = useTranslation(['audit', 'app', 'board']);
  const people = usePeople();
  const templates = useTemplates();
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  const { act, article, details } = entry;

  const person = (id: UserId | null): ReactNode => {
    if (id === null) return <strong>Galley</strong>;
    const name = people.get(id)?.name ?? t('somebody');
    return (
      <button
        type="button"
        className={classes.person}
        title={t('onlyPerson', { name })}
        onClick={() => onPerson(id)}
      >
        {name}
      </button>
    );
  };
  const section = () => {
    const named = { kind: details.kind ?? '', title: details.title ?? '' };
    const template = article && templates.get(article.template);
    return template ? sectionLabel(named, template, language) : named.title || named.kind;
  };
  const templateName = () => {
    const known = entry.template && templates.get(entry.template);
    return known ? known.name[language] : (details.name ?? t('template'));
  };
  const slots: Record<string, () => ReactNode> = {
    name: () => person(entry.who),
    person: () => person(entry.person),
    article: () =>
      article && (
        <Link to={articlePath(article.id)} className={classes.article ?? ''}>
          {article.headline || t('untitled')}
        </Link>
      ),
    template: () => <Link to={`/templates/${entry.template}`}>{templateName()}</Link>,
    section: () => <strong>{section()}</strong>,
  };

  const { roles, stage } = details;
  const changed = roles
    ? { from: t(`app:role.${roles.from}`), to: t(`app:role.${roles.to}`) }
    : stage
      ? { from: t(`board:stage.${stage.from}`), to: t(`board:stage.${stage.to}`) }
      : { from: '', to: '' };
  const key =
    act === 'session.signed-out' && details.everywhere
      ? ('session.signed-out-everywhere' as const)
      : act === 'session.signed-out' && details.elsewhere
        ? ('session.signed-out-elsewhere' as const)
        : act === 'article.created' && details.copyOf
          ? ('article.created-copy' as const)
          : act;
  const sentence = t(`sentence.${key}`, {
    name: slot('name'),
    person: slot('person'),
    article: slot('article'),
    template: slot('template'),
    section: slot('section'),
    ...changed,
    login: details.login ?? '',
    email: details.email ?? t('sentence.anybody'),
    role: details.role ? t(`app:role.${details.role}`) : '',
    format: details.format ? t(`format.${details.format}`) : '',
    revision: details.revision ?? '',
    host: details.host ?? '',
  });
  return (
    <span>
      {sentence.split(mark).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change their places
        <span key={index}>{index % 2 === 1 ? slots[part]?.() : part}</span>
      ))}
    </span>
  );
}

/** A note, a name, what became of settings: in a line below the sentence, or null where there is nothing more to tell. */
export function AuditDetail({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation(['audit', 'app', 'admin']);
  const { act, details } = entry;
  const { note, why, slug, byline, language, dueAt, sections } = details;
  const time = useTimes();
  const parts = [
    why && t(`why.${why}`),
    details.way && t(`way.${details.way}`),
    details.expired && t('expired'),
    note && t('quote', { text: note }),
    (act === 'version.named' ||
      act.startsWith('publication.preview') ||
      act.startsWith('session.passkey') ||
      act.startsWith('style.') ||
      act.startsWith('site.author') ||
      act.startsWith('site.section-') ||
      act.startsWith('site.subscriber')) &&
      details.name &&
      t('quote', { text: details.name }),
    act === 'article.settings-changed' &&
      slug !== undefined &&
      t('address', { slug: slug ?? t('noAddress') }),
    byline !== undefined && t('byline', { byline: byline || t('noByline') }),
    language && t('language', { language: t(`app:language.${language}`) }),
    details.tags && t('tags', { tags: details.tags.join(', ') || t('noTags') }),
    details.siteSection !== undefined &&
      t('siteSection', { section: details.siteSection ?? t('noSiteSection') }),
    details.searchTitle !== undefined && t('searchTitle', { text: details.searchTitle || t('asInText') }),
    details.socialTitle !== undefined && t('socialTitle', { text: details.socialTitle || t('asInText') }),
    details.searchDescription !== undefined &&
      t('searchDescription', { text: details.searchDescription || t('asInText') }),
    details.socialPicture !== undefined &&
      t(details.socialPicture === null ? 'noSocialPicture' : 'socialPicture'),
    details.canonical !== undefined && t('canonical', { text: details.canonical ?? t('publishedHere') }),
    details.related !== undefined && t('related', { count: details.related.length }),
    details.translations !== undefined && t('translations', { count: details.translations.length }),
    details.series !== undefined && t('series', { name: details.series || t('noSeries') }),
    details.seriesPlace !== undefined &&
      (details.seriesPlace === null ? t('noSeriesPlace') : t('seriesPlace', { place: details.seriesPlace })),
    details.embargo !== undefined &&
      (details.embargo === null ? t('noEmbargo') : t('embargo', { date: time(details.embargo, 'dateTime') })),
    details.secondFactor && t(`admin:factorRule.${details.secondFactor}`),
    details.until && t('until', { date: time(details.until, 'dateTime') }),
    dueAt && t('until', { date: time(dueAt, 'dateTime') }),
    dueAt === null && t('noDue'),
    details.enabled !== undefined && t(details.enabled ? 'switchedOn' : 'switchedOff'),
    sections !== undefined && t('sections', { count: sections }),
  ].filter((part) => typeof part === 'string' && part !== '');
  return parts.length > 0 ? <span className={classes.detail}>{parts.join(' · ')}</span> : null;
}
