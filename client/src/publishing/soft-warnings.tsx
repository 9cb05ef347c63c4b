// What is worth a look before publishing, though nothing stands against it: each line leads to its place.
import { readArticle } from '@galley/shared/article/read-article.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { type SoftWarning, softWarnings } from '@galley/shared/article/soft-warnings.ts';
import { levelOf } from '@galley/shared/checks/levels.ts';
import { UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { countOpen, useSuggestionState, useThreadState } from '../review/article-review.ts';
import { Part } from './part.tsx';
import classes from './readiness-list.module.css';
import type { ArticlePlace } from './readiness-list.tsx';

interface SoftWarningsProps {
  onGoTo: (place: ArticlePlace) => void;
  /** The byline's place is in the panel itself. */
  onGoToByline: () => void;
}

export function SoftWarnings({ onGoTo, onGoToByline }: SoftWarningsProps) {
  const { t } = useTranslation('publishing');
  const { session, template, language } = useArticle();
  const outline = useOutline(session.doc);
  const warnings = useSoftWarnings();
  const open = useThreadState((state) => countOpen(state.threads));
  // Those that block stand among what is missing.
  const level = levelOf('open-threads', template.checks);
  const comments = level === 'off' || level === 'block' ? 0 : open;
  const suggestions = useSuggestionState((state) => countOpen(state.suggestions));
  const placeName = ({ code, place }: SoftWarning) => {
    const entry = outline.find(({ id }) => id === place);
    if (entry) return sectionLabel(entry, template, language);
    if (code === 'byline-missing') return t('settings.byline');
    if (code === 'lead-missing') return t('readiness.place.lead');
    return t(`readiness.place.${place === 'headline' ? 'headline' : 'dek'}`);
  };
  const goTo = ({ code, place }: SoftWarning) => {
    if (code === 'byline-missing') onGoToByline();
    else onGoTo(code === 'lead-missing' ? 'lead' : (place ?? 'dek'));
  };
  const lines = [
    ...warnings.map((one) => ({
      key: `${one.code} ${one.place}`,
      place: placeName(one),
      what: t(`soft.${one.code}`, { count: one.count }),
      go: () => goTo(one),
    })),
    ...(comments + suggestions > 0
      ? [
          {
            key: 'open',
            place: t('soft.beside'),
            what: [
              ...(comments > 0 ? [t('soft.comments', { count: comments })] : []),
              ...(suggestions > 0 ? [t('soft.suggestions', { count: suggestions })] : []),
            ].join(', '),
            go: () => onGoTo('comments'),
          },
        ]
      : []),
  ];
  if (lines.length === 0) return null;
  return (
    <Part title={t('soft.title')}>
      <p className={classes.soft}>{t('soft.hint')}</p>
      <ul className={classes.list}>
        {lines.map(({ key, place, what, go }) => (
          <li key={key}>
            <UnstyledButton className={classes.line ?? ''} onClick={go}>
              <IconInfoCircle size={16} className={classes.softSign} aria-hidden />
              <span className={classes.place}>{place}</span>
              <span className={classes.what}>{what}</span>
              <IconChevronRight size={15} className={classes.go} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Of the text as this person has it; looked at anew when nobody has typed for a moment. */
function useSoftWarnings(): readonly SoftWarning[] {
  const { session, row } = useArticle();
  const { doc } = session;
  const { byline } = row;
  const [warnings, setWarnings] = useState<readonly SoftWarning[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => setWarnings(softWarnings(readArticle(doc), { byline }));
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, 500);
    };
    look();
    doc.on('update', soon);
    return () => {
      clearTimeout(timer);
      doc.off('update', soon);
    };
  }, [doc, byline]);
  return warnings;
}
