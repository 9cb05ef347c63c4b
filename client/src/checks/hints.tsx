// The hints, by the parts of the article. Each leads to its words; words of the house style list are replaced by one click, or
// their replacement is suggested.
import { isLine } from '@galley/shared/article/region.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { Hint } from '@galley/shared/checks/checks.ts';
import { UnstyledButton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import classes from './checks-panel.module.css';
import { HintDetails, type HintDetailsProps, sentenceOf } from './hint-details.tsx';
import { LevelSign } from './level-sign.tsx';
import type { LookedAt } from './use-checks.ts';
import { useHintActs } from './use-hint-acts.ts';
import { useSuggested } from './use-suggested.ts';

interface HintsProps {
  report: LookedAt;
  /** What has the focus when a hint that was dealt with goes. */
  heading: RefObject<HTMLElement | null>;
  onGone?: (() => void) | undefined;
}

export function Hints({ report, heading, onGone }: HintsProps) {
  const { t } = useTranslation('checks');
  const nameOf = usePlaceNames();
  const suggested = useSuggested(report);
  const act = useHintActs(report, onGone);
  const acted = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each report rows may have gone
  useEffect(() => {
    if (acted.current && document.activeElement === document.body) heading.current?.focus();
    acted.current = false;
  }, [report]);
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
            <HintRow
              key={`${hint.code} ${hint.block} ${hint.from}`}
              hint={hint}
              suggested={suggested.has(hint)}
              onGo={() => act.go(hint)}
              onReplace={(words) => {
                acted.current = true;
                act.replace(hint, words);
              }}
              onSuggest={(words) => act.suggest(hint, words)}
            />
          ))}
      </ul>
    </div>
  ));
}

/** What a part of the article is called. */
function usePlaceNames(): (place: Hint['place']) => string {
  const { t } = useTranslation('review');
  const { session, template, language } = useArticle();
  const outline = useOutline(session.doc);
  return (place) => {
    if (isLine(place)) return t(`line.${place}`);
    const entry = outline.find(({ id }) => id === place);
    return entry ? sectionLabel(entry, template, language) : '';
  };
}

function HintRow({ onGo, ...details }: HintDetailsProps & { onGo: () => void }) {
  const { t } = useTranslation('checks');
  const { level, quote } = details.hint;
  return (
    <li>
      <UnstyledButton className={classes.hint ?? ''} data-level={level} onClick={onGo}>
        <LevelSign level={level} />
        <span className={classes.what}>{sentenceOf(details.hint, t)}</span>
        <q className={classes.quote}>{shortened(quote)}</q>
      </UnstyledButton>
      <HintDetails {...details} />
    </li>
  );
}

const shownLetters = 90;

function shortened(quote: string): string {
  const line = quote.replaceAll('\ufffc', '·').trim();
  return line.length > shownLetters ? `${line.slice(0, shownLetters)} …` : line;
}
