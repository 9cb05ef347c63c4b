// What a file says of its text beside the text, and what of it can't be taken over.
import type { FoundFacts, Lost } from '@galley/shared/article/formats/pieces.ts';
import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../ui/times.ts';
import classes from './file-notes.module.css';

/** The details of the file that are no lines of the preview. */
export function FileFacts({ facts }: { facts: FoundFacts }) {
  const { t } = useTranslation('imports');
  const time = useTimes();
  const { slug, language, tags = [], siteSection, published, embargo, image } = facts;
  const { searchTitle, searchDescription, canonical } = facts;
  const shown = [
    [t('facts.slug'), slug],
    [t('facts.language'), language],
    [t('facts.tags'), tags.join(', ')],
    [t('facts.siteSection'), siteSection],
    [t('facts.searchTitle'), searchTitle],
    [t('facts.searchDescription'), searchDescription],
    [t('facts.canonical'), canonical],
    [t('facts.published'), dateText(published, time)],
    [t('facts.embargo'), dateText(embargo, time)],
    [t('facts.image'), image],
  ].filter(([, value]) => value);
  if (shown.length === 0) return null;
  return (
    <section>
      <h3 className={classes.label}>{t('facts.title')}</h3>
      <dl className={classes.facts}>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What is not taken over, with its words where it had some. */
export function LostParts({ lost }: { lost: readonly Lost[] }) {
  const { t } = useTranslation('imports');
  if (lost.length === 0) return null;
  return (
    <Alert color="orange" variant="light" p="xs" title={t('lost.title')}>
      <ul className={classes.lost}>
        {lost.map(({ what, count, words = [] }) => (
          <li key={what}>
            {t(`lost.${what}`, { count })}
            {words.length > 0 && (
              <details>
                <summary>{t('lost.words')}</summary>
                {words.map((text, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes here
                  <p key={index}>{text}</p>
                ))}
              </details>
            )}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** A date, with its time where the file has one, or the words as they are where they are no date. */
function dateText(date: string | undefined, text: ReturnType<typeof useTimes>): string {
  if (date === undefined) return '';
  const time = new Date(date);
  if (Number.isNaN(time.getTime())) return date;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date);
  return day ? text(time, 'date', 'UTC') : text(time, 'dateTime');
}
