// What is worth a second look while writing: figures of how the text reads, and hints that lead to their words.

import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { Hint } from '@galley/shared/checks/checks.ts';
import type { Readability } from '@galley/shared/checks/readability.ts';
import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { TextSelection } from '@tiptap/pm/state';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { focusWithCaret } from '../editor/native-keys.ts';
import { announce } from '../ui/announcer.tsx';
import { placeOfHint } from './checked-blocks.ts';
import classes from './checks-panel.module.css';
import { type LookedAt, useChecks } from './use-checks.ts';

export function ChecksPanel({ onGone }: { onGone?: () => void }) {
  const { t } = useTranslation('checks');
  const id = useId();
  const report = useChecks();
  return (
    <div className={classes.panel}>
      <section aria-labelledby={`${id}-reading`}>
        <h2 id={`${id}-reading`} className={classes.title}>
          {t('reading')}
        </h2>
        {report && <Figures readability={report.readability} />}
      </section>
      <section aria-labelledby={`${id}-hints`}>
        <h2 id={`${id}-hints`} className={classes.title}>
          {t('hints')}
          {report && report.hints.length > 0 && <span className={classes.count}>{report.hints.length}</span>}
        </h2>
        {report && <Hints report={report} {...(onGone ? { onGone } : {})} />}
      </section>
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

function Hints({ report, onGone }: { report: LookedAt; onGone?: () => void }) {
  const { t } = useTranslation('checks');
  const { t: editor } = useTranslation('editor');
  const { session, desk, template, language } = useArticle();
  const outline = useOutline(session.doc);
  const nameOf = (place: Hint['place']) => {
    if (place === 'headline') return editor('headline');
    if (place === 'dek') return editor('dek');
    const entry = outline.find(({ id }) => id === place);
    return entry ? sectionLabel(entry, template, language) : '';
  };
  const go = async (hint: Hint) => {
    const first = report.blocks.findIndex(({ place }) => place === hint.place);
    const region = await desk.ensure(hint.place);
    const found = placeOfHint(region.state.doc, hint, hint.block - first);
    if (!found) return announce(t('gone'));
    onGone?.();
    const { tr, doc } = region.state;
    region.view.dispatch(tr.setSelection(TextSelection.create(doc, found.from, found.to)));
    const { node } = region.view.domAtPos(found.from);
    (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
    focusWithCaret(region.view);
  };
  if (report.hints.length === 0)
    return (
      <p className={classes.clean}>
        <IconCircleCheck size={18} aria-hidden />
        {t('none')}
      </p>
    );
  const places = [...new Set(report.hints.map(({ place }) => place))];
  return places.map((place) => (
    <div key={place} className={classes.place}>
      <h3 className={classes.placeName}>{nameOf(place)}</h3>
      <ul className={classes.list}>
        {report.hints
          .filter((hint) => hint.place === place)
          .map((hint) => (
            <li key={`${hint.code} ${hint.block} ${hint.from}`}>
              <UnstyledButton
                className={classes.hint ?? ''}
                data-level={hint.level}
                onClick={() => void go(hint)}
              >
                {hint.level === 'warn' ? (
                  <IconAlertTriangle size={16} aria-hidden />
                ) : (
                  <IconInfoCircle size={16} aria-hidden />
                )}
                <span className={classes.what}>{t(`codes.${hint.code}`, { count: hint.count })}</span>
                <q className={classes.quote}>{shortened(hint.quote)}</q>
              </UnstyledButton>
            </li>
          ))}
      </ul>
    </div>
  ));
}

const shownLetters = 90;

function shortened(quote: string): string {
  const line = quote.replaceAll('\ufffc', '·').trim();
  return line.length > shownLetters ? `${line.slice(0, shownLetters)} …` : line;
}
