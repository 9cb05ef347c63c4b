// What is worth a second look while writing: figures of how the text reads, and hints that lead to their words.
import type { Readability } from '@galley/shared/checks/readability.ts';
import { Anchor, Switch } from '@mantine/core';
import { useEffect, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../app/session.tsx';
import classes from './checks-panel.module.css';
import { checksReport, setMarked, useIsMarked, useReport } from './checks-report.ts';
import { Hints } from './hints.tsx';
import { LinksPart } from './links-part.tsx';
import { OpenThreads } from './open-threads.tsx';
import { together, useLanguageCheck } from './use-language-check.ts';

/** For the open article. `onGone` is called once somebody has gone from a hint to its words. */
export function ChecksPanel({ onGone }: { onGone?: () => void }) {
  const { t } = useTranslation('checks');
  const id = useId();
  const own = useReport();
  const language = useLanguageCheck(own);
  const isMarked = useIsMarked();
  useEffect(() => {
    checksReport.setState({ language: language.hints });
    return () => checksReport.setState({ language: [] });
  }, [language.hints]);
  const report = useMemo(() => own && together(own, language.hints), [own, language.hints]);
  const heading = useRef<HTMLHeadingElement>(null);
  const maySuggest = useMay('suggestion.make');
  const keepsStyle = useMay('style.manage');
  return (
    <div className={classes.panel}>
      <section aria-labelledby={`${id}-reading`}>
        <h2 id={`${id}-reading`} className={classes.title}>
          {t('reading')}
        </h2>
        {report && <Figures readability={report.readability} />}
      </section>
      <section aria-labelledby={`${id}-hints`}>
        <h2 ref={heading} tabIndex={-1} id={`${id}-hints`} className={classes.title}>
          {t('hints')}
          {report && report.hints.length > 0 && <span className={classes.count}>{report.hints.length}</span>}
        </h2>
        {report && <Hints report={report} heading={heading} onGone={onGone} />}
        <OpenThreads />
        {language.isUnreachable && <p className={classes.later}>{t('languageUnreachable')}</p>}
        <Switch
          size="xs"
          className={classes.later ?? ''}
          label={t('marked')}
          checked={isMarked}
          onChange={(event) => setMarked(event.currentTarget.checked)}
        />
        {keepsStyle && (
          <Anchor component={Link} to="/house-style" className={classes.styleList ?? ''}>
            {t('styleList')}
          </Anchor>
        )}
      </section>
      {maySuggest && <LinksPart onGone={onGone} />}
    </div>
  );
}

function Figures({ readability }: { readability: Readability | null }) {
  const { t, i18n } = useTranslation('checks');
  if (!readability) return <p className={classes.quiet}>{t('tooShort')}</p>;
  const { ease, lix, schoolYear, sentenceLength } = readability;
  const number = (value: number, digits = 0) =>
    value.toLocaleString(i18n.language, { maximumFractionDigits: digits, minimumFractionDigits: digits });
  const figures = [
    {
      name: t('ease'),
      value: number(Math.min(100, Math.max(0, ease))),
      what: t(`easeWords.${easeWord(ease)}`),
    },
    { name: t('lix'), value: number(lix), what: t(`lixWords.${lixWord(lix)}`) },
    ...(schoolYear === null
      ? []
      : [
          {
            name: t('schoolYear'),
            value: number(Math.min(15, Math.max(4, schoolYear))),
            what: t('schoolYearWords'),
          },
        ]),
    { name: t('sentenceLength'), value: number(sentenceLength, 1), what: t('sentenceLengthWords') },
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(({ name, value, what }) => (
        <div key={name} className={classes.figure}>
          <dt>{name}</dt>
          <dd>
            <strong>{value}</strong> <span className={classes.quiet}>{what}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The bands of Flesch's and Amstad's tables. */
function easeWord(ease: number) {
  if (ease >= 70) return 'easy';
  if (ease >= 50) return 'medium';
  return ease >= 30 ? 'hard' : 'veryHard';
}

/** Björnsson's bands: newspapers stand between 40 and 50. */
function lixWord(lix: number) {
  if (lix < 40) return 'easy';
  if (lix < 50) return 'medium';
  return lix < 60 ? 'hard' : 'veryHard';
}
